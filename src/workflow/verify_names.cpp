#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

/// Duties that act on cases (contract § 2). auditor, finance and admin read, propose and administer; they never take a step.
const std::vector<std::string>& acting_duties() {
    static const std::vector<std::string> duties = {
        "applicant_clerk", "applicant_signatory", "adviser", "formal_review", "technical_review",
        "budget_officer",  "second_reviewer",     "decider", "cashier",       "proof_examiner"};
    return duties;
}

std::vector<std::string> step_takers() {
    auto duties = acting_duties();
    duties.emplace_back("system");
    return duties;
}

Place place_in(const Machine& machine, const std::string& key) {
    const auto found = machine.places.find(key);
    return found == machine.places.end() ? machine.place : found->second;
}

void verify_states(Inspection& inspection, const Machine& machine) {
    inspection.known(place_in(machine, "initial"), "state", machine.initial, names_of(machine.states));
    for (const auto& state : machine.states) {
        if (!state.final) inspection.known(state.place, "duty", state.owner, acting_duties());
        for (const auto& form : state.edits) {
            if (!inspection.known(state.place, "form", form, keys_of(inspection.definition.forms))) continue;
            if (!machine.form_editors.contains(form))
                inspection.find(state.place, "verify.no_editors", {{"form", form}, {"state", state.label}});
        }
    }
}

void verify_form_editors(Inspection& inspection, const Machine& machine) {
    for (const auto& [form, duties] : machine.form_editors) {
        const auto place = place_in(machine, "forms." + form);
        inspection.known(place, "form", form, keys_of(inspection.definition.forms));
        for (const auto& duty : duties) inspection.known(place, "duty", duty, acting_duties());
        if (duties.empty()) inspection.find(place, "verify.empty_editors", {{"form", form}});
    }
}

void verify_steps(Inspection& inspection, const Machine& machine) {
    const auto states = names_of(machine.states);
    for (const auto& step : machine.steps) {
        for (const auto& from : step.from) inspection.known(step.place, "state", from, states);
        if (!step.to.empty()) inspection.known(step.place, "state", step.to, states);
        for (const auto& [from, to] : step.to_by_from) inspection.known(step.place, "state", to, states);
        for (const auto& duty : step.by) inspection.known(step.place, "duty", duty, step_takers());
    }
}

bool is_opened_by_a_step(const Definition& definition, const Machine& child) {
    return std::ranges::any_of(definition.machines, [&](const Machine& machine) {
        return std::ranges::any_of(machine.steps, [&](const Step& step) {
            return std::ranges::any_of(step.effects, [&](const EffectUse& use) {
                if (use.effect == "open") return *use.argument.as_text() == child.name;
                const auto* record = use.effect == "open_if" || use.effect == "bind_use" || use.effect == "impose"
                                         ? use.argument.as_record()
                                         : nullptr;
                return record && text_of(*record, "machine") == child.name;
            });
        });
    });
}

void verify_opening(Inspection& inspection, const Machine& machine) {
    if (machine.inside.empty()) return;
    const auto& definition = inspection.definition;
    const auto place = place_in(machine, "inside");
    if (machine.inside != definition.main().name) {
        inspection.known(place, "machine", machine.inside, {definition.main().name});
        return;
    }
    for (const auto& state : machine.opens_in)
        inspection.known(place_in(machine, "opens_in"), "state", state, names_of(definition.main().states));
    for (const auto& duty : machine.opened_by)
        inspection.known(place_in(machine, "opened_by"), "duty", duty, acting_duties());
    if (machine.opened_by.empty() && !is_opened_by_a_step(definition, machine))
        inspection.find(place_in(machine, "opened_by"), "verify.never_opened", {{"machine", machine.title}});
}

}  // namespace

void verify_names(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines) {
        verify_states(inspection, machine);
        verify_form_editors(inspection, machine);
        verify_steps(inspection, machine);
        verify_opening(inspection, machine);
    }
}

}  // namespace foerderlauf
