#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// GET /search (`q`, `programme`, `closed`, `after`): cases that have the words, with the place marked.
Reply show_search(const Visit& visit);

}  // namespace foerderlauf
