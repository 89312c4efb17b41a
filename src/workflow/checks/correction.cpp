// Checks of a correction (Berichtigung, § 42 VwVfG).
#include "workflow/checks/check.hpp"

#include "base/text.hpp"
#include "workflow/consequences.hpp"
#include "workflow/correction.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string text_at(const Question& question, std::string_view path) {
    const auto* text = question.at(path).as_text();
    return text ? std::string{trimmed(*text)} : std::string{};
}

Verdict correctable_service(const Question& question) {
    const auto& served = question.file.served_on;
    if (!served) return blocked(question, "correctable", {}, "blocker.correctable.not_served");
    const auto kind = parse_service_kind(text_at(question, "correct.kind"));
    const auto day = parse_date(text_at(question, "correct.date"));
    if (!kind || !day || served_on(*kind, *day) != *served) return passed();
    return blocked(question, "correctable", {{"day", to_iso(*served)}}, "blocker.correctable.same_day");
}

Verdict correctable_text(const Question& question) {
    const auto field = text_at(question, "correct.field");
    if (field.empty()) return passed();
    const auto* now = text_of_notice(question.file, field).as_text();
    if (!now || trimmed(*now).empty()) return blocked(question, "correctable", {}, "blocker.correctable.no_text");
    if (trimmed(*now) != text_at(question, "correct.new_text")) return passed();
    return blocked(question, "correctable", {}, "blocker.correctable.same_text");
}

}  // namespace

/// correctable: what is to be corrected stands in the notice or was recorded, and the correction differs from it.
Verdict correctable(const Question& question) {
    const auto what = text_at(question, "correct.what");
    if (what == "service") return correctable_service(question);
    return what == "text" ? correctable_text(question) : passed();
}

/// remedy_runs_again {final, waived, deadline}: the case is final only because the system counted from a wrong day of service:
/// counted from the right one, the period has not passed.
Verdict remedy_runs_again(const Question& question) {
    const auto* final = question.file.last(question.parameter("final"));
    const auto* waived = question.file.last(question.parameter("waived"));
    const auto& rules = question.definition.main().deadlines;
    const auto rule = std::ranges::find(rules, question.parameter("deadline"), &DeadlineRule::name);
    const bool by_time = final && (!waived || waived->seq < final->seq);
    if (!by_time || rule == rules.end() || !question.file.served_on) return blocked(question, "remedy_runs_again");
    const Date due = due_day(question.definition, question.file, question.situation, *rule, *question.file.served_on);
    if (due >= question.situation.today) return passed();
    return blocked(question, "remedy_runs_again", {{"due", to_iso(due)}}, "blocker.remedy_runs_again.over");
}

}  // namespace foerderlauf
