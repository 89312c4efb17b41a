// Checks on what the applicant sends: object open, form complete, documents there, dates in order.
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// The label a field has on the page, for `cost_plan.0.amount_cents` that of the table.
std::string label_of(const Form& form, const std::string& path) {
    const auto* field = form.find(path.substr(0, path.find('.')));
    return field ? field->label : path;
}

bool has_document(const CaseFile& file, const std::string& kind) {
    return std::ranges::any_of(file.documents, [&](const Document& document) { return document.kind == kind; });
}

Record missing_document(const Question& question, const std::string& kind) {
    const auto label = question.definition.document_labels.find(kind);
    return {{"kind", kind}, {"label", label == question.definition.document_labels.end() ? kind : label->second}};
}

}  // namespace

/// form_complete {form}: every required field of the form is there. One blocker names them all.
Verdict form_is_complete(const Question& question) {
    const auto name = question.parameter("form");
    const auto form = question.definition.forms.find(name);
    if (form == question.definition.forms.end()) return passed();
    const auto answers = question.file.forms.find(name);
    const auto gaps = missing(form->second, answers == question.file.forms.end() ? Record{} : answers->second);
    if (gaps.empty()) return passed();
    List fields, labels;
    for (const auto& [path, message] : gaps) {
        fields.emplace_back(path);
        const auto label = label_of(form->second, path);
        if (std::ranges::find(labels, Value{label}) == labels.end()) labels.emplace_back(label);
    }
    return blocked(question, "form_complete", {{"form", name}, {"fields", fields}, {"labels", labels}});
}

/// funding_object_open: the object applied for is open today (dated practice over the guideline). Afterwards the day of the
/// submission counts: closing it later does not hurt who was in time, and nobody can change over to one that was closed.
Verdict funding_object_open(const Question& question) {
    const auto* object = funding_object_of(question.definition, question.file);
    if (!object) return passed();  // without an object form_complete speaks
    const Date day = day_of_rules(question);
    const auto practice = practice_on(*object, question.situation.added_periods, day);
    if (practice.open) {
        Verdict verdict;
        verdict.used = {{"object", object->code}, {"day", to_iso(day)}, {"practice", record_of(practice)}};
        return verdict;
    }
    return blocked(question, "funding_object_open",
                   {{"object", object->code},
                    {"title", object->title},
                    {"closed_by", practice.added ? practice.period.source : object->closed_by},
                    {"day", to_iso(day)}});
}

/// documents_present {kinds}: one document of each kind at least. A blocker for each that is missing.
Verdict documents_present(const Question& question) {
    Verdict verdict;
    for (const auto& kind : question.parameter_names("kinds"))
        if (!has_document(question.file, kind))
            block(verdict, question, "documents_present", missing_document(question, kind));
    return verdict;
}

/// document_with_partners {kind}: that document is mandatory when others take part.
Verdict document_with_partners(const Question& question) {
    const auto kind = question.parameter("kind");
    if (question.file.partners.empty() || has_document(question.file, kind)) return passed();
    return blocked(question, "documents_present", missing_document(question, kind));
}

/// dates_in_order {first, second}: the second day does not lie before the first.
Verdict dates_in_order(const Question& question) {
    const auto first = date_of(question.at(question.parameter("first")));
    const auto second = date_of(question.at(question.parameter("second")));
    if (!first || !second || *first <= *second) return passed();
    return blocked(question, "dates_in_order", {{"first", to_iso(*first)}, {"second", to_iso(*second)}});
}

}  // namespace foerderlauf
