// Checks on who acted before (Vier-Augen-Prinzip). They compare persons, not accounts.
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool took(const Question& question, const std::string& step) {
    return std::ranges::any_of(question.file.history, [&](const Taken& entry) {
        return entry.step == step && entry.person == question.actor.person && entry.person != 0;
    });
}

}  // namespace

/// separation {differs_from}: the person acting took none of the named steps in this case.
/// Looks at everybody who took them, not only the last: a returned case must not be a way round.
Verdict separation(const Question& question) {
    Verdict verdict;
    for (const auto& step : question.parameter_names("differs_from")) {
        if (!took(question, step)) continue;
        const auto* known = question.definition.main().step(step);
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
