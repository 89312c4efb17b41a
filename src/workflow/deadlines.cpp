#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string place_of(const Definition& definition, const CaseFile& file, const Situation& situation,
                     const std::string& place) {
    if (place == "court") return situation.court_place;
    if (place == "recipient") return foerderlauf::place_of(file.recipient);
    return definition.authority_place;
}

bool is_running(const Taking& taking, const std::string& name) {
    return std::ranges::any_of(taking.file.deadlines, [&](const RunningDeadline& running) {
        return running.name == name && running.machine == taking.machine_file.id;
    });
}

bool starts(const Taking& taking, const DeadlineRule& rule, const Event& event) {
    return contains(rule.after_steps, taking.step.name) &&
           (rule.in_states.empty() || contains(rule.in_states, event.to));
}

bool ends(const Taking& taking, const DeadlineRule& rule, const Event& event) {
    const auto* state = taking.machine.state(event.to);
    return contains(rule.until, taking.step.name) || (state && state->final);
}

/// The day the period is counted from: service, a day given with the step, or today.
Date start_of(const Taking& taking, const DeadlineRule& rule, const Event& event) {
    if (rule.after_service && event.facts.served_on) return *event.facts.served_on;
    const auto given = rule.start_field.empty() ? std::string{} : text_of(taking.input, rule.start_field);
    return parse_date(given).value_or(taking.situation.today);
}

/// A rule whose length nobody set, neither in the case nor as a setting, starts nothing.
bool has_length(const Taking& taking, const DeadlineRule& rule) {
    return rule.length_setting.empty() ||
           set_length(taking.definition, taking.file, rule.length_given, rule.length_setting).has_value();
}

RunningDeadline started(const Taking& taking, const DeadlineRule& rule, const Event& event) {
    const Date start = start_of(taking, rule, event);
    const auto given = rule.after_field.empty() ? std::string{} : text_of(taking.input, rule.after_field);
    const auto day = parse_date(given);
    const Date due = day ? *day : due_day(taking.definition, taking.file, taking.situation, rule, start);
    return {rule.name, taking.machine_file.id, start, due, rule.source, rule.then_fire, rule.then_remind};
}

}  // namespace

std::optional<Length> set_length(const Definition& definition, const CaseFile& file, const std::string& given,
                                 const std::string& setting) {
    if (const auto* own = given.empty() ? nullptr : file.at(given).as_text())
        if (const auto length = Length::parse(*own)) return *length;
    const auto* known = member(definition.settings, setting).as_record();
    const auto length = Length::parse(known ? text_of(*known, "value") : std::string{});
    return length ? std::optional{*length} : std::nullopt;
}

Date due_day(const Definition& definition, const CaseFile& file, const Situation& situation, const DeadlineRule& rule,
             Date start) {
    if (rule.end_of_year) return start.year() / std::chrono::December / 31;
    const auto length = rule.length_setting.empty()
                            ? rule.length
                            : set_length(definition, file, rule.length_given, rule.length_setting);
    return last_day(start, length.value_or(Length{}), *situation.calendar,
                    place_of(definition, file, situation, rule.place));
}

void schedule(const Taking& taking, Event& event) {
    for (const auto& rule : taking.machine.deadlines) {
        if (ends(taking, rule, event)) {
            if (is_running(taking, rule.name)) event.facts.deadlines_stopped.push_back(rule.name);
        } else if (starts(taking, rule, event) && has_length(taking, rule)) {
            event.facts.deadlines_started.push_back(started(taking, rule, event));
        }
    }
}

std::vector<Expiry> expiries(const CaseFile& file, Date today) {
    std::vector<Expiry> found;
    for (const auto& running : file.deadlines)
        if (!running.then_fire.empty() && running.due < today) found.push_back({running, plus_days(running.due, 1)});
    std::ranges::sort(found, {}, [](const Expiry& expiry) {
        return std::pair{expiry.takes_effect, expiry.deadline.name};
    });
    return found;
}

}  // namespace foerderlauf
