#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_partial(const Question& question) {
    const auto& paths = question.definition.money;
    return question.money_at(paths.award) < question.money_at(paths.requested);
}

/// What the words of a grant have to name (domain.md § 4.6): the part, and the places of the template or the words that name it.
/// One of them is enough.
struct Part {
    const char* name;
    std::vector<std::string_view> named_by;
};
const std::vector<Part>& parts_of_a_grant() {
    static const std::vector<Part> parts = {
        {"says_authority", {"{{authority}}"}},
        {"says_number", {"{{file_number}}"}},
        {"says_recipient", {"{{recipient_name}}"}},
        {"says_key", {"{{recipient_ags}}"}},
        {"says_application", {"{{submitted_on}}"}},
        {"says_award", {"{{award}}"}},
        {"says_award_words", {"{{award_words}}"}},
        {"says_purpose", {"{{project_description}}"}},
        {"says_eligible", {"{{eligible}}"}},
        {"says_begin", {"{{planned_start}}"}},
        {"says_end", {"{{planned_end}}"}},
        {"says_slices", {"{{#slices}}"}},
        {"says_line", {"{{line}}"}},
        {"says_financing", {"{{financing_type}}"}},
        {"says_rate", {"{{rate}}"}},
        {"says_conditions", {"{{#conditions}}"}},
        {"says_proof", {"{{proof_due}}"}},
        {"says_inspection", {"Rechnungshof", "Belege"}},
        {"says_reasons", {"{{reasons}}"}},
        {"says_remedy", {"Rechtsbehelfsbelehrung"}},
        {"says_court", {"{{court}}"}},
        {"says_period", {"innerhalb eines Monats"}},
        {"says_signer", {"{{signer_name}}"}},
    };
    return parts;
}

bool decides_a_grant(const Step& step) {
    return std::ranges::any_of(step.effects, [](const EffectUse& use) {
        const auto* decision = use.argument.as_text();
        return use.effect == "decide" && decision && *decision == "grant";
    });
}

}  // namespace

/// notice_complete {letter}: the notice names what the law asks for (domain.md § 4.6). A blocker for each part that is missing:
/// in the case, or, where the step decides a grant, in the words of the template.
Verdict notice_complete(const Question& question) {
    Verdict verdict;
    const auto lacks = [&](const char* part) {
        block(verdict, question, "notice_complete", {{"part", part}}, std::string{"blocker.notice_complete."} + part);
    };
    const auto& paths = question.definition.money;
    const auto& recipient = question.file.recipient;
    if (!question.definition.authority_on(question.situation.today)) lacks("authority");
    if (recipient.ags.empty() && recipient.ars.empty()) lacks("recipient");
    if (question.money_at(paths.award).is_zero()) lacks("award");
    if (slices_of(question.at(paths.slices)).empty()) lacks("slices");
    if (question.situation.court_name.empty()) lacks("court");
    const auto* reasons = question.file.at("notice.reasons").as_text();
    if (is_partial(question) && (!reasons || reasons->empty())) lacks("reasons");

    const auto words = question.definition.letters.find(question.parameter("letter"));
    if (words == question.definition.letters.end()) lacks("template");
    else if (decides_a_grant(question.step))
        for (const auto& part : parts_of_a_grant()) {
            const auto named = [&](std::string_view by) { return words->second.find(by) != std::string::npos; };
            if (std::ranges::none_of(part.named_by, named)) lacks(part.name);
        }
    return verdict;
}

}  // namespace foerderlauf
