#pragma once

#include "web/pages/visit.hpp"

#include <vector>

// What a municipality wrote before and would write again. Taken over are texts, items of the plan of expenses and partners, each
// only when it is ticked; never days or years, declarations, documents or the bank account.
namespace foerderlauf {

/// Cases of the same body and programme that the visitor may read, without this one, the newest first; none on a past day and
/// when the application cannot be changed now or was handed in before: what is asked for then is answered, not written anew.
std::vector<CaseRow> earlier_cases(const Visit& visit, const CaseReading& reading);

/// GET /cases/{id}/copy: those cases; with `from` what one of them would change. 404 for a case that is none of them.
Reply show_copy(const Visit& visit);
/// POST of the same (`from`, `seen_seq`, `take` for each field): to the list of sections. 422 when nothing is ticked or something
/// cannot be taken any more, 412 with the differences as they are now when others changed the case since.
Reply take_copy(const Visit& visit);

}  // namespace foerderlauf
