#pragma once

#include "store/store.hpp"
#include "workflow/account.hpp"
#include "workflow/programmes.hpp"

namespace foerderlauf {

/// The cases as they stood at the end of a past day, folded from history: those the account could see then and that match the
/// query's filters, in its order, behind `after`, at most `limit` (all when negative). Costs a fold of every case.
std::vector<CaseRow> cases_as_of(Snapshot& snapshot, const Programmes& programmes, const Account& account,
                                 const CaseQuery& query, Date day);

}  // namespace foerderlauf
