#pragma once

// What the files of the verifier share; nobody else includes it.

#include "workflow/verify.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// A definition under inspection and what was found so far.
struct Inspection {
    const Definition& definition;
    std::vector<Finding> findings = {};

    void find(const Place& place, std::string key, Record values = {}, std::vector<std::string> story = {});
    /// True when the name is one of those; else a finding `verify.unknown_<kind>` with the nearest.
    bool known(const Place& place, std::string_view kind, std::string_view name, const std::vector<std::string>& names);
};

/// One way a machine can go: a step taken in a state. Steps that stay lead back to the same state.
struct Move {
    const Step* step;
    std::string from, to;
};
/// Every move between known states, those of supersede_finality and skip included.
std::vector<Move> moves_of(const Machine& machine);

/// Nodes reached one from another, so that the way to each can be told.
template <typename Node>
struct Walk {
    struct Reached {
        Node node;
        std::size_t from;  ///< index of the node before; its own for the first
        const Move* by = nullptr;
    };
    std::vector<Reached> reached;

    /// `next(node, move)` gives the node after a move that leads from it, or nothing.
    template <typename Next>
    static Walk of(Node first, const std::vector<Move>& moves, Next next) {
        Walk walk;
        walk.reached.push_back({std::move(first), 0});
        for (std::size_t i = 0; i < walk.reached.size(); ++i)
            for (const auto& move : moves) {
                if (move.from != walk.reached[i].node.state) continue;
                auto node = next(walk.reached[i].node, move);
                if (node && !walk.contains(*node)) walk.reached.push_back({std::move(*node), i, &move});
            }
        return walk;
    }

    bool contains(const Node& node) const { return std::ranges::find(reached, node, &Reached::node) != reached.end(); }

    /// The moves that lead to a node, as a person tells them: `Entwurf`, `Antrag einreichen → Formale Prüfung`, …
    std::vector<std::string> story(const Machine& machine, std::size_t at) const {
        std::vector<std::string> lines;
        for (; reached[at].by; at = reached[at].from) lines.push_back(told(machine, *reached[at].by));
        lines.push_back(label_of(machine, reached[at].node.state));
        std::ranges::reverse(lines);
        return lines;
    }

    static std::string told(const Machine& machine, const Move& move) {
        return move.step->title + " → " + label_of(machine, move.to);
    }
    static std::string label_of(const Machine& machine, const std::string& state) {
        const auto* known = machine.state(state);
        return known ? known->label : state;
    }
};

std::vector<std::string> names_of(const std::vector<State>& states);
std::vector<std::string> names_of(const std::vector<Step>& steps);
std::vector<std::string> names_of(const std::vector<DeadlineRule>& deadlines);
std::vector<std::string> names_of(const std::vector<Field>& fields);
std::vector<std::string> machine_names(const Definition& definition);
template <typename Map>
std::vector<std::string> keys_of(const Map& map) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : map) keys.push_back(key);
    return keys;
}

bool contains(const std::vector<std::string>& names, std::string_view name);
const EffectUse* effect_of(const Step& step, std::string_view effect);
const CheckUse* check_of(const Step& step, std::string_view check);
std::vector<std::string> texts_in(const Value& value);  ///< of a list, or a single one
bool may_be_taken_by(const Step& step, std::string_view state, std::string_view duty);

/// The field a path means: `<form>.<field>`, `grant.<field of the application>`, `<step>.<field>` of this machine or the main one, or a field of the step
/// itself. Null, with a finding at `place`, when there is none.
const Field* field_at(Inspection& inspection, const Place& place, const Machine& machine, const Step* own,
                      const std::string& path);

void verify_names(Inspection& inspection);           // verify_names.cpp: states, steps, duties, forms
void verify_programme(Inspection& inspection);       // verify_programme.cpp: paths, letters of programme.yaml
void verify_deadline_names(Inspection& inspection);  // verify_deadlines.cpp
void verify_checks(Inspection& inspection);          // verify_checks.cpp: parameters of the checks
void verify_effects(Inspection& inspection);         // verify_effects.cpp: what the effects name
void verify_ways(Inspection& inspection);            // verify_ways.cpp: reachable, ending
void verify_clocks(Inspection& inspection);          // verify_clocks.cpp: waiting and firing
void verify_people(Inspection& inspection);          // verify_people.cpp: who can take a step, separation
void verify_money(Inspection& inspection);           // verify_money.cpp: reserved, committed, settled
void verify_decisions(Inspection& inspection);       // verify_decisions.cpp: grants and refusals

}  // namespace foerderlauf
