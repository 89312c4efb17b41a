#include "workflow/checks/check.hpp"

#include "base/text.hpp"

namespace foerderlauf {

/// add_on_within {amount, highest, objects, reference}: a part of the award that is only there for `objects` because of an
/// earlier case: at most `highest` and the award itself, and with the file number of that case. Whether the earlier case was
/// paid is not known to a decision about this one: that is a hint to those who examine it.
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
    if (given.empty())
        block(verdict, question, "add_on_within", {{"amount_cents", amount.in_cents()}},
              "blocker.add_on_within.reference");
    if (!verdict.blockers.empty()) return verdict;
    return hinted(question, "add_on_within", {{"amount_cents", amount.in_cents()}, {"reference", given}});
}

}  // namespace foerderlauf
