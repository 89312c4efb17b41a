#include "web/pages/german_rows.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool same_words(const Field& one, const Field& other) {
    return one.label == other.label && std::ranges::equal(one.columns, other.columns, {}, &Field::label, &Field::label);
}

/// The field of that form which is shown in these words.
const Field* shown_as(const Form& german, const Field& shown, const Texts& texts) {
    const auto* field = german.find(shown.name);
    if (!field || field->kind != FieldKind::Rows) return nullptr;
    const auto in_words = translated(german, [&](const std::string& words) { return texts.phrase(words); });
    return same_words(*in_words.find(shown.name), shown) ? field : nullptr;
}

}  // namespace

Field in_german(const Visit& visit, const Field& shown) {
    if (visit.words.language() == Language::German) return shown;
    const auto reading = case_of(visit);
    if (!reading) return shown;
    const auto german = visit.site().programmes.of(reading->file.version);
    for (const auto& [name, form] : german->forms)
        if (const auto* field = shown_as(form, shown, visit.texts())) return *field;
    for (const auto& machine : german->machines) {
        if (const auto* field = shown_as(machine.opening, shown, visit.texts())) return *field;
        for (const auto& step : machine.steps)
            if (const auto* field = shown_as(step.fields, shown, visit.texts())) return *field;
    }
    return shown;
}

}  // namespace foerderlauf
