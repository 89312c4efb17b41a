#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// What may be called of the grant, year by year, with the reason of each limit, and how far bills that are due carry it, as
/// `_call_years` prints it: for a step that is bound by what is left of a year (check `slice_left`), else false.
View call_years_view(const CaseReading& reading, const Step* step, const Words& words);

}  // namespace foerderlauf
