#include "workflow/definition.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

template <typename Things, typename Name>
auto find_named(const Things& things, std::string_view name, Name member) -> const typename Things::value_type* {
    const auto found = std::ranges::find(things, name, member);
    return found == things.end() ? nullptr : &*found;
}

template <typename Rows>
auto row_on(const Rows& rows, Date day) -> const typename Rows::value_type* {
    const auto found = std::ranges::find_if(rows, [&](const Validity& row) { return row.contains(day); });
    return found == rows.end() ? nullptr : &*found;
}

}  // namespace

bool Validity::contains(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }

bool share_a_day(const Validity& one, const Validity& other) {
    const bool before = one.to && other.from && *one.to < *other.from;
    const bool after = other.to && one.from && *other.to < *one.from;
    return !before && !after;
}

bool FundingObject::open_on(Date day) const {
    return std::ranges::any_of(open, [&](const Validity& period) { return period.contains(day); });
}

const Dated<Percent>* FundingObject::rate_on(Date day) const { return row_on(rates, day); }
const Dated<Money>* FundingObject::cap_on(Date day) const { return row_on(caps, day); }
const Dated<Money>* FundingObject::floor_on(Date day) const { return row_on(floors, day); }

const CallRound* ProjectCall::round(std::string_view code) const { return find_named(rounds, code, &CallRound::code); }

bool Step::leads_from(std::string_view state) const { return std::ranges::find(from, state) != from.end(); }

std::string Step::target(std::string_view state) const {
    if (const auto found = to_by_from.find(state); found != to_by_from.end()) return found->second;
    return to.empty() ? std::string{state} : to;
}

const State* Machine::state(std::string_view wanted) const { return find_named(states, wanted, &State::name); }
const Step* Machine::step(std::string_view wanted) const { return find_named(steps, wanted, &Step::name); }

const Machine* Definition::machine(std::string_view name) const { return find_named(machines, name, &Machine::name); }

const FundingObject* Definition::funding_object(std::string_view code) const {
    return find_named(funding_objects, code, &FundingObject::code);
}

const Authority* Definition::authority_on(Date day) const { return row_on(authorities, day); }

}  // namespace foerderlauf
