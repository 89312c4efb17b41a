// Checks of a repayment (Rückforderung, §§ 48 to 49a VwVfG): what is left of the grant, in time, with interest that can be counted.
#include "workflow/checks/check.hpp"

#include "workflow/settlement.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// No interest before money was there: the first value date of a payment is the first day that can bear any.
std::optional<Verdict> before_any_payment(const Question& question, const std::string& field,
                                          const std::optional<Date>& from) {
    std::optional<Date> first;
    for (const auto& machine : question.file.machines)
        if (const auto given = machine.given.find("confirm_payment"); given != machine.given.end())
            if (const auto day = date_of(member(given->second, "value_date")); day && (!first || *day < *first))
                first = day;
    if (!from || !first || *from >= *first) return {};
    return wrong_field(field, "field.date_too_early.first_payment",
                       {{"given", to_iso(*from)}, {"earliest", to_iso(*first)}});
}

}  // namespace

/// paid_settled: of what was paid nothing is left that no grant covers and no repayment has claimed or given up.
Verdict paid_settled(const Question& question) {
    const Money open = claimable_beyond(question.file, Money{});
    return open.is_zero() ? passed() : blocked(question, "paid_settled", {{"paid_cents", open.in_cents()}});
}

/// award_left {award}: what is left of the grant is not above the grant in force.
Verdict award_left(const Question& question) {
    const auto field = question.parameter("award");
    const auto* left = member(question.input, field).as_integer();
    const Money in_force = Money::cents(integer_of(question.file.grant, "award_cents"));
    if (!left || Money::cents(*left) <= in_force) return passed();
    return wrong_field(field, "field.award_left_above", {{"award_cents", in_force.in_cents()}});
}

/// within_heard {award, heard}: not more is taken away than the recipient was heard on (§ 28 VwVfG), or than is gone already.
Verdict within_heard(const Question& question) {
    const auto field = question.parameter("award");
    const auto* left = member(question.input, field).as_integer();
    const Money announced = std::min(question.money_at(question.parameter("heard")),
                                     Money::cents(integer_of(question.file.grant, "award_cents")));
    if (!left || Money::cents(*left) >= announced) return passed();
    return wrong_field(field, "field.beyond_heard", {{"announced_cents", announced.in_cents()}});
}

/// claims_something {award, interest_from, interest_on}: the claim lowers the grant, takes money back, or asks for interest on an
/// amount: from a day alone nothing follows.
Verdict claims_something(const Question& question) {
    const bool interest = date_of(member(question.input, question.parameter("interest_from"))) &&
                          !question.money_at(question.parameter("interest_on")).is_zero();
    if (!question.attempted || interest) return passed();
    const Money award = question.money_at(question.parameter("award"));
    const bool lowers = award < Money::cents(integer_of(question.file.grant, "award_cents"));
    const bool claims = !claimable_beyond(question.file, award).is_zero();
    return lowers || claims ? passed() : blocked(question, "claims_something");
}

/// worth_claiming {award, setting}: below the de-minimis amount of the programme (Bagatellgrenze, VV Nr. 8.9) a hint says so; the
/// claim stays the decider's choice.
Verdict worth_claiming(const Question& question) {
    const auto* setting = member(question.definition.settings, question.parameter("setting")).as_record();
    const auto threshold = Money::parse(setting ? text_of(*setting, "value") : std::string{});
    const auto* award = question.at(question.parameter("award")).as_integer();
    if (!threshold || !award) return passed();
    const Money principal = claimable_beyond(question.file, Money::cents(*award));
    if (principal.is_zero() || principal >= *threshold) return passed();
    return hinted(question, "worth_claiming",
                  {{"principal_cents", principal.in_cents()}, {"threshold_cents", threshold->in_cents()}});
}

/// within_a_year {known, choice, except}: one year from knowledge has not passed (§ 48 Abs. 4, § 49 Abs. 2 and 3 VwVfG); grounds
/// named by `except` know no such period.
Verdict within_a_year(const Question& question) {
    const auto known = date_of(question.at(question.parameter("known")));
    const auto* ground = question.at(question.parameter("choice")).as_text();
    const auto except = question.parameter_names("except");
    if (!known || (ground && std::ranges::find(except, *ground) != except.end())) return passed();
    const auto year = Length::parse("1 year");
    const Date last = last_day(*known, *year, *question.situation.calendar, question.definition.authority_place);
    if (question.situation.today <= last) return passed();
    return blocked(question, "within_a_year", {{"known", to_iso(*known)}, {"last", to_iso(last)}});
}

