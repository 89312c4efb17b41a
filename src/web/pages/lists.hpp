#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// One row of a list of cases for `_case_row`: number, title, body, state, age with its bar, clock of § 75, amount.
View case_row_view(const Visit& visit, const CaseRow& row);

Reply show_start(const Visit& visit);  ///< GET / (`recipient`: only this body); staff go to the work list
Reply show_worklist(
    const Visit& visit);  ///< GET /worklist (`show` mine|all, `q`, `programme`, `state`, `recipient`, `order`, `after`)

Reply send_worklist(const Visit& visit);  ///< GET /worklist.csv: every row the same filters find, in the columns shown
/// The next case of the reader's work list, the oldest clock first, given to the reader or to nobody: {next_path, next_name}; false
/// where no other waits.
View next_case_view(const Visit& visit, CaseId after);

/// Adds to the work list's view the lists this account keeps and the forms to keep the present one and to drop one, and the
/// address of its CSV.
void add_kept_lists(const Visit& visit, View& view);
Reply keep_worklist(
    const Visit& visit);  ///< POST /worklist/lists (`name`, `address`; `drop`: name of the list to delete)

/// GET /worklist/together (`case` …): steps that the cases have in common and that ask for nothing but a reason; staff only.
Reply show_together(const Visit& visit);
/// POST of the same (`step`, `reason`, `case` …, `seq:ID`): each case as if it were alone, a result per case.
Reply step_together(const Visit& visit);

}  // namespace foerderlauf
