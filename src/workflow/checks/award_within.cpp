#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

struct Limit {
    const char* name;
    Money highest;
};

Money own_cover(const List& rows, bool own) {
    Money sum;
    for (const auto& row : rows)
        if (const auto* record = row.as_record(); record && (text_of(*record, "kind") == "own") == own)
            sum += Money::cents(integer_of(*record, "amount_cents"));
    return sum;
}

const List& rows_at(const Question& question, std::string_view parameter) {
    static const List none;
    const auto* rows = question.at(question.parameter(parameter)).as_list();
    return rows ? *rows : none;
}

/// The highest award under each limit that the file names and the case has values for.
std::vector<Limit> limits_of(const Question& question, Money eligible) {
    const auto& paths = question.definition.money;
    const auto* object = funding_object_of(question.definition, question.file);
    const auto names = question.parameter_names("limits");
    const auto asks = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
    const Date day = day_of_rules(question);
    std::vector<Limit> limits;
    if (asks("requested")) limits.push_back({"requested", question.money_at(paths.requested)});
    if (asks("rate") && object && !object->rates.empty()) {
        const auto* rate = object->rate_on(day);
        limits.push_back({"rate", rate ? share_of(eligible, rate->value) : Money{}});
    }
    if (const auto* cap = object ? object->cap_on(day) : nullptr; cap && asks("cap"))
        limits.push_back({"cap", cap->value});
    const auto* type_text = question.at(paths.financing_type).as_text();
    const auto type = type_text ? parse_financing_type(*type_text) : refuse("financing_type");
    if (asks("financing_type") && type) {
        const auto* rate_text = question.at(paths.rate).as_text();
        const auto rate = rate_text ? Percent::parse(*rate_text) : Result<Percent>{Percent{10000}};
        const auto& cover = rows_at(question, "cover");
        limits.push_back(
            {"financing_type", award_ceiling(*type, rate.value_or(Percent{}),
                                             {eligible, own_cover(cover, true), own_cover(cover, false)})});
    }
    return limits;
}

}  // namespace

/// award_within {limits: [requested, plan, rate, cap, financing_type], costs, cover}: the award proposed or granted is within
/// every limit named; a blocker for each it exceeds. Rate and cap are those of the day of submission. `plan`: the eligible costs found are not above those of the cost plan.
Verdict award_within(const Question& question) {
    const auto& paths = question.definition.money;
    if (question.at(paths.award).is_empty()) return passed();  // still to be given
    const Money award = question.money_at(paths.award);
    const Money eligible = question.money_at(paths.eligible);
    Verdict verdict;
    if (const auto* object = funding_object_of(question.definition, question.file))
        verdict.used = money_rules_used(*object, day_of_rules(question));
    for (const auto& limit : limits_of(question, eligible))
        if (award > limit.highest)
            block(
                verdict, question, "award_within",
                {{"limit", limit.name}, {"award_cents", award.in_cents()}, {"highest_cents", limit.highest.in_cents()}},
                std::string{"blocker.award_within."} + limit.name);
    const auto names = question.parameter_names("limits");
    const Money planned = sum_where(rows_at(question, "costs"), "amount_cents", "eligible");
    if (std::ranges::find(names, "plan") != names.end() && eligible > planned)
        block(verdict, question, "award_within",
              {{"limit", "plan"}, {"eligible_cents", eligible.in_cents()}, {"highest_cents", planned.in_cents()}},
              "blocker.award_within.plan");
    return verdict;
}

}  // namespace foerderlauf
