// Effects of a proof of use and of a repayment: the grant measured again, what is bound released, what was paid claimed back.
#include "workflow/consequences.hpp"
#include "workflow/settlement.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// An amount of the programme's settings, zero when it has none.
Money setting_amount(const Definition& definition, const std::string& name) {
    const auto* setting = member(definition.settings, name).as_record();
    const auto amount = Money::parse(setting ? text_of(*setting, "value") : std::string{});
    return amount ? *amount : Money{};
}

/// The grant in force becomes this award, and nobody calls any more what is bound beyond it.
Money lower_grant(const Taking& taking, Money award, Event& event) {
    const Money beyond = bound_beyond(taking.file, award);
    auto held = taking.file.held;
    for (auto& posting :
         release_from_the_end(taking.file.held, beyond, static_cast<int>(taking.situation.today.year()))) {
        held[posting.from] -= posting.amount;
        event.facts.postings.push_back(std::move(posting));
    }
    if (award < Money::cents(integer_of(taking.file.grant, "award_cents")))
        event.facts.values["grant"] = lowered_grant(taking.file.grant, award, taking.situation.today, held);
    return beyond;
}

/// What a step of this machine worked out before, zero where it did not.
Money computed_before(const Taking& taking, const std::string& step, std::string_view name) {
    const auto given = taking.machine_file.given.find(step);
    return given == taking.machine_file.given.end() ? Money{} : Money::cents(integer_of(given->second, name));
}

void book_back(const Taking& taking, Money amount, Event& event) {
    for (const auto* stage : {"paid", "used"})
        for (const auto& [account, held] : taking.file.held) {
            if (account.stage != stage || held <= Money{}) continue;
            const Money part = std::min(amount, held);
            if (part.is_zero()) return;
            auto repaid = account;
            repaid.stage = "repaid";
            event.facts.postings.push_back({part, account, repaid});
            amount -= part;
        }
}

}  // namespace

void settle_proof(const Taking& taking, const Value& argument, Event& event) {
    const auto& names = *argument.as_record();
    const auto rows = [&](const char* name) -> const List& { return taking.rows_at(text_of(names, name)); };
    const auto settled = settlement_of(
        taking.file, {rows("plan_costs"), rows("plan_cover"), rows("costs"), rows("cover"), rows("cuts")},
        setting_amount(taking.definition, text_of(names, "threshold")));
    if (!settled) return;
    keep_computed(event, {{"eligible_cents", settled->actual.eligible.in_cents()},
                          {"own_cents", settled->actual.own.in_cents()},
                          {"other_cents", settled->actual.other.in_cents()},
                          {"award_cents", settled->award.in_cents()},
                          {"paid_cents", settled->paid.in_cents()},
                          {"release_cents", settled->release.in_cents()},
                          {"reclaim_cents", settled->reclaim.in_cents()}});
}

void settle_grant(const Taking& taking, const Value& argument, Event& event) {
    lower_grant(taking, taking.money_at(*argument.as_text()), event);
}

void claim_back(const Taking& taking, const Value& argument, Event& event) {
    const auto& names = *argument.as_record();
    const Money award = taking.money_at(text_of(names, "award"));
    const Money principal = claimable_beyond(taking.file, award);
    const Money released = lower_grant(taking, award, event);
    Record computed{
        {"principal_cents", principal.in_cents()}, {"released_cents", released.in_cents()}, {"interest_cents", 0}};

    const auto from = taking.day_at(text_of(names, "from")), to = taking.day_at(text_of(names, "to"));
    const Money given = taking.money_at(text_of(names, "interest_on"));
    const Money base = given.is_zero() ? principal : given;
    if (from && to && taking.situation.base_rates)
        if (const auto counted = interest(base, *from, *to, *taking.situation.base_rates)) {
            computed["interest_cents"] = counted->amount.in_cents();
            computed["periods"] = periods_of(*counted);
        }
    keep_computed(event, std::move(computed));
}

void take_back(const Taking& taking, const Value& argument, Event& event) {
    const auto& names = *argument.as_record();
    const Money principal = taking.money_at(text_of(names, "principal"));
    const Money interest = taking.money_at(text_of(names, "interest"));
    book_back(taking, principal, event);
    const auto& step = taking.step.name;
    keep_computed(event, {{"returned_cents", (computed_before(taking, step, "returned_cents") + principal).in_cents()},
                          {"interest_returned_cents",
                           (computed_before(taking, step, "interest_returned_cents") + interest).in_cents()}});
}

void agree_instalments(const Taking& taking, const Value&, Event& event) {
    keep_computed(event, {{"received_before_cents", received_after(taking.machine_file, event).in_cents()}});
}

void waive_interest(const Taking& taking, const Value&, Event& event) {
    const auto owed = owed_of(taking.machine_file);
    keep_computed(event, {{"waived_interest_cents", owed.interest.in_cents()}});
}

}  // namespace foerderlauf
