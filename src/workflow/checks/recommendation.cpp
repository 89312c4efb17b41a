// Checks on the recommendation: slices add up, cuts are explained, and it is a recommendation to grant.
#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// slices_sum {slices, total}: the yearly slices given with the step add up to its total, no year twice.
Verdict slices_sum(const Question& question) {
    const auto field = question.parameter("slices");
    const auto& rows = member(question.input, field);
    const auto* total = member(question.input, question.parameter("total")).as_integer();
    if (rows.is_empty() || !total) return passed();
    Money sum;
    std::map<int, int> years;
    for (const auto& slice : slices_of(rows)) {
        sum += slice.amount;
        if (++years[slice.year] > 1) return wrong_field(field, "field.year_twice", {{"year", slice.year}});
    }
    if (sum == Money::cents(*total)) return passed();
    return wrong_field(field, "field.slices_sum", {{"sum_cents", sum.in_cents()}, {"total_cents", *total}});
}

/// cuts_explain {costs, eligible, cuts}: eligible costs below the plan's need cuts that add up to the difference.
Verdict cuts_explain(const Question& question) {
    const auto* eligible = member(question.input, question.parameter("eligible")).as_integer();
    const auto* costs = question.at(question.parameter("costs")).as_list();
    if (!eligible || !costs) return passed();
    const auto field = question.parameter("cuts");
    const Money difference = sum_where(*costs, "amount_cents", "eligible") - Money::cents(*eligible);
    const Money cuts = sum_of(list_of(question.input, field), "amount_cents");
    if (cuts == difference || (difference < Money{} && cuts.is_zero()))
        return passed();  // above the plan: award_within speaks
    if (cuts.is_zero()) return wrong_field(field, "field.cuts_missing", {{"difference_cents", difference.in_cents()}});
    return wrong_field(field, "field.cuts_sum",
                       {{"cuts_cents", cuts.in_cents()}, {"difference_cents", difference.in_cents()}});
}

/// recommended {step, not}: the newest recommendation is one to grant; what was sent up for refusal cannot be granted.
Verdict recommended(const Question& question) {
    const auto* favourable = question.file.last(question.parameter("step"));
    const auto* adverse = question.file.last(question.parameter("not"));
    if (favourable && (!adverse || adverse->seq < favourable->seq)) return passed();
    return blocked(question, "recommended");
}

}  // namespace foerderlauf
