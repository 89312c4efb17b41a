// Checks on days given with a step and on running deadlines.
#include "workflow/checks/check.hpp"

namespace foerderlauf {

namespace {

/// The day a word of the workflow file means in this case; nothing when it has not come yet.
std::optional<Date> day_of(const Question& question, const std::string& word) {
    if (word == "today") return question.situation.today;
    if (word == "decision") return question.file.decided_on;
    if (word == "service") return question.file.served_on;
    if (word == "opening") return berlin_day(question.machine.since);
    return std::nullopt;
}

}  // namespace

/// deadline_passed {deadline}: the deadline is running and its last day is over.
Verdict deadline_passed(const Question& question) {
    const auto* running = running_deadline(question, question.parameter("deadline"));
    if (!running) return blocked(question, "deadline_passed", {}, "blocker.deadline_passed.not_running");
    if (running->due < question.situation.today) return passed();
    return blocked(question, "deadline_passed", {{"due", to_iso(running->due)}});
}

/// date_ahead {field}: the day given lies after today.
Verdict date_ahead(const Question& question) {
    const auto field = question.parameter("field");
    const auto given = date_of(member(question.input, field));
    if (!given || *given > question.situation.today) return passed();
    return wrong_field(field, "field.date_ahead",
                       {{"given", to_iso(*given)}, {"today", to_iso(question.situation.today)}});
}

/// date_extends {field, deadlines}: the day given lies after the last day of the one of these deadlines that is running.
Verdict date_extends(const Question& question) {
    const auto field = question.parameter("field");
    const auto given = date_of(member(question.input, field));
    if (!given) return passed();
    for (const auto& name : question.parameter_names("deadlines"))
        if (const auto* running = running_deadline(question, name); running && *given <= running->due)
            return wrong_field(field, "field.date_extends", {{"given", to_iso(*given)}, {"due", to_iso(running->due)}});
    return passed();
}

/// path_date_ahead {path}: a day given earlier still lies ahead.
Verdict path_date_ahead(const Question& question) {
    const auto day = date_of(question.at(question.parameter("path")));
    if (!day || *day >= question.situation.today) return passed();
    return blocked(question, "path_date_ahead", {{"day", to_iso(*day)}});
}

/// date_between {field, not_before, not_after}: the day given is neither before the one nor after the other.
Verdict date_between(const Question& question) {
    const auto field = question.parameter("field");
    const auto given = date_of(member(question.input, field));
    if (!given) return passed();
    const auto earliest = day_of(question, question.parameter("not_before"));
    const auto latest = day_of(question, question.parameter("not_after"));
    if (earliest && *given < *earliest)
        return wrong_field(field, "field.date_too_early", {{"given", to_iso(*given)}, {"earliest", to_iso(*earliest)}});
    if (latest && *given > *latest)
        return wrong_field(field, "field.date_too_late", {{"given", to_iso(*given)}, {"latest", to_iso(*latest)}});
    return passed();
}

}  // namespace foerderlauf
