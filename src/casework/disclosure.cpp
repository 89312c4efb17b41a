#include "casework/disclosure.hpp"

#include "workflow/account.hpp"

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

}  // namespace

Disclosure disclosure_of(const CaseReading& reading, const Event& event) {
    if (reading.as_applicant && (of_conflict(event) || !concerns_applicant(reading, event)))
        return Disclosure::StepOnly;
    if (of_conflict(event) && !reading.actor.has("decider") && !reading.actor.has("auditor"))
        return Disclosure::WithoutReason;
    return Disclosure::Everything;
}

}  // namespace foerderlauf