/// interest_known {award, interest_on, from, to, waived}: the period of interest is whole and the base rate of each of its days is
/// known; what is claimed without interest says why (§ 49a Abs. 3 VwVfG).
Verdict interest_known(const Question& question) {
    const auto from_field = question.parameter("from"), to_field = question.parameter("to");
    const auto from = date_of(member(question.input, from_field)), to = date_of(member(question.input, to_field));
    if (from && !to) return wrong_field(to_field, "field.interest_to");
    if (to && !from) return wrong_field(from_field, "field.interest_from");
    const Money principal = claimable_beyond(question.file, question.money_at(question.parameter("award")));
    if (auto early = before_any_payment(question, from_field, from)) return std::move(*early);
    const auto* other = member(question.input, question.parameter("interest_on")).as_integer();
    const Money ever = paid_and_kept(question.file) + question.file.held_in("repaid");
    if (other && Money::cents(*other) > ever)
        return wrong_field(question.parameter("interest_on"), "field.interest_on_above",
                           {{"paid_cents", ever.in_cents()}});
    if (!from) {
        const auto waived = question.parameter("waived");
        const auto* words = member(question.input, waived).as_text();
        const bool silent = question.attempted && !principal.is_zero() && (!words || words->empty());
        return silent ? wrong_field(waived, "field.interest_or_reason") : passed();
    }
    if (*to > question.situation.today)
        return wrong_field(to_field, "field.date_too_late.today",
                           {{"given", to_iso(*to)}, {"latest", to_iso(question.situation.today)}});
    if (!question.situation.base_rates) return passed();
    const auto* given = member(question.input, question.parameter("interest_on")).as_integer();
    const auto counted = interest(given ? Money::cents(*given) : principal, *from, *to, *question.situation.base_rates);
    if (counted) return passed();
    Verdict verdict;
    verdict.blockers.push_back({"interest_known", question.source, counted.error().message});
    return verdict;
}

/// owed_within {principal, interest}: no more comes back than is owed.
Verdict owed_within(const Question& question) {
    const auto owed = owed_of(question.machine);
    Verdict verdict;
    const auto compare = [&](const std::string& field, Money most) {
        const auto* given = member(question.input, field).as_integer();
        if (given && Money::cents(*given) > most)
            verdict.fields.emplace(field, Message{"field.owed_above", {{"owed_cents", most.in_cents()}}});
    };
    compare(question.parameter("principal"), owed.principal);
    compare(question.parameter("interest"), owed.interest);
    const auto* principal = member(question.input, question.parameter("principal")).as_integer();
    const auto* interest = member(question.input, question.parameter("interest")).as_integer();
    if (principal && *principal == 0 && (!interest || *interest == 0))
        verdict.fields.emplace(question.parameter("principal"), Message{"field.nothing_received", {}});
    return verdict;
}

/// nothing_owed: principal and interest have come in, or were given up.
Verdict nothing_owed(const Question& question) {
    const auto owed = owed_of(question.machine);
    if (owed.nothing()) return passed();
    return blocked(question, "nothing_owed",
                   {{"principal_cents", owed.principal.in_cents()}, {"interest_cents", owed.interest.in_cents()}});
}

/// instalments_sum {rows}: the instalments sum to what is owed.
Verdict instalments_sum(const Question& question) {
    const auto field = question.parameter("rows");
    const auto& rows = list_of(question.input, field);
    const auto owed = owed_of(question.machine);
    const Money sum = sum_of(rows, "amount_cents"), total = owed.principal + owed.interest;
    if (rows.empty() || sum == total) return passed();
    return wrong_field(field, "field.instalments_sum",
                       {{"sum_cents", sum.in_cents()}, {"owed_cents", total.in_cents()}});
}

}  // namespace foerderlauf
