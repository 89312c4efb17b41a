#include "workflow/verify_parts.hpp"

#include <set>

namespace foerderlauf {

namespace {

struct Standing {
    std::string state;
    bool operator==(const Standing&) const = default;
};

/// States from which a final state can be reached.
std::set<std::string> states_with_an_end(const Machine& machine, const std::vector<Move>& moves) {
    std::set<std::string> ending;
    for (const auto& state : machine.states)
        if (state.final) ending.insert(state.name);
    for (std::size_t before = 0; before != ending.size();) {
        before = ending.size();
        for (const auto& move : moves)
            if (ending.contains(move.to)) ending.insert(move.from);
    }
    return ending;
}

void verify_machine(Inspection& inspection, const Machine& machine) {
    const auto moves = moves_of(machine);
    const auto walk = Walk<Standing>::of(
        {machine.initial}, moves, [](const Standing&, const Move& move) { return std::optional{Standing{move.to}}; });
    const auto ending = states_with_an_end(machine, moves);
    for (const auto& state : machine.states) {
        const auto reached = std::ranges::find(walk.reached, Standing{state.name}, &Walk<Standing>::Reached::node);
        if (reached == walk.reached.end()) inspection.find(state.place, "verify.unreachable", {{"state", state.label}});
        else if (!ending.contains(state.name))
            inspection.find(state.place, "verify.no_end", {{"state", state.label}},
                            walk.story(machine, static_cast<std::size_t>(reached - walk.reached.begin())));
    }
}

}  // namespace

void verify_ways(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines)
        if (machine.state(machine.initial)) verify_machine(inspection, machine);
}

}  // namespace foerderlauf
