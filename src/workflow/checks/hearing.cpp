// Checks on the hearing (Anhörung, § 28 VwVfG).
#include "workflow/checks/check.hpp"

namespace foerderlauf {

namespace {

/// When the case came into its present state.
std::int64_t entered_at_seq(const CaseFile& file) {
    for (auto entry = file.history.rbegin(); entry != file.history.rend(); ++entry)
        if (entry->machine == 1 && entry->to == file.main().state && entry->from != entry->to) return entry->seq;
    return 0;
}

bool answered(const CaseFile& file, const std::string& step) {
    const auto* answer = file.last(step);
    return answer && answer->seq > entered_at_seq(file);
}

}  // namespace

/// heard {answer, deadline}: the applicant has answered this hearing, or the time for it has passed.
Verdict heard(const Question& question) {
    if (answered(question.file, question.parameter("answer"))) return passed();
    const auto* running = running_deadline(question, question.parameter("deadline"));
    if (running && running->due < question.situation.today) return passed();
    if (!running) return blocked(question, "heard", {}, "blocker.heard.no_deadline");
    return blocked(question, "heard", {{"due", to_iso(running->due)}});
}

/// not_answered_yet {step}: one answer per hearing.
Verdict not_answered_yet(const Question& question) {
    return answered(question.file, question.parameter("step")) ? blocked(question, "not_answered_yet") : passed();
}

}  // namespace foerderlauf
