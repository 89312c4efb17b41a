#include "workflow/checks/award_asked.hpp"

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
std::vector<Limit> limits_of(const Question& question, const AwardAsked& asked) {
    const auto* object = funding_object_of(question.definition, question.file);
    const auto names = question.parameter_names("limits");
    const auto asks = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
    const Date day = day_of_rules(question);
    std::vector<Limit> limits;
    if (asks("requested")) limits.push_back({"requested", asked.requested});
    if (asks("rate") && object && !object->rates.empty()) {
        const auto* rate = object->rate_on(day);
        limits.push_back({"rate", rate ? share_of(asked.eligible, rate->value) : Money{}});
    }
    if (const auto* cap = object ? object->cap_on(day) : nullptr; cap && asks("cap"))
        limits.push_back({"cap", cap->value});
    const auto type = parse_financing_type(asked.financing_type);
    if (asks("financing_type") && type) {
        const auto rate = asked.rate.empty() ? Result<Percent>{Percent{10000}} : Percent::parse(asked.rate);
        limits.push_back({"financing_type", award_ceiling(*type, rate.value_or(Percent{}),
                                                          {asked.eligible, own_cover(asked.cover, true),
                                                           own_cover(asked.cover, false)})});
    }
    return limits;
}

std::string text_at(const Question& question, const std::string& path) {
    const auto* text = question.at(path).as_text();
    return text ? *text : std::string{};
}

}  // namespace

Verdict judge_award(const Question& question, const AwardAsked& asked) {
    Verdict verdict;
    if (const auto* object = funding_object_of(question.definition, question.file))
        verdict.used = money_rules_used(*object, day_of_rules(question));
    for (const auto& limit : limits_of(question, asked))
        if (asked.award > limit.highest)
            block(verdict, question, "award_within",
                  {{"limit", limit.name},
                   {"award_cents", asked.award.in_cents()},
                   {"highest_cents", limit.highest.in_cents()}},
                  std::string{"blocker.award_within."} + limit.name);
    const auto names = question.parameter_names("limits");
    const Money planned = sum_where(asked.costs, "amount_cents", "eligible");
    if (std::ranges::find(names, "plan") != names.end() && asked.eligible > planned)
        block(verdict, question, "award_within",
              {{"limit", "plan"}, {"eligible_cents", asked.eligible.in_cents()}, {"highest_cents", planned.in_cents()}},
              "blocker.award_within.plan");
    return verdict;
}

/// award_within {limits: [requested, plan, rate, cap, financing_type], costs, cover}: the award proposed or granted is within
/// every limit named; a blocker for each it exceeds. `plan`: the eligible costs found are not above those of the cost plan.
Verdict award_within(const Question& question) {
    const auto& paths = question.definition.money;
    if (question.at(paths.award).is_empty()) return passed();  // still to be given
    return judge_award(question, {.award = question.money_at(paths.award),
                                  .eligible = question.money_at(paths.eligible),
                                  .requested = question.money_at(paths.requested),
                                  .financing_type = text_at(question, paths.financing_type),
                                  .rate = text_at(question, paths.rate),
                                  .costs = rows_at(question, "costs"),
                                  .cover = rows_at(question, "cover")});
}

}  // namespace foerderlauf
