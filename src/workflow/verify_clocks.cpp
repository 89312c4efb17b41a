#include "workflow/verify_parts.hpp"

#include <set>

namespace foerderlauf {

namespace {

/// Where a machine stands and which of its deadlines run there.
struct Waiting {
    std::string state;
    std::set<std::string> running;
    bool operator==(const Waiting&) const = default;
};

/// The same rule as the engine's schedule: a final state or an `until` step ends a deadline, its `after` steps start it.
Waiting after(const Machine& machine, Waiting waiting, const Move& move) {
    waiting.state = move.to;
    const bool final = machine.state(move.to)->final;
    for (const auto& rule : machine.deadlines) {
        const bool starts = contains(rule.after_steps, move.step->name) &&
                            (rule.in_states.empty() || contains(rule.in_states, move.to));
        if (final || contains(rule.until, move.step->name)) waiting.running.erase(rule.name);
        else if (starts) waiting.running.insert(rule.name);
    }
    // A finality set aside lets the remedy period run again.
    const auto* superseded = effect_of(*move.step, "supersede_finality");
    if (superseded && move.step->target(move.from) != move.to)
        waiting.running.insert(text_of(*superseded->argument.as_record(), "deadline"));
    return waiting;
}

Waiting opened(const Machine& machine) {
    Waiting waiting{machine.initial, {}};
    for (const auto& rule : machine.deadlines)
        if (contains(rule.after_steps, "open")) waiting.running.insert(rule.name);
    return waiting;
}

bool system_may_take(const Machine& machine, const std::string& step_name, const std::string& state) {
    const auto* step = machine.step(step_name);
    return !step ||
           (step->leads_from(state) && may_be_taken_by(*step, state, "system"));  // unknown steps are told elsewhere
}

void verify_machine(Inspection& inspection, const Machine& machine) {
    const auto moves = moves_of(machine);
    const auto walk = Walk<Waiting>::of(opened(machine), moves, [&](const Waiting& waiting, const Move& move) {
        return std::optional{after(machine, waiting, move)};
    });
    std::set<std::string> told_waiting;
    std::set<std::pair<std::string, std::string>> told_firing;
    for (std::size_t i = 0; i < walk.reached.size(); ++i) {
        const auto& node = walk.reached[i].node;
        const auto& state = *machine.state(node.state);
        const bool waits_unclocked = !state.final && state.no_clock.empty() && node.running.empty();
        if (waits_unclocked && told_waiting.insert(state.name).second)
            inspection.find(state.place, "verify.no_clock", {{"state", state.label}}, walk.story(machine, i));
        for (const auto& rule : machine.deadlines) {
            if (rule.then_fire.empty() || !node.running.contains(rule.name) ||
                system_may_take(machine, rule.then_fire, node.state))
                continue;
            if (told_firing.insert({rule.name, state.name}).second)
                inspection.find(rule.place_in_file, "verify.fires_in_vain",
                                {{"deadline", rule.name}, {"step", rule.then_fire}, {"state", state.label}},
                                walk.story(machine, i));
        }
    }
}

}  // namespace

void verify_clocks(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines)
        if (machine.state(machine.initial)) verify_machine(inspection, machine);
}

}  // namespace foerderlauf
