#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// GET /echt, /echt?code=… and /echt/{code}, for anybody: whether a letter with that code was written here. Of one that was it tells
/// authority, day, kind and hash of the words: what the reader holds in hand can be compared, and nobody's data are told.
/// Unknown codes count against the address that asked, as failed sign-ins do; known ones do not.
Reply show_genuine_form(const PageHouse& house, const Request& request);
Reply show_genuine(const PageHouse& house, const Request& request);

}  // namespace foerderlauf
