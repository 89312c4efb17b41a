#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Who has the case in hand, with the forms to take it, give it and give it on, as `_officers` prints them; staff only.
View officers_view(const Visit& visit, const CaseReading& reading);
/// The officers of the duties in turn, by name, for a fact anybody may read; empty while nobody has it.
std::string officers_in_words(const Visit& visit, const CaseReading& reading);

/// Whoever may be given the case for that duty: holds it here, is not disabled and has declared no conflict. By name.
std::vector<Account> officers_for(const Visit& visit, const CaseReading& reading, const std::string& duty);

Reply assign_officer(const Visit& visit);  ///< POST /cases/{id}/officer (`duty`, `account`, `reason`)

/// `Frau Hartung hat den Vorgang offen (seit 09:42 Uhr).`, for colleagues; empty when nobody else has.
std::string open_by_others(const Visit& visit, CaseId id);
Reply tell_open_by(const Visit& visit);  ///< GET /cases/{id}/open: the same as text, and the reader's own look renewed

}  // namespace foerderlauf
