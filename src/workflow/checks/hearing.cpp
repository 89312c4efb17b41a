// Checks on the hearing (Anhörung, § 28 VwVfG).
#include "workflow/checks/check.hpp"

namespace foerderlauf {

namespace {

/// Whether the step was taken since the machine came into its present state.
bool answered(const Question& question, const std::string& step) {
    const auto& history = question.file.history;
    for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
        if (entry->machine != question.machine.id) continue;
        if (entry->step == step) return true;
        if (entry->to == question.machine.state && entry->from != entry->to) return false;
    }
    return false;
}

}  // namespace

/// heard {answer, deadline}: the applicant has answered this hearing, or the time for it has passed.
Verdict heard(const Question& question) {
    if (answered(question, question.parameter("answer"))) return passed();
    const auto* running = running_deadline(question, question.parameter("deadline"));
    if (running && running->due < question.situation.today) return passed();
    if (!running) return blocked(question, "heard", {}, "blocker.heard.no_deadline");
    return blocked(question, "heard", {{"due", to_iso(running->due)}});
}

/// not_answered_yet {step}: one answer per hearing.
Verdict not_answered_yet(const Question& question) {
    return answered(question, question.parameter("step")) ? blocked(question, "not_answered_yet") : passed();
}

}  // namespace foerderlauf
