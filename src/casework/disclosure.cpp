#include "casework/disclosure.hpp"

#include "workflow/account.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// What the applicant did, what opens a turn of theirs, and what ends the matter is addressed to them.
bool concerns_applicant(const CaseReading& reading, const Event& event) {
    const auto* file = reading.file.machine(event.machine);
    const auto* machine = file ? reading.definition->machine(file->name) : nullptr;
    const auto* reached = machine ? machine->state(event.to) : nullptr;
    return is_applicant_duty(event.duty) || (reached && (is_applicant_duty(reached->owner) || reached->final));
}

bool of_conflict(const Event& event) { return event.step == "declare_conflict" || event.step == "lift_conflict"; }

/// `In Prüfung` instead of the state's own name.
bool is_inside_authority(const Machine& machine, const std::string& name) {
    const auto* state = machine.state(name);
    return state && state->public_label != state->label;
}

/// Offering, disposal and erasure are the house's own business; that they happened is not.
bool of_retention(const Event& event) {
    return event.step == "offer_to_archive" || event.step == "archive_answer" || event.step == "propose_disposal" ||
           event.step == "propose_erasure";
}

bool is_internal(const Definition& definition, const CaseFile& file, const RunningDeadline& deadline) {
    const auto* machine_file = file.machine(deadline.machine);
    const auto* machine = machine_file ? definition.machine(machine_file->name) : nullptr;
    if (!machine) return false;
    const auto rule = std::ranges::find(machine->deadlines, deadline.name, &DeadlineRule::name);
    return rule != machine->deadlines.end() && rule->internal;
}

}  // namespace

bool is_told_to_applicant(const Machine& machine, const MachineFile& file, const std::string& name) {
    const auto* step = machine.step(name);
    if (!is_inside_authority(machine, file.state)) return true;
    if (!step) return std::ranges::any_of(machine.opened_by, is_applicant_duty);  // what the machine was opened with
    const auto addresses = [&](const State& from) {
        const auto* reached = step->leads_from(from.name) ? machine.state(step->target(from.name)) : nullptr;
        return reached && is_applicant_duty(reached->owner);
    };
    return std::ranges::all_of(step->by, is_applicant_duty) || std::ranges::any_of(machine.states, addresses);
}

std::vector<RunningDeadline> told_deadlines(const Definition& definition, const CaseFile& file, bool as_applicant) {
    auto told = file.deadlines;
    if (as_applicant)
        std::erase_if(told, [&](const RunningDeadline& one) { return is_internal(definition, file, one); });
    std::ranges::stable_sort(told, {}, &RunningDeadline::due);
    return told;
}

bool is_form_told(const Definition& definition, const std::string& form, bool as_applicant) {
    if (!as_applicant) return true;
    const auto editors = definition.main().form_editors.find(form);
    return editors == definition.main().form_editors.end() || std::ranges::any_of(editors->second, is_applicant_duty);
}

bool is_decision_told(const CaseFile& file) { return file.served_on.has_value(); }

Disclosure disclosure_of(const CaseReading& reading, const Event& event) {
    if (event.step == "write_message") return Disclosure::Everything;  // written to the other side
    if (reading.as_applicant && (of_conflict(event) || of_retention(event) || !concerns_applicant(reading, event)))
        return Disclosure::StepOnly;
    if (of_conflict(event) && !reading.actor.has("decider") && !reading.actor.has("auditor"))
        return Disclosure::WithoutReason;
    return Disclosure::Everything;
}

}  // namespace foerderlauf
