// Effects of a notice's special conditions (Nebenbestimmungen, § 36 VwVfG): each that asks for something becomes a child machine
// of its own, and ends with the notice.
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool asks_for_something(const Record& argument, const Record& condition) {
    const auto& kinds = list_of(argument, "kinds");
    return std::ranges::find(kinds, Value{text_of(condition, "kind")}) != kinds.end();
}

/// The periods that begin on the day the condition names itself.
void start_deadlines(const Machine& machine, Event& event, const Record& condition) {
    const auto due = parse_date(text_of(condition, "due"));
    if (!due) return;
    for (const auto& rule : machine.deadlines)
        if (rule.after_field == "due")
            event.facts.deadlines_started.push_back(
                {rule.name, event.machine, berlin_day(event.at), *due, rule.source, rule.then_fire, rule.then_remind});
}

Event imposed(const Taking& taking, const Machine& machine, MachineId id, const Record& condition, int number) {
    Event event = new_event(taking.definition, taking.file, taking.situation, taking.actor);
    event.machine = id;
    event.duty = taking.duty;
    event.step = "open";
    event.to = machine.initial;
    event.facts.opened = {{"machine", machine.name}};
    event.facts.fields = condition;
    event.facts.fields["number"] = number;
    start_deadlines(machine, event, condition);
    return event;
}

CaseFile after(const CaseFile& file, NewEvents events) {
    CaseFile next = file;
    for (auto& event : events) {
        event.seq = next.seq + 1;
        apply(next, event);
    }
    return next;
}

}  // namespace

void append_conditions(const Taking& taking, const Record& argument, NewEvents& events) {
    const auto* machine = taking.definition.machine(text_of(argument, "machine"));
    const auto* rows = taking.at(text_of(argument, "rows")).as_list();
    if (!machine || !rows) return;
    const auto& states = machine->opens_in;  // a refusal that is served imposes nothing
    if (std::ranges::find(states, events.front().to) == states.end()) return;
    const auto opened = std::ranges::count_if(events, [](const Event& event) { return !event.facts.opened.empty(); });
    auto id = static_cast<MachineId>(taking.file.machines.size()) + opened + 1;
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const auto* condition = (*rows)[i].as_record();
        if (condition && asks_for_something(argument, *condition))
            events.push_back(imposed(taking, *machine, id++, *condition, static_cast<int>(i) + 1));
    }
}

Result<void> append_lapses(const Taking& taking, const Record& argument, NewEvents& events) {
    const auto* machine = taking.definition.machine(text_of(argument, "machine"));
    const auto* step = machine ? machine->step(text_of(argument, "step")) : nullptr;
    if (!step) return {};
    for (const auto& child : taking.file.machines) {
        if (child.name != machine->name || !step->leads_from(child.state)) continue;
        auto lapsed = decide(taking.definition, after(taking.file, events), taking.situation,
                             {.step = step->name,
                              .machine = child.id,
                              .actor = Actor::system(),
                              .fields = {},
                              .spelling = {},
                              .reason = {},
                              .seen_seq = {}});
        if (!lapsed) return tl::unexpected{lapsed.error()};
        std::ranges::move(*lapsed, std::back_inserter(events));
    }
    return {};
}

}  // namespace foerderlauf
