#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// One row of a list of cases for `_case_row`: number, title, body, state, age with its bar, clock of § 75, amount.
View case_row_view(const Visit& visit, const CaseRow& row);

Reply show_start(const Visit& visit);  ///< GET / (`recipient`: only this body); staff go to the work list
Reply show_worklist(
    const Visit& visit);  ///< GET /worklist (`show` mine|all, `q`, `programme`, `state`, `recipient`, `order`, `after`)

/// GET /worklist/together (`case` …): steps that the cases have in common and that ask for nothing but a reason; staff only.
Reply show_together(const Visit& visit);
/// POST of the same (`step`, `reason`, `case` …, `seq:ID`): each case as if it were alone, a result per case.
Reply step_together(const Visit& visit);

}  // namespace foerderlauf
