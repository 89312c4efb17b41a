#pragma once

#include "store/substitutions.hpp"
#include "workflow/account.hpp"

#include <vector>

namespace foerderlauf {

/// Its last day, taking an early end into account; before `from` when it never counted.
Date last_day_of(const Substitution& substitution);
bool counts_on(const Substitution& substitution, Date day);

/// Whether with `added` somebody would, over some day, stand in for whoever stands in for them, straight or through others.
/// Persons count: two accounts of one person are one.
bool closes_circle(const std::vector<Substitution>& granted, const Substitution& added,
                   const std::map<AccountId, PersonId>& person_of);

/// Duties that can be carried for somebody: those of the authority except `admin`. An applicant's go with the body it was given
/// for, not with a colleague of the authority.
std::vector<HeldDuty> duties_to_carry(const Account& represented);

}  // namespace foerderlauf
