// Checks on days given with a step and on running deadlines.
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The newest day on which a step of the application took the grant away (effect `revoke`, after a judgment).
std::optional<Date> day_of_annulment(const Question& question) {
    if (!question.file.grant.empty()) return std::nullopt;
    std::optional<Date> day;
    for (const auto& taken : question.file.history) {
        const auto* step = taken.machine == 1 ? question.definition.main().step(taken.step) : nullptr;
        if (step && std::ranges::find(step->effects, "revoke", &EffectUse::effect) != step->effects.end())
            day = berlin_day(taken.at);
    }
    return day;
}

/// `taken.order`: the newest day on which that step of this machine was taken.
constexpr std::string_view taken_prefix = "taken.";

std::optional<Date> day_of_taking(const Question& question, std::string_view step) {
    std::optional<Date> day;
    for (const auto& taken : question.file.history)
        if (taken.machine == question.machine.id && taken.step == step) day = berlin_day(taken.at);
    return day;
}

/// The day a word of the workflow file means in this case, or the day at a path; nothing when it has not come yet.
std::optional<Date> day_of(const Question& question, const std::string& word) {
    if (word == "today") return question.situation.today;
    if (word == "submission") return question.file.submitted_on;
    if (word == "decision") return question.file.decided_on;
    if (word == "service") return question.file.served_on;
    if (word == "opening") return berlin_day(question.machine.since);
    if (word == "annulment") return day_of_annulment(question);
    if (word.starts_with(taken_prefix)) return day_of_taking(question, word.substr(taken_prefix.size()));
    return date_of(question.at(word));
}

std::string told_of(const Question& question, const std::string& path) {
    const auto* machine = question.definition.machine(question.machine.name);
    const auto* step = machine && path.starts_with(taken_prefix) ? machine->step(path.substr(taken_prefix.size()))
                                                                 : nullptr;
    return step ? step->title : label_at(question, path);
}

bool is_path(const std::string& word) { return word.find('.') != std::string::npos; }

/// Each day given in a field, or in a column of rows (`instalments.due`), with the name it is refused by.
std::vector<std::pair<std::string, Date>> days_given(const Question& question, const std::string& field) {
    std::vector<std::pair<std::string, Date>> days;
    const auto dot = field.find('.');
    if (dot == std::string::npos) {
        if (const auto day = date_of(member(question.input, field))) days.emplace_back(field, *day);
        return days;
    }
    const auto rows = field.substr(0, dot), column = field.substr(dot + 1);
    const auto& given = list_of(question.input, rows);
    for (std::size_t i = 0; i < given.size(); ++i)
        if (const auto* row = given[i].as_record())
            if (const auto day = date_of(member(*row, column)))
                days.emplace_back(rows + "." + std::to_string(i) + "." + column, *day);
    return days;
}

/// The sentence says which day is possible and why: the word's own, or that of the field the day was taken from.
Message beyond(const Question& question, const char* stem, const std::string& word, Date given, const char* bound,
               Date possible) {
    Record values{{"given", to_iso(given)}, {bound, to_iso(possible)}};
    if (is_path(word)) values["label"] = told_of(question, word);
    return {stem + (is_path(word) ? std::string{"path"} : word), std::move(values)};
}

}  // namespace

/// deadline_passed {deadline}: the deadline is running and its last day is over.
Verdict deadline_passed(const Question& question) {
    const auto* running = running_deadline(question, question.parameter("deadline"));
    if (!running) return blocked(question, "deadline_passed", {}, "blocker.deadline_passed.not_running");
    if (running->due < question.situation.today) return passed();
    return blocked(question, "deadline_passed", {{"due", to_iso(running->due)}});
}

/// date_ahead {field}: the day given, or each day of that column of rows, lies after today.
Verdict date_ahead(const Question& question) {
    Verdict verdict;
    for (const auto& [field, given] : days_given(question, question.parameter("field")))
        if (given <= question.situation.today)
            verdict.fields.emplace(
                field,
                Message{"field.date_ahead", {{"given", to_iso(given)}, {"today", to_iso(question.situation.today)}}});
    return verdict;
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

/// date_between {field, not_before, not_after}: the day given, or each day of that column of rows, lies neither before the days
/// of the one nor after those of the other. A bound is a word (today, submission, decision, service, opening, annulment) a path of a
/// day, or `taken.<step>` of this machine; one that has not come yet holds nothing back.
Verdict date_between(const Question& question) {
    Verdict verdict;
    for (const auto& [field, given] : days_given(question, question.parameter("field"))) {
        for (const auto& word : question.parameter_names("not_before"))
            if (const auto earliest = day_of(question, word); earliest && given < *earliest)
                verdict.fields.emplace(field,
                                       beyond(question, "field.date_too_early.", word, given, "earliest", *earliest));
        for (const auto& word : question.parameter_names("not_after"))
            if (const auto latest = day_of(question, word); latest && given > *latest)
                verdict.fields.emplace(field, beyond(question, "field.date_too_late.", word, given, "latest", *latest));
    }
    return verdict;
}

}  // namespace foerderlauf
