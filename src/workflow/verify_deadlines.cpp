#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

bool is_path(const std::string& name) { return name.find('.') != std::string::npos; }

/// Its own steps and `open`; the main machine also hears of its children's steps (`payment-request.confirm_payment`).
std::vector<std::string> steps_known_to(const Definition& definition, const Machine& machine) {
    auto names = names_of(machine.steps);
    if (!machine.inside.empty()) names.emplace_back("open");
    else
        for (const auto& child : definition.machines)
            if (!child.inside.empty())
                for (const auto& step : child.steps) names.push_back(child.name + "." + step.name);
    return names;
}

/// Days that the case holds (`application.planned_end`).
void verify_paths(Inspection& inspection, const Machine& machine, const DeadlineRule& rule) {
    for (const auto& path : {rule.start_field, rule.after_field}) {
        if (!is_path(path) || path.starts_with("open.")) continue;
        const auto* field = field_at(inspection, rule.place_in_file, machine, nullptr, path);
        if (field && field->kind != FieldKind::Date)
            inspection.find(rule.place_in_file, "verify.deadline_field_kind",
                            {{"deadline", rule.name}, {"field", path}});
    }
}

/// `next` counts rows of the rule's own step: days and amounts, and the step keeps what had come in before.
void verify_next(Inspection& inspection, const Machine& machine, const DeadlineRule& rule) {
    if (rule.after_next.empty()) return;
    for (const auto& name : rule.after_steps) {
        const auto* step = machine.step(name);
        if (!step) continue;  // told elsewhere
        const auto* rows = step->fields.find(rule.after_next);
        const auto has = [&](const char* column, FieldKind kind) {
            return rows && std::ranges::any_of(rows->columns, [&](const Field& known) {
                       return known.name == column && known.kind == kind && known.required;
                   });
        };
        if (!has("due", FieldKind::Date) || !has("amount_cents", FieldKind::Money) ||
            !effect_of(*step, "agree_instalments"))
            inspection.find(rule.place_in_file, "verify.deadline_without_instalments",
                            {{"deadline", rule.name}, {"rows", rule.after_next}, {"step", step->title}});
    }
}

void verify_start(Inspection& inspection, const Machine& machine, const DeadlineRule& rule) {
    const auto& place = rule.place_in_file;
    bool served = false;
    for (const auto& name : rule.after_steps) {
        if (!inspection.known(place, "step", name, steps_known_to(inspection.definition, machine))) continue;
        const auto* step = machine.step(name);
        if (!step || is_path(rule.after_field)) continue;  // an opening, or a step of another machine, gives no field
        served = served || effect_of(*step, "serve");      // a later step may let it run again
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
            verify_next(inspection, machine, rule);
            verify_paths(inspection, machine, rule);
            for (const auto& state : rule.in_states) inspection.known(place, "state", state, names_of(machine.states));
            for (const auto& step : rule.recount)
                inspection.known(place, "step", step, steps_known_to(inspection.definition, machine));
            for (const auto& step : rule.until)
                inspection.known(place, "step", step, steps_known_to(inspection.definition, machine));
            if (!rule.then_fire.empty()) inspection.known(place, "step", rule.then_fire, names_of(machine.steps));
            if (!rule.then_remind.empty()) inspection.known(place, "duty", rule.then_remind, reminded);
        }
    verify_apart(inspection);
}

}  // namespace foerderlauf
