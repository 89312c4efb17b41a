// Checks on who acted before (Vier-Augen-Prinzip). They compare persons, not accounts.
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// A child machine's own steps are compared within that machine: each payment request has its own four people.
bool took(const Question& question, const std::string& step) {
    const auto* own = question.machine.id == 1 ? nullptr : question.definition.machine(question.machine.name);
    const bool inside = own && own->step(step);
    return std::ranges::any_of(question.file.history, [&](const Taken& entry) {
        return entry.step == step && entry.person == question.actor.person && entry.person != 0 &&
               (!inside || entry.machine == question.machine.id);
    });
}

/// The step's title where it stands: in the child machine, else in the main one; null for edits.
const Step* step_called(const Question& question, const std::string& step) {
    const auto* own = question.definition.machine(question.machine.name);
    const auto* found = own ? own->step(step) : nullptr;
    return found ? found : question.definition.main().step(step);
}

}  // namespace

/// separation {differs_from}: the person acting took none of the named steps in this case.
/// Looks at everybody who took them, not only the last: a returned case must not be a way round.
Verdict separation(const Question& question) {
    Verdict verdict;
    for (const auto& step : question.parameter_names("differs_from")) {
        if (!took(question, step)) continue;
        const auto* known = step_called(question, step);
        block(verdict, question, "separation", {{"step", step}, {"title", known ? known->title : step}},
              known ? "blocker.separation" : "blocker.separation.edit");
    }
    return verdict;
}

/// cosigned {since, step}: a co-signature was made after the newest recommendation.
Verdict cosigned(const Question& question) {
    const auto* since = question.file.last(question.parameter("since"));
    const auto* signature = question.file.last(question.parameter("step"));
    if (since && signature && signature->seq > since->seq) return passed();
    return blocked(question, "cosigned");
}

}  // namespace foerderlauf
