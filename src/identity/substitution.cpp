#include "identity/substitution.hpp"

#include "domain/calendar.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

struct Days {
    Date from, to;
    bool some() const { return from <= to; }
};

Days common(Days a, Days b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }
Days days_of(const Substitution& entry) { return {entry.from, last_day_of(entry)}; }

/// Walks from a substitute to whoever stands in for that person on the days left, until `wanted` is met.
bool leads_to(const std::vector<Substitution>& granted, const std::map<AccountId, PersonId>& person_of, PersonId here,
              PersonId wanted, Days days, std::set<PersonId> passed) {
    if (here == wanted) return true;
    if (!passed.insert(here).second) return false;
    return std::ranges::any_of(granted, [&](const Substitution& next) {
        const auto left = common(days, days_of(next));
        return person_of.at(next.account) == here && left.some() &&
               leads_to(granted, person_of, person_of.at(next.substitute), wanted, left, passed);
    });
}

}  // namespace

Date last_day_of(const Substitution& substitution) {
    return substitution.ended_on ? std::min(substitution.to, plus_days(*substitution.ended_on, -1)) : substitution.to;
}

bool counts_on(const Substitution& substitution, Date day) {
    return substitution.from <= day && day <= last_day_of(substitution);
}

bool closes_circle(const std::vector<Substitution>& granted, const Substitution& added,
                   const std::map<AccountId, PersonId>& person_of) {
    return leads_to(granted, person_of, person_of.at(added.substitute), person_of.at(added.account), days_of(added),
                    {});
}

std::vector<HeldDuty> duties_to_carry(const Account& represented) {
    std::vector<HeldDuty> carried;
    for (auto held : represented.duties) {
        if (is_applicant_duty(held.duty) || held.duty == "admin" || held.duty == "system") continue;
        held.in_place_of = represented.id;
        carried.push_back(std::move(held));
    }
    return carried;
}

}  // namespace foerderlauf
