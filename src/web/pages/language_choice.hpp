#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// GET /language/{code} (`next`: own path to go on with): remembers the language in a cookie, and for somebody signed in with
/// the account as well. A link and no form, so that it works without script and without a session; a page of somebody else
/// that links here changes nothing. 404 for a language the house does not speak.
Reply choose_language(const PageHouse& house, const Request& request);

/// The cookie that remembers it, for a year.
void remember_language(Reply& reply, const Request& request, Language language);

/// Says which language the page is in and that the choice makes the difference, on every HTML answer.
Handler told_its_language(Handler handler);

}  // namespace foerderlauf
