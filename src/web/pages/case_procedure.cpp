#include "web/pages/case_views.hpp"
#include "base/text.hpp"
#include "casework/disclosure.hpp"
#include "domain/calendar.hpp"
#include "workflow/diagram.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

/// The way an application goes when all is well: the main steps from the first state on, then the first way onwards.
std::vector<const State*> main_way(const Machine& machine) {
    std::vector<const State*> way;
    std::set<std::string> visited;
    for (const auto* state = machine.state(machine.initial); state && visited.insert(state->name).second;) {
        way.push_back(state);
        const auto leads_on = [&](const Step& step) {
            return step.leads_from(state->name) && !visited.contains(step.target(state->name));
        };
        auto next = std::ranges::find_if(machine.steps,
                                         [&](const Step& step) { return step.primary && leads_on(step); });
        if (next == machine.steps.end()) next = std::ranges::find_if(machine.steps, leads_on);
        state = next == machine.steps.end() || state->final ? nullptr : machine.state(next->target(state->name));
    }
    return way;
}

std::optional<Date> first_reached(const CaseFile& file, const std::vector<std::string>& states) {
    for (const auto& entry : file.history)
        if (entry.machine == 1 && std::ranges::find(states, entry.to) != states.end()) return berlin_day(entry.at);
    return {};
}

/// A state that is only `Entschieden` or `In Prüfung` to the applicant is not named to them before a notice is served.
bool is_named(const CaseReading& reading, const State& state) {
    return !reading.as_applicant || is_decision_told(reading.file) || state.public_label == state.label;
}

/// One stop of the path: states that the applicant sees under one name.
struct Stop {
    std::string name;
    std::vector<std::string> states;
};

std::vector<Stop> stops_of(const Machine& machine) {
    std::vector<Stop> stops;
    for (const auto* state : main_way(machine)) {
        const auto name = state_words(*state, true);
        if (stops.empty() || stops.back().name != name) stops.push_back({name, {}});
        stops.back().states.push_back(state->name);
    }
    // Whoever sees the same words stands at the same stop: the path does not tell a refusal from a grant.
    for (const auto& state : machine.states)
        for (auto& stop : stops)
            if (stop.name == state_words(state, true) &&
                std::ranges::find(stop.states, state.name) == stop.states.end())
                stop.states.push_back(state.name);
    return stops;
}

View stop_view(const std::string& name, const char* style, int number, std::string note) {
    return View::Group{{"stop_name", name},
                       {"stop_style", style},
                       {"stop_done", std::string_view{style} == "fl-path__done"},
                       {"stop_now", std::string_view{style} == "fl-path__now"},
                       {"stop_number", std::to_string(number)},
                       {"stop_note", std::move(note)}};
}

}  // namespace

View path_view(const CaseReading& reading, const Words& words) {
    const auto& main = reading.definition->main();
    const State& state = *main.state(reading.file.main().state);
    const auto stops = stops_of(main);
    const auto holds = [&](const Stop& stop) {
        return std::ranges::find(stop.states, state.name) != stop.states.end();
    };
    const bool on_the_way = std::ranges::any_of(stops, holds);
    const int days = days_between(berlin_day(reading.file.main().since), words.today());
    const auto now_note = words.sentence("pages.case.now_since", {{"since", words.counted("pages.since_days", days)}});

    View::Views views;
    bool passed = false;  // behind the present stop nothing is done yet, even if a case came back from there
    for (const auto& stop : stops) {
        const int number = static_cast<int>(views.size()) + 1;
        const bool now = holds(stop);
        const auto reached = first_reached(reading.file, stop.states);
        if (now) {
            views.push_back(stop_view(stop.name, "fl-path__now", number, now_note));
            passed = true;
        } else if (!passed && reached) {
            views.push_back(stop_view(stop.name, "fl-path__done", number, to_german(*reached)));
        } else {
            if (!on_the_way && !passed) {
                views.push_back(stop_view(state_words(state, true), "fl-path__now", number, now_note));
                passed = true;
                if (state.final) break;
            }
            views.push_back(stop_view(stop.name, "", static_cast<int>(views.size()) + 1, ""));
        }
    }
    return views;
}

View procedure_view(const CaseReading& reading, const Words& words) {
    const auto& main = reading.definition->main();
    const auto& state_now = reading.file.main().state;
    const auto now = is_named(reading, *main.state(state_now)) ? state_now : std::string{};
    View::Views states;
    for (const auto& state : main.states) {
        std::vector<std::string> ways;
        for (const auto& step : main.steps)
            if (step.leads_from(state.name) && step.target(state.name) != state.name) ways.push_back(step.title);
        const auto reached = is_named(reading, state) ? first_reached(reading.file, {state.name}) : std::nullopt;
        states.push_back(View::Group{
            {"state_name", state_words(state, false)},
            {"state_now", state.name == now},
            {"state_reached",
             reached && state.name != now ? words.sentence("pages.case.reached", {{"day", to_iso(*reached)}}) : ""},
            {"state_ways", joined(ways, ", ")}});
    }
    return View::Group{{"diagram", diagram_svg(main, now)}, {"procedure_states", states}};
}

}  // namespace foerderlauf
