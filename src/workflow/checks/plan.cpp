// Checks on cost plan, financing plan and the partners' shares.
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const List& rows_at(const Question& question, std::string_view parameter) {
    static const List none;
    const auto* rows = question.at(question.parameter(parameter)).as_list();
    return rows ? *rows : none;
}

}  // namespace

/// plan_balances {costs, cover, requested}: all costs = all cover + the grant applied for, over all years.
Verdict plan_balances(const Question& question) {
    const Money costs = sum_of(rows_at(question, "costs"), "amount_cents");
    const Money requested = question.money_at(question.parameter("requested"));
    const Money cover = sum_of(rows_at(question, "cover"), "amount_cents") + requested;
    if (costs.is_zero() && cover.is_zero()) return passed();  // nothing entered yet: form_complete speaks
    if (costs == cover) return passed();
    const bool cover_missing = costs > cover;
    const Money difference = cover_missing ? costs - cover : cover - costs;
    return blocked(question, "plan_balances",
                   {{"costs_cents", costs.in_cents()},
                    {"cover_cents", cover.in_cents()},
                    {"difference_cents", difference.in_cents()}},
                   cover_missing ? "blocker.plan_balances.cover_missing" : "blocker.plan_balances.too_much_cover");
}

/// request_within_rate {costs, requested}: at most the object's rate of the eligible costs, rounded down, and its cap. A rate
/// that has rows but none for the day that counts allows nothing: a gap in the file must not be a free ride.
Verdict request_within_rate(const Question& question) {
    const auto* object = funding_object_of(question.definition, question.file);
    const Money requested = question.money_at(question.parameter("requested"));
    if (!object) return passed();
    const Date day = day_of_rules(question);
    Verdict verdict;
    verdict.used = money_rules_used(*object, day);
    const Money eligible = sum_where(rows_at(question, "costs"), "amount_cents", "eligible");
    const auto* rate = object->rate_on(day);
    if (!rate && !object->rates.empty())
        block(verdict, question, "request_within_rate", {{"title", object->title}, {"day", to_iso(day)}},
              "blocker.request_within_rate.no_rate");
    if (rate && requested > share_of(eligible, rate->value))
        block(verdict, question, "request_within_rate",
              {{"rate", to_text(rate->value)},
               {"eligible_cents", eligible.in_cents()},
               {"requested_cents", requested.in_cents()},
               {"highest_cents", share_of(eligible, rate->value).in_cents()}});
    if (const auto* cap = object->cap_on(day); cap && requested > cap->value)
        block(verdict, question, "request_within_rate",
              {{"cap_cents", cap->value.in_cents()}, {"requested_cents", requested.in_cents()}},
              "blocker.request_within_rate.cap");
    if (const auto* floor = object->floor_on(day); floor && !requested.is_zero() && requested < floor->value)
        block(verdict, question, "request_within_rate",
              {{"floor_cents", floor->value.in_cents()}, {"requested_cents", requested.in_cents()}},
              "blocker.request_within_rate.floor");
    return verdict;
}

/// partner_shares {costs}: the shares leave something for the applicant, who bears the rest of the costs.
Verdict partner_shares(const Question& question) {
    if (question.file.partners.empty()) return passed();
    Money shares;
    for (const auto& partner : question.file.partners) shares += partner.share;
    const Money costs = sum_of(rows_at(question, "costs"), "amount_cents");
    if (shares < costs) return passed();
    return blocked(question, "partner_shares",
                   {{"shares_cents", shares.in_cents()}, {"costs_cents", costs.in_cents()}});
}

/// partners_confirmed: every partner named has confirmed the share as it stands now.
Verdict partners_confirmed(const Question& question) {
    Verdict verdict;
    for (const auto& partner : question.file.partners) {
        if (partner.state == Partner::State::Confirmed) continue;
        const bool declined = partner.state == Partner::State::Declined;
        block(verdict, question, "partners_confirmed",
              {{"recipient", partner.recipient}, {"share_cents", partner.share.in_cents()}},
              declined ? "blocker.partners_confirmed.declined" : "blocker.partners_confirmed.invited");
    }
    return verdict;
}

}  // namespace foerderlauf
