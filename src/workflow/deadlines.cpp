#include "workflow/consequences.hpp"
#include "workflow/settlement.hpp"

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

bool is_running(const Taking& taking, const std::string& name, MachineId machine) {
    return std::ranges::any_of(taking.file.deadlines, [&](const RunningDeadline& running) {
        return running.name == name && running.machine == machine;
    });
}

/// The step as a rule of that machine names it: a child's step is `payment-request.confirm_payment` in the main machine's rules.
std::string called_in(const Machine& machine, const Taking& taking) {
    return &machine == &taking.machine ? taking.step.name : taking.machine.name + "." + taking.step.name;
}

bool starts(const Taking& taking, const Machine& machine, const DeadlineRule& rule, const Event& event) {
    return contains(rule.after_steps, called_in(machine, taking)) &&
           (rule.in_states.empty() || contains(rule.in_states, event.to));
}

bool recounts(const Taking& taking, const Machine& machine, MachineId id, const DeadlineRule& rule) {
    return contains(rule.recount, called_in(machine, taking)) && is_running(taking, rule.name, id);
}

bool ends(const Taking& taking, const Machine& machine, const DeadlineRule& rule, const Event& event) {
    const auto* state = &machine == &taking.machine ? machine.state(event.to) : nullptr;
    return contains(rule.until, called_in(machine, taking)) || (state && state->final);
}

/// A day by the name of a field of the step, or by a path of the case (`application.planned_end`).
std::optional<Date> day_named(const Taking& taking, const std::string& name) {
    if (name.empty()) return std::nullopt;
    const auto& value = name.find('.') == std::string::npos ? member(taking.input, name) : taking.at(name);
    const auto* text = value.as_text();
    const auto day = parse_date(text ? *text : std::string{});
    return day ? std::optional{*day} : std::nullopt;
}

/// The day the period is counted from: service, a day given with the step or held by the case, or today.
Date start_of(const Taking& taking, const DeadlineRule& rule, const Event& event) {
    if (rule.after_service && event.facts.served_on) return *event.facts.served_on;
    if (rule.after_service && taking.file.served_on) return *taking.file.served_on;  // it runs again
    // What the step worked out itself counts first: the day of service of a claim.
    if (const auto* computed = member(event.facts.values, "computed").as_record();
        computed && !rule.start_field.empty())
        if (const auto day = parse_date(text_of(*computed, rule.start_field))) return *day;
    return day_named(taking, rule.start_field).value_or(taking.situation.today);
}

/// The length a rule takes from the case (`open.length`, `notice.use_window`), else from the programme's settings.
std::optional<Length> length_of(const Taking& taking, const DeadlineRule& rule) {
    if (rule.length_setting.empty()) return rule.length;
    const auto* own = rule.length_given.empty() ? nullptr : taking.at(rule.length_given).as_text();
    if (const auto length = Length::parse(own ? *own : std::string{})) return *length;
    return set_length(taking.definition, taking.file, {}, rule.length_setting);
}

/// A rule whose length nobody set, neither in the case nor as a setting, starts nothing.
bool has_length(const Taking& taking, const DeadlineRule& rule) {
    return rule.length_setting.empty() || length_of(taking, rule);
}

/// The last day of a period that starts on `start`.
Date ending(const Taking& taking, const DeadlineRule& rule, Date start) {
    if (rule.end_of_year) return start.year() / std::chrono::December / 31;
    return last_day(start, length_of(taking, rule).value_or(Length{}), *taking.situation.calendar,
                    place_of(taking.definition, taking.file, taking.situation, rule.place));
}

/// The day of the next instalment that is still open; none once what came in covers them all.
std::optional<Date> next_instalment(const Taking& taking, const DeadlineRule& rule, const Event& event) {
    const auto& step = rule.after_steps.front();
    return next_open_instalment(taking.rows_at(step + "." + rule.after_next),
                                received_after(taking.machine_file, event) -
                                    received_before(taking.machine_file, event, step));
}

/// Nothing where no day is left to wait for.
std::optional<RunningDeadline> started(const Taking& taking, MachineId machine, const DeadlineRule& rule,
                                       const Event& event) {
    std::optional<Date> day = day_named(taking, rule.after_field);
    Date start = start_of(taking, rule, event);
    if (!rule.after_next.empty()) {
        day = next_instalment(taking, rule, event);
        if (!day) return std::nullopt;
        if (!rule.length_setting.empty()) {
            start = *day;
            day.reset();
        }
    }
    const Date due = day ? *day : ending(taking, rule, start);
    return RunningDeadline{rule.name, machine, start, due, rule.source, rule.then_fire, rule.then_remind};
}

void schedule_rules(const Taking& taking, const Machine& machine, MachineId id, Event& event) {
    for (const auto& rule : machine.deadlines) {
        if (ends(taking, machine, rule, event)) {
            if (is_running(taking, rule.name, id)) event.facts.deadlines_stopped.push_back(rule.name);
        } else if ((starts(taking, machine, rule, event) || recounts(taking, machine, id, rule)) &&
                   has_length(taking, rule)) {
            if (auto running = started(taking, id, rule, event)) event.facts.deadlines_started.push_back(*running);
            else if (is_running(taking, rule.name, id)) event.facts.deadlines_stopped.push_back(rule.name);
        }
    }
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
    schedule_rules(taking, taking.machine, taking.machine_file.id, event);
    if (taking.machine_file.id != 1) schedule_rules(taking, taking.definition.main(), 1, event);
}

void schedule_opening(const Definition& definition, const CaseFile& file, const Situation& situation,
                      const Machine& machine, Event& event) {
    Step opening;
    opening.name = "open";
    const MachineFile opened{event.machine, machine.name, machine.initial, event.at, {}};
    const Actor actor{event.actor, event.facts.person, {event.duty}};
    const std::optional<std::string> no_reason;
    schedule_rules(
        {definition, file, situation, machine, opened, opening, actor, event.duty, event.facts.fields, no_reason},
        machine, opened.id, event);
}

void keep_computed(Event& event, Record computed) { event.facts.values["computed"] = std::move(computed); }

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
