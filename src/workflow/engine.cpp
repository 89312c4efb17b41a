#include "workflow/engine.hpp"

#include "base/text.hpp"

#include "workflow/checks/catalogue.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

/// The machine and step a command names, in the definition and in the case.
struct Target {
    const MachineFile* machine_file;
    const Machine* machine;
    const Step* step;
};

Result<Target> target_of(const Definition& definition, const CaseFile& file, const Command& command) {
    const auto* machine_file = file.machine(command.machine);
    const auto* machine = machine_file ? definition.machine(machine_file->name) : nullptr;
    if (!machine) return refuse(Kind::NotFound, "refusal.no_such_machine", {{"machine", command.machine}});
    const auto* step = machine->step(command.step);
    if (!step) return refuse(Kind::NotFound, "refusal.no_such_step", {{"step", command.step}});
    return Target{machine_file, machine, step};
}

/// The first duty of the step that the actor holds, as far as the state lets it act; empty when none.
std::string first_duty(const Step& step, const Actor& actor, const std::string& state) {
    if (const auto owner = step.by_from.find(state); owner != step.by_from.end())
        return actor.has(owner->second) ? owner->second : std::string{};
    const auto held = std::ranges::find_if(step.by, [&](const std::string& duty) { return actor.has(duty); });
    return held == step.by.end() ? std::string{} : *held;
}

enum class Occasion { Attempt, Offer };

/// Every blocker of the step in the order of the definition, fields its checks find wrong, and hints.
Verdict run_checks(const Definition& definition, const CaseFile& file, const Situation& situation,
                   const MachineFile& machine, const Step& step, const Actor& actor, const std::string& duty,
                   const Record& input, Occasion occasion) {
    Verdict all;
    all.blockers = conflict_of(file, actor, duty);
    for (const auto& use : step.checks) {
        const Check check = find_check(use.check);
        auto verdict = check({definition, file, situation, machine, step, actor, input, use.parameters, use.source,
                              occasion == Occasion::Attempt});
        all.fields.merge(verdict.fields);
        all.used.merge(verdict.used);
        std::ranges::move(verdict.hints, std::back_inserter(all.hints));
        std::ranges::move(verdict.blockers, std::back_inserter(all.blockers));
    }
    return all;
}

/// The input typed by the step's form, with everything required in it.
Result<Record> read_input(const Step& step, const Command& command) {
    auto input = decode(step.fields, command.fields, command.spelling);
    Refusal refusal{Kind::BadInput, {"refusal.fields", {}}};
    if (!input) {
        refusal = input.error();
    } else {
        std::erase_if(*input, [](const auto& entry) { return entry.second.is_empty(); });
        refusal.fields = missing(step.fields, *input);
    }
    if (step.reason_required && (!command.reason || trimmed(*command.reason).empty()))
        refusal.fields.emplace("reason", Message{"field.reason_missing", {}});
    if (!refusal.fields.empty()) return tl::unexpected{refusal};
    return *input;
}

Refusal not_from_this_state(const Machine& machine, const Step& step, const std::string& state) {
    const auto* known = machine.state(state);
    const Record values{
        {"step", step.name}, {"title", step.title}, {"state", state}, {"state_label", known ? known->label : state}};
    return {Kind::Blocked,
            {"refusal.blocked", {{"title", step.title}}},
            {{"not_from_this_state", {}, {"blocker.not_from_this_state", values}}},
            {}};
}

/// What the actor was told and went on with: the exception stays in the file with its rule.
List recorded(const std::vector<Blocker>& hints) {
    List list;
    for (const auto& hint : hints)
        list.emplace_back(Record{{"check", hint.check},
                                 {"source", hint.source},
                                 {"key", hint.message.key},
                                 {"values", hint.message.values}});
    return list;
}

std::vector<std::string> needs_of(const Step& step) {
    std::vector<std::string> needs;
    for (const auto& field : step.fields.fields)
        if (field.required) needs.push_back(field.name);
    if (step.reason_required) needs.emplace_back("reason");
    return needs;
}

}  // namespace

Result<std::string> acting_duty(const Definition& definition, const CaseFile& file, const Command& command) {
    const auto target = target_of(definition, file, command);
    if (!target) return tl::unexpected{target.error()};
    auto duty = first_duty(*target->step, command.actor, target->machine_file->state);
    if (duty.empty())
        return refuse(
            Kind::NotAllowed, "refusal.not_your_duty",
            {{"title", target->step->title}, {"duties", List(target->step->by.begin(), target->step->by.end())}});
    return duty;
}

Result<NewEvents> decide(const Definition& definition, const CaseFile& file, const Situation& situation,
                         const Command& command) {
    const auto duty = acting_duty(definition, file, command);
    if (!duty) return tl::unexpected{duty.error()};
    const auto [machine_file, machine, step] = *target_of(definition, file, command);
    if (command.seen_seq && *command.seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *command.seen_seq}});
    if (!step->leads_from(machine_file->state))
        return tl::unexpected{not_from_this_state(*machine, *step, machine_file->state)};
    const auto input = read_input(*step, command);
    if (!input) return tl::unexpected{input.error()};
    auto verdict = run_checks(definition, file, situation, *machine_file, *step, command.actor, *duty, *input,
                              Occasion::Attempt);
    if (!verdict.fields.empty())
        return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, std::move(verdict.fields)}};
    if (!verdict.blockers.empty())
        return tl::unexpected{
            Refusal{Kind::Blocked, {"refusal.blocked", {{"title", step->title}}}, std::move(verdict.blockers), {}}};
    auto events = consequences_of(
        {definition, file, situation, *machine, *machine_file, *step, command.actor, *duty, *input, command.reason});
    if (events && !verdict.hints.empty()) events->front().facts.values["hints"] = recorded(verdict.hints);
    if (events && !verdict.used.empty()) events->front().facts.values["rules"] = std::move(verdict.used);
    return events;
}

std::vector<Offer> offers(const Definition& definition, const CaseFile& file, const Situation& situation,
                          const Actor& actor, MachineId machine_id) {
    std::vector<Offer> found;
    const auto* machine_file = file.machine(machine_id);
    const auto* machine = machine_file ? definition.machine(machine_file->name) : nullptr;
    if (!machine) return found;
    bool primary_taken = false;
    for (const auto& step : machine->steps) {
        if (!step.leads_from(machine_file->state)) continue;
        const auto duty = first_duty(step, actor, machine_file->state);
        if (duty.empty() || duty == "system") continue;
        auto verdict = run_checks(definition, file, situation, *machine_file, step, actor, duty, {}, Occasion::Offer);
        Offer offer{step.name,
                    step.title,
                    step.source,
                    machine_id,
                    step.primary && !primary_taken,
                    verdict.blockers.empty(),
                    needs_of(step),
                    std::move(verdict.blockers),
                    &step,
                    std::move(verdict.hints)};
        primary_taken = primary_taken || offer.primary;
        found.push_back(std::move(offer));
    }
    return found;
}

}  // namespace foerderlauf
