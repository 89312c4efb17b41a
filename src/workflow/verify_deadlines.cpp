#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

void verify_start(Inspection& inspection, const Machine& machine, const DeadlineRule& rule) {
    const auto& place = rule.place_in_file;
    bool served = false;
    for (const auto& name : rule.after_steps) {
        if (!inspection.known(place, "step", name, names_of(machine.steps))) continue;
        const auto* step = machine.step(name);
        served = served || effect_of(*step, "serve");
        const auto* field = step->fields.find(rule.after_field);
        const bool counted = rule.length || rule.end_of_year;
        if (rule.after_field.empty()) continue;
        if (field && field->kind != FieldKind::Date)
            inspection.find(place, "verify.deadline_field_kind",
                            {{"deadline", rule.name}, {"field", rule.after_field}});
        if (!field && !counted)
            inspection.find(place, "verify.deadline_without_day",
                            {{"deadline", rule.name}, {"field", rule.after_field}, {"step", step->title}});
        if (field && !field->required && !counted)
            inspection.find(place, "verify.deadline_field_optional",
                            {{"deadline", rule.name}, {"field", rule.after_field}, {"step", step->title}});
    }
    if (rule.after_service && !served) inspection.find(place, "verify.nothing_served", {{"deadline", rule.name}});
}

/// The engine stops a deadline by its name, whichever machine of the case started it.
void verify_apart(Inspection& inspection) {
    std::map<std::string, std::string> machine_of;
    for (const auto& machine : inspection.definition.machines)
        for (const auto& rule : machine.deadlines) {
            const auto [first, added] = machine_of.emplace(rule.name, machine.name);
            if (!added)
                inspection.find(rule.place_in_file, "verify.deadline_twice",
                                {{"deadline", rule.name}, {"machine", first->second}});
        }
}

}  // namespace

void verify_deadline_names(Inspection& inspection) {
    const std::vector<std::string> reminded = {
        "applicant_clerk",  "applicant_signatory", "adviser",         "formal_review",
        "technical_review", "budget_officer",      "second_reviewer", "decider",
        "cashier",          "proof_examiner",      "finance"};
    for (const auto& machine : inspection.definition.machines)
        for (const auto& rule : machine.deadlines) {
            const auto& place = rule.place_in_file;
            verify_start(inspection, machine, rule);
            for (const auto& state : rule.in_states) inspection.known(place, "state", state, names_of(machine.states));
            for (const auto& step : rule.until) inspection.known(place, "step", step, names_of(machine.steps));
            if (!rule.then_fire.empty()) inspection.known(place, "step", rule.then_fire, names_of(machine.steps));
            if (!rule.then_remind.empty()) inspection.known(place, "duty", rule.then_remind, reminded);
        }
    verify_apart(inspection);
}

}  // namespace foerderlauf
