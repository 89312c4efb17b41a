#pragma once

#include "domain/texts.hpp"
#include "web/front/http.hpp"

namespace foerderlauf {

/// The cookie that remembers the language somebody chose at the foot of a page: `de` or `en`.
inline constexpr std::string_view language_cookie = "language";

/// The language of a page: the one chosen, German before anything was chosen. The browser's own language does not decide:
/// the authority's pages are German first.
Language language_of_page(const Request& request);

/// The language of the API's messages: English where `Accept-Language` prefers it to German, else German (RFC 9110 § 12.5.4).
Language language_of_api(const Request& request);

}  // namespace foerderlauf
