#include "workflow/verify_parts.hpp"

#include <set>

namespace foerderlauf {

namespace {

/// Steps that a passed deadline or another machine makes the system take.
std::set<std::string> fired_steps(const Definition& definition, const Machine& machine) {
    std::set<std::string> fired;
    for (const auto& rule : machine.deadlines) fired.insert(rule.then_fire);
    for (const auto& step : machine.steps)
        for (const auto& use : step.effects)
            if (use.effect == "try") fired.insert(*use.argument.as_text());
    for (const auto& any : definition.machines)
        for (const auto& step : any.steps)
            for (const auto& use : step.effects)
                if (const auto* lapse = use.effect == "lapse" ? use.argument.as_record() : nullptr;
                    lapse && text_of(*lapse, "machine") == machine.name)
                    fired.insert(text_of(*lapse, "step"));
    if (!machine.inside.empty()) return fired;
    for (const auto& any : definition.machines)
        for (const auto& step : any.steps)
            for (const auto& use : step.effects)
                if (use.effect == "fire_if" || use.effect == "correct_service")
                    fired.insert(text_of(*use.argument.as_record(), "step"));
    return fired;
}

void verify_takers(Inspection& inspection, const Machine& machine) {
    const auto fired = fired_steps(inspection.definition, machine);
    for (const auto& step : machine.steps) {
        const bool only_system = std::ranges::all_of(step.by, [](const std::string& duty) { return duty == "system"; });
        if (step.by.empty() || step.from.empty()) inspection.find(step.place, "verify.nobody", {{"step", step.title}});
        else if (only_system && !fired.contains(step.name))
            inspection.find(step.place, "verify.never_fired", {{"step", step.title}});
    }
}

/// Whoever took the step once could never take it again, and with one holder of the duty nobody could.
void verify_separation(Inspection& inspection, const Machine& machine) {
    for (const auto& step : machine.steps)
        for (const auto& use : step.checks)
            if (use.check == "separation" && contains(texts_in(member(use.parameters, "differs_from")), step.name))
                inspection.find(use.place, "verify.differs_from_itself", {{"step", step.title}});
}

/// A co-signature by the person who recommended would be none: the step of `cosigned` keeps them apart itself.
void verify_cosignature(Inspection& inspection, const Machine& machine) {
    for (const auto& step : machine.steps)
        for (const auto& use : step.checks) {
            const auto* signature = use.check == "cosigned" ? machine.step(text_of(use.parameters, "step")) : nullptr;
            if (!signature) continue;
            const auto* separation = check_of(*signature, "separation");
            const auto since = text_of(use.parameters, "since");
            if (!separation || !contains(texts_in(member(separation->parameters, "differs_from")), since))
                inspection.find(signature->place, "verify.cosigns_itself",
                                {{"step", signature->title}, {"since", since}});
        }
}

}  // namespace

void verify_people(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines) {
        verify_takers(inspection, machine);
        verify_separation(inspection, machine);
        verify_cosignature(inspection, machine);
    }
}

}  // namespace foerderlauf
