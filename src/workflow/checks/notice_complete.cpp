#include "workflow/checks/check.hpp"

namespace foerderlauf {

namespace {

bool is_partial(const Question& question) {
    const auto& paths = question.definition.money;
    return question.money_at(paths.award) < question.money_at(paths.requested);
}

}  // namespace

/// notice_complete {letter}: the notice names what the law asks for (domain.md § 4.6). A blocker for each part that is missing.
Verdict notice_complete(const Question& question) {
    Verdict verdict;
    const auto lacks = [&](const char* part) {
        block(verdict, question, "notice_complete", {{"part", part}}, std::string{"blocker.notice_complete."} + part);
    };
    const auto& paths = question.definition.money;
    if (!question.definition.authority_on(question.situation.today)) lacks("authority");
    if (!question.definition.letters.contains(question.parameter("letter"))) lacks("template");
    if (question.money_at(paths.award).is_zero()) lacks("award");
    if (slices_of(question.at(paths.slices)).empty()) lacks("slices");
    if (question.situation.court_name.empty()) lacks("court");
    const auto* reasons = question.file.at("notice.reasons").as_text();
    if (is_partial(question) && (!reasons || reasons->empty())) lacks("reasons");
    return verdict;
}

}  // namespace foerderlauf
