// Effects that make further events of the same transaction: machines that open, steps that the system takes.
#include "workflow/consequences.hpp"
#include "workflow/correction.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

MachineId next_machine(const Taking& taking, const NewEvents& events) {
    auto highest = static_cast<MachineId>(taking.file.machines.size());
    for (const auto& event : events) highest = std::max(highest, event.machine);
    return highest + 1;
}

/// What a machine that is opened by a step already knows: `given: {field: path}`.
Record given_to(const Taking& taking, const Record& names) {
    Record given;
    for (const auto& [field, path] : names)
        if (const auto* text = path.as_text())
            if (const auto& value = taking.at(*text); !value.is_empty()) given[field] = value;
    return given;
}

void append_opening(const Taking& taking, const std::string& machine_name, Record given, NewEvents& events) {
    const auto& machine = *taking.definition.machine(machine_name);
    Event event = new_event(taking.definition, taking.file, taking.situation, taking.actor);
    event.machine = next_machine(taking, events);
    event.duty = taking.duty;
    event.step = "open";
    event.to = machine.initial;
    event.facts.opened = {{"machine", machine_name}};
    event.facts.fields = std::move(given);
    schedule_opening(taking.definition, taking.file, taking.situation, machine, event);
    events.push_back(std::move(event));
}

/// Whether what was given at each of these paths is the option beside it.
bool reads(const Taking& taking, const Record& options) {
    return std::ranges::all_of(options, [&](const auto& option) { return taking.at(option.first) == option.second; });
}

/// open_if: {machine, above: path of an amount or number, where: {path: option}, unless: {path: option}, given: {field: path},
/// set: {field: option}}: opens it where there is something to do. What it is given and set to is a proposal to whoever decides there.
void open_where_needed(const Taking& taking, const Record& argument, NewEvents& events) {
    const auto* number = taking.at(text_of(argument, "above")).as_integer();
    if (!number || *number <= 0) return;
    if (const auto* where = member(argument, "where").as_record(); where && !reads(taking, *where)) return;
    if (const auto* unless = member(argument, "unless").as_record(); unless && reads(taking, *unless)) return;
    const auto* names = member(argument, "given").as_record();
    auto given = names ? given_to(taking, *names) : Record{};
    if (const auto* set = member(argument, "set").as_record()) given.insert(set->begin(), set->end());
    append_opening(taking, text_of(argument, "machine"), std::move(given), events);
}

/// bind_use: {machine, from}: the time the funding object binds what was bought, where it names one (Zweckbindungsfrist).
void bind_use(const Taking& taking, const Record& argument, NewEvents& events) {
    const auto* code = taking.file.at(taking.definition.funding_object_field).as_text();
    const auto* object = code ? taking.definition.funding_object(*code) : nullptr;
    const auto& from = taking.at(text_of(argument, "from"));
    if (!object || !object->dedicated_use_months || !from.as_text()) return;
    append_opening(taking, text_of(argument, "machine"),
                   {{"from", from}, {"length", std::to_string(*object->dedicated_use_months) + " months"}}, events);
}

bool fires(const Taking& taking, const Record& condition) {
    const auto given = text_of(taking.input, text_of(condition, "field"));
    const auto& values = list_of(condition, "values");
    return std::ranges::any_of(values,
                               [&](const Value& value) { return value.as_text() && *value.as_text() == given; });
}

/// The case as it is after the events so far, for a step that follows in the same transaction.
CaseFile after(const CaseFile& file, NewEvents events) {
    CaseFile next = file;
    for (auto& event : events) {
        event.seq = next.seq + 1;
        apply(next, event);
    }
    return next;
}

Result<NewEvents> taken_by_system(const Taking& taking, const std::string& step, MachineId machine,
                                  const NewEvents& events) {
    const Command command{.step = step,
                          .machine = machine,
                          .actor = Actor::system(),
                          .fields = {},
                          .spelling = {},
                          .reason = {},
                          .seen_seq = {}};
    return decide(taking.definition, after(taking.file, events), taking.situation, command);
}

/// Where the machine has ended, its children of that name that are still open end with it; their events say with what.
Result<void> append_endings(const Taking& taking, const Record& argument, NewEvents& events) {
    const auto* reached = taking.machine.state(events.front().to);
    const auto* machine = taking.definition.machine(text_of(argument, "machine"));
    if (!reached || !reached->final || !machine) return {};
    for (const auto& child : taking.file.machines) {
        const auto* state = child.name == machine->name ? machine->state(child.state) : nullptr;
        if (!state || state->final) continue;
        auto ended = taken_by_system(taking, text_of(argument, "step"), child.id, events);
        if (!ended) return tl::unexpected{ended.error()};
        ended->front().facts.values["ended_with"] = taking.step.name;
        std::ranges::move(*ended, std::back_inserter(events));
    }
    return {};
}

}  // namespace

Result<void> append_following(const Taking& taking, NewEvents& events) {
    for (const auto& use : taking.step.effects) {
        if (use.effect == "open") append_opening(taking, *use.argument.as_text(), {}, events);
        if (use.effect == "open_if") open_where_needed(taking, *use.argument.as_record(), events);
        if (use.effect == "bind_use") bind_use(taking, *use.argument.as_record(), events);
        if (use.effect == "correct_service") append_resumed_remedy(taking, *use.argument.as_record(), events);
        if (use.effect == "impose") append_conditions(taking, *use.argument.as_record(), events);
        if (use.effect == "lapse")
            if (const auto done = append_lapses(taking, *use.argument.as_record(), events); !done)
                return tl::unexpected{done.error()};
        if (use.effect == "end_child")
            if (const auto done = append_endings(taking, *use.argument.as_record(), events); !done)
                return tl::unexpected{done.error()};
        const bool tries = use.effect == "try";
        if (!tries && !(use.effect == "fire_if" && fires(taking, *use.argument.as_record()))) continue;
        const auto step = tries ? *use.argument.as_text() : text_of(*use.argument.as_record(), "step");
        auto fired = taken_by_system(taking, step, tries ? taking.machine_file.id : 1, events);
        if (fired) std::ranges::move(*fired, std::back_inserter(events));
        else if (!tries) return tl::unexpected{fired.error()};
    }
    return {};
}

}  // namespace foerderlauf
