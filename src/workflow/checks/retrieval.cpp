// Checks on the retrieval of a notice from the portal (Abruf, § 41 Abs. 2a VwVfG).
#include "workflow/checks/check.hpp"

namespace foerderlauf {

/// not_offered_yet: the notice in force was not made available before; after a failed attempt it is served in another way.
Verdict not_offered_yet(const Question& question) {
    if (question.file.retrieval_failed)
        return blocked(question, "not_offered_yet", {}, "blocker.not_offered_yet.failed");
    if (!question.file.offered_on) return passed();
    return blocked(question, "not_offered_yet", {{"offered_on", to_iso(*question.file.offered_on)}});
}

/// retrievable {kind, date, deadline}: of service by portal. No attempt failed before, the day of retrieval is not after the
/// last day it was possible, and the system records only what was made available. Other kinds of service pass.
Verdict retrievable(const Question& question) {
    const auto& file = question.file;
    if (text_of(question.input, question.parameter("kind")) != "portal") return passed();
    if (file.retrieval_failed) return blocked(question, "retrievable");
    if (!file.offered_on)
        return question.actor.has("system") ? blocked(question, "retrievable", {}, "blocker.retrievable.not_offered")
                                            : passed();
    const auto* running = running_deadline(question, question.parameter("deadline"));
    const auto given = date_of(member(question.input, question.parameter("date")));
    if (running && given && *given > running->due)
        return blocked(question, "retrievable", {{"due", to_iso(running->due)}}, "blocker.retrievable.too_late");
    return passed();
}

}  // namespace foerderlauf
