// Joins: what one machine of a case requires of its neighbours.
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_open(const Question& question, const MachineFile& child) {
    const auto* machine = question.definition.machine(child.name);
    const auto* state = machine ? machine->state(child.state) : nullptr;
    return state && !state->final;
}

/// Where in the history the outcome of that suit was recorded.
std::int64_t outcome_seq(const CaseFile& file, MachineId suit) {
    const auto recorded = std::ranges::find_if(file.history.rbegin(), file.history.rend(), [&](const Taken& entry) {
        return entry.machine == suit && entry.step == "record_outcome";
    });
    return recorded == file.history.rend() ? 0 : recorded->seq;
}

}  // namespace

/// all_settled {machines}: no child machine of these names is still open. A blocker for each that is.
Verdict all_settled(const Question& question) {
    Verdict verdict;
    const auto names = question.parameter_names("machines");
    for (const auto& child : question.file.machines) {
        if (child.id == 1 || std::ranges::find(names, child.name) == names.end() || !is_open(question, child)) continue;
        const auto* machine = question.definition.machine(child.name);
        block(verdict, question, "all_settled",
              {{"machine", child.name}, {"title", machine->title}, {"state", machine->state(child.state)->label}});
    }
    return verdict;
}

/// main_where_opened: the main machine is in a state in which a machine like this one may be opened.
Verdict main_where_opened(const Question& question) {
    const auto* own = question.definition.machine(question.machine.name);
    const auto& state = question.file.main().state;
    if (!own || std::ranges::find(own->opens_in, state) != own->opens_in.end()) return passed();
    const auto* known = question.definition.main().state(state);
    return blocked(question, "main_where_opened", {{"title", own->title}, {"state", known ? known->label : state}});
}

/// not_under_suit {machine}: no suit is pending.
Verdict not_under_suit(const Question& question) {
    const auto name = question.parameter("machine");
    const bool pending = std::ranges::any_of(question.file.machines, [&](const MachineFile& child) {
        return child.id != 1 && child.name == name && is_open(question, child);
    });
    return pending ? blocked(question, "not_under_suit") : passed();
}

/// suit_won {machine, outcomes}: the newest suit ended with one of these outcomes, and the case was not reopened since.
Verdict suit_won(const Question& question) {
    const auto name = question.parameter("machine");
    const auto outcomes = question.parameter_names("outcomes");
    const MachineFile* newest = nullptr;
    for (const auto& child : question.file.machines)
        if (child.id != 1 && child.name == name) newest = &child;
    const auto given = newest ? newest->given.find("record_outcome")
                              : std::map<std::string, Record, std::less<>>::const_iterator{};
    if (!newest || given == newest->given.end()) return blocked(question, "suit_won");
    const bool won = std::ranges::find(outcomes, text_of(given->second, "outcome")) != outcomes.end();
    const auto* reopened = question.file.last(question.step.name);
    return won && (!reopened || reopened->seq < outcome_seq(question.file, newest->id)) ? passed()
                                                                                        : blocked(question, "suit_won");
}

/// taken_before {step, states}: in these states that step of this machine comes first.
Verdict taken_before(const Question& question) {
    const auto states = question.parameter_names("states");
    if (std::ranges::find(states, question.machine.state) == states.end()) return passed();
    const auto name = question.parameter("step");
    const auto* machine = question.definition.machine(question.machine.name);
    const auto* step = machine ? machine->step(name) : nullptr;
    const bool taken = std::ranges::any_of(question.file.history, [&](const Taken& entry) {
        return entry.machine == question.machine.id && entry.step == name;
    });
    return taken || !step ? passed() : blocked(question, "taken_before", {{"title", step->title}});
}

/// not_taken_yet {step}: that step of this machine was not taken.
Verdict not_taken_yet(const Question& question) {
    const auto name = question.parameter("step");
    const auto* machine = question.definition.machine(question.machine.name);
    const auto* step = machine ? machine->step(name) : nullptr;
    for (const auto& taken : question.file.history)
        if (step && taken.machine == question.machine.id && taken.step == name)
            return blocked(question, "not_taken_yet", {{"title", step->title}, {"day", to_iso(berlin_day(taken.at))}});
    return passed();
}

}  // namespace foerderlauf
