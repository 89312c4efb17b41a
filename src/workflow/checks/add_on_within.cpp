#include "workflow/checks/check.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The earlier case the add-on rests on: for one of the objects `after`, paid, and the one that is named if one is named.
const PaidCase* earlier_case(const Question& question, std::string_view file_number) {
    const auto objects = question.parameter_names("after");
    const auto& paid = question.situation.paid_cases;
    const auto found = std::ranges::find_if(paid, [&](const PaidCase& earlier) {
        if (!file_number.empty() && earlier.file_number != file_number) return false;
        return std::ranges::find(objects, earlier.funding_object) != objects.end();
    });
    return found == paid.end() ? nullptr : &*found;
}

}  // namespace

/// add_on_within {amount, highest, objects, after, reference}: a part of the award that is only there for `objects` because of
/// an earlier case of this body for one of the objects `after`, on which money was paid: at most `highest` and the award
/// itself. A file number given at `reference` must be that case's.
Verdict add_on_within(const Question& question) {
    const Money amount = question.money_at(question.parameter("amount"));
    if (amount.is_zero()) return passed();
    const Money highest = Money::parse(question.parameter("highest")).value_or(Money{});
    const Money award = question.money_at(question.definition.money.award);
    Verdict verdict;
    if (!concerns_object(question))
        block(verdict, question, "add_on_within", {{"amount_cents", amount.in_cents()}},
              "blocker.add_on_within.object");
    if (amount > highest)
        block(verdict, question, "add_on_within",
              {{"amount_cents", amount.in_cents()}, {"highest_cents", highest.in_cents()}},
              "blocker.add_on_within.highest");
    if (amount > award)
        block(verdict, question, "add_on_within",
              {{"amount_cents", amount.in_cents()}, {"award_cents", award.in_cents()}}, "blocker.add_on_within.award");
    const auto* reference = question.at(question.parameter("reference")).as_text();
    const std::string given = reference ? std::string{trimmed(*reference)} : std::string{};
    if (const auto* earlier = earlier_case(question, given)) verdict.used = {{"paid_case", earlier->file_number}};
    else
        block(verdict, question, "add_on_within", {{"amount_cents", amount.in_cents()}, {"reference", given}},
              given.empty() ? "blocker.add_on_within.unpaid" : "blocker.add_on_within.reference");
    return verdict;
}

}  // namespace foerderlauf
