#include "workflow/verify_parts.hpp"

namespace foerderlauf {

namespace {

/// A step that serves the decision from the state it led to.
const Step* serving_step(const Machine& machine, const std::string& state) {
    const auto found = std::ranges::find_if(
        machine.steps, [&](const Step& step) { return step.leads_from(state) && effect_of(step, "serve"); });
    return found == machine.steps.end() ? nullptr : &*found;
}

bool starts_remedy(const Machine& machine, const Step& serving) {
    return std::ranges::any_of(machine.deadlines, [&](const DeadlineRule& rule) {
        return rule.after_service && contains(rule.after_steps, serving.name);
    });
}

/// §§ 37, 39 and 41 VwVfG, § 58 VwGO: a decision is a letter, is served, and starts the period of the remedy.
void verify_decision(Inspection& inspection, const Machine& machine, const Step& step, const EffectUse& use) {
    if (!effect_of(step, "letter")) inspection.find(use.place, "verify.decides_without_letter", {{"step", step.title}});
    if (*use.argument.as_text() == "refusal" && !step.reason_required)
        inspection.find(use.place, "verify.refuses_without_reason", {{"step", step.title}});
    for (const auto& from : step.from) {
        const auto* state = machine.state(step.target(from));
        if (!state) continue;
        const auto* serving = serving_step(machine, state->name);
        const std::vector<std::string> story = {step.title + " → " + state->label};
        if (!serving)
            inspection.find(use.place, "verify.never_served", {{"step", step.title}, {"state", state->label}}, story);
        else if (!starts_remedy(machine, *serving))
            inspection.find(use.place, "verify.no_remedy", {{"step", step.title}, {"serving", serving->title}}, story);
    }
}

/// A grant needs a current reservation, a co-signature made after the recommendation, and another person.
void verify_grant(Inspection& inspection, const Step& step, const EffectUse& use) {
    for (const auto* check : {"recommended", "reserved", "cosigned", "separation"})
        if (!check_of(step, check))
            inspection.find(use.place, std::string{"verify.grant_without."} + check, {{"step", step.title}});
    if (!effect_of(step, "commit")) inspection.find(use.place, "verify.grant_without.commit", {{"step", step.title}});
    const auto* cosigned = check_of(step, "cosigned");
    if (cosigned && text_of(cosigned->parameters, "since") != *use.argument.as_text())
        inspection.find(cosigned->place, "verify.cosigned_since_other",
                        {{"step", step.title}, {"recommendation", *use.argument.as_text()}});
}

}  // namespace

void verify_decisions(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines)
        for (const auto& step : machine.steps)
            for (const auto& use : step.effects) {
                if (use.effect == "decide") verify_decision(inspection, machine, step, use);
                if (use.effect == "grant") verify_grant(inspection, step, use);
            }
}

}  // namespace foerderlauf
