#pragma once

#include "web/front/edge.hpp"
#include "web/site.hpp"

#include <string>

namespace foerderlauf {

/// The HTML page of an error, for the front's hook (`EdgeHooks::error_page`): what is safe, what to do now, and the incident
/// number if it was a fault. 401 is the sign-in page. Call page_routes(site) first. Thread-safe.
std::string error_page(const Site& site, const ErrorView& error, const Request& request);

}  // namespace foerderlauf
