#pragma once

#include "web/api/call.hpp"

namespace foerderlauf {

/// Answers `GET /cases`: rows of the lists with labels, `next` for the page behind. With `duty` it is a work list: cases
/// in which the caller has a conflict of interest are left out. With `as_of` the rows are as they were at the end of
/// that day.
Result<Reply> list_cases(const Call& call);

}  // namespace foerderlauf
