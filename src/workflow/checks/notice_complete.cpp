#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_partial(const Question& question) {
    const auto& paths = question.definition.money;
    return question.money_at(paths.award) < question.money_at(paths.requested);
}

/// What the words of a notice have to name: the part, and the places of the template or the words that name it. One of them is
/// enough.
struct Part {
    const char* name;
    std::vector<std::string_view> named_by;
};
/// domain.md § 4.6
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
        {"says_plan", {"{{#cost_plan}}"}},
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

/// What an act has to say for itself: who acts, towards whom (§ 37 VwVfG), and why (§ 39).
const std::vector<Part>& parts_of_every_act() {
    static const std::vector<Part> parts = {
        {"says_authority", {"{{authority}}"}},
        {"says_recipient", {"{{recipient_name}}"}},
        {"says_reason", {"{{reason}}"}},
        {"says_signer", {"{{signer_name}}"}},
    };
    return parts;
}

/// § 37 Abs. 6 VwVfG, § 58 Abs. 1 VwGO.
const std::vector<Part>& parts_of_the_remedy() {
    static const std::vector<Part> parts = {
        {"says_remedy", {"Rechtsbehelfsbelehrung"}},
        {"says_court", {"{{court}}"}},
        {"says_period", {"innerhalb eines Monats"}},
    };
    return parts;
}

const std::vector<Part>& parts_of_a_refusal() {
    static const std::vector<Part> parts = {
        {"says_refused", {"lehnen wir", "wird abgelehnt"}},
        {"says_application", {"{{submitted_on}}"}},
        {"says_requested", {"{{requested}}"}},
    };
    return parts;
}

/// The grant in its new version is said anew (§ 37 Abs. 1 VwVfG): nobody should have to add up several notices.
const std::vector<Part>& parts_of_a_change() {
    static const std::vector<Part> parts = {
        {"says_notice", {"{{decided_on}}"}}, {"says_changes", {"{{#changes}}"}},
        {"says_old", {"{{old}}"}},           {"says_new", {"{{new}}"}},
        {"says_award", {"{{award}}"}},       {"says_award_words", {"{{award_words}}"}},
        {"says_eligible", {"{{eligible}}"}}, {"says_begin", {"{{planned_start}}"}},
        {"says_end", {"{{planned_end}}"}},   {"says_slices", {"{{#slices}}"}},
        {"says_line", {"{{line}}"}},
    };
    return parts;
}

/// §§ 48, 49 and 49a VwVfG: what is taken back on which ground, what remains, the sum by written act, the interest by period.
const std::vector<Part>& parts_of_a_repayment() {
    static const std::vector<Part> parts = {
        {"says_taken_back", {"{{ground_decision}}"}},
        {"says_ground", {"{{ground}}"}},
        {"says_remaining", {"{{remaining_award}}"}},
        {"says_principal", {"{{principal}}"}},
        {"says_interest", {"{{interest}}"}},
        {"says_interest_on", {"{{interest_on}}"}},
        {"says_interest_table", {"{{#interest_periods}}"}},
        {"says_due", {"{{due}}"}},
        {"says_no_interest", {"{{no_interest_reason}}"}},
    };
    return parts;
}

/// § 42 VwVfG: what the notice said and what is right.
const std::vector<Part>& parts_of_a_correction() {
    static const std::vector<Part> parts = {
        {"says_authority", {"{{authority}}"}},
        {"says_recipient", {"{{recipient_name}}"}},
        {"says_notice", {"{{decided_on}}"}},
        {"says_old", {"{{old}}"}},
        {"says_new", {"{{new}}"}},
        {"says_new_day", {"{{new_day}}"}},
        {"says_signer", {"{{signer_name}}"}},
    };
    return parts;
}

/// What the step signs, by what it does.
enum class Notice { Grant, Refusal, Change, Repayment, Correction, Other };
Notice notice_signed_by(const Step& step) {
    for (const auto& use : step.effects) {
        const auto* decision = use.argument.as_text();
        if (use.effect == "decide" && decision) return *decision == "grant" ? Notice::Grant : Notice::Refusal;
        if (use.effect == "amend") return Notice::Change;
        if (use.effect == "claim_back") return Notice::Repayment;
        if (use.effect == "correct_text") return Notice::Correction;
    }
    return Notice::Other;
}

/// Every list of parts the words have to name.
std::vector<const std::vector<Part>*> parts_of(Notice notice, bool remedy) {
    if (notice == Notice::Grant) return {&parts_of_a_grant()};
    if (notice == Notice::Correction) return {&parts_of_a_correction()};
    std::vector<const std::vector<Part>*> lists{&parts_of_every_act()};
    if (notice == Notice::Refusal) lists.push_back(&parts_of_a_refusal());
    if (notice == Notice::Change) lists.push_back(&parts_of_a_change());
    if (notice == Notice::Repayment) lists.push_back(&parts_of_a_repayment());
    if (remedy) lists.push_back(&parts_of_the_remedy());
    return lists;
}

}  // namespace

/// notice_complete {letter, without_remedy}: the notice names what the law asks for (domain.md §§ 3.4, 3.5 and 4.6). A blocker for
/// each part that is missing: in the case, or in the words of the template. What a notice has to name follows from what the
/// step does; `without_remedy` is for an act nobody is told a remedy against.
Verdict notice_complete(const Question& question) {
    Verdict verdict;
    const auto lacks = [&](const char* part) {
        block(verdict, question, "notice_complete", {{"part", part}}, std::string{"blocker.notice_complete."} + part);
    };
    const auto& paths = question.definition.money;
    const auto& recipient = question.file.recipient;
    const auto notice = notice_signed_by(question.step);
    const bool remedy = notice != Notice::Correction && !flag_of(question.parameters, "without_remedy");
    if (!question.definition.authority_on(question.situation.today)) lacks("authority");
    if (recipient.ags.empty() && recipient.ars.empty()) lacks("recipient");
    if (notice == Notice::Grant || notice == Notice::Change) {
        if (question.money_at(paths.award).is_zero()) lacks("award");
        if (slices_of(question.at(paths.slices)).empty()) lacks("slices");
    }
    if (remedy && question.situation.court_name.empty()) lacks("court");
    const auto* reasons = question.file.at("notice.reasons").as_text();
    if (notice == Notice::Grant && is_partial(question) && (!reasons || reasons->empty())) lacks("reasons");

    const auto words = question.definition.letters.find(question.parameter("letter"));
    if (words == question.definition.letters.end()) {
        lacks("template");
        return verdict;
    }
    for (const auto* parts : parts_of(notice, remedy))
        for (const auto& part : *parts) {
            const auto named = [&](std::string_view by) { return words->second.find(by) != std::string::npos; };
            if (std::ranges::none_of(part.named_by, named)) lacks(part.name);
        }
    return verdict;
}

}  // namespace foerderlauf
