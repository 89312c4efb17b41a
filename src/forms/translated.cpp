#include "forms/form.hpp"

namespace foerderlauf {

namespace {

void translate(Field& field, const Phrase& phrase) {
    for (auto* words : {&field.label, &field.help, &field.source}) *words = phrase(*words);
    for (auto& option : field.options) option.label = phrase(option.label);
    for (auto& column : field.columns) translate(column, phrase);
}

}  // namespace

Form translated(Form form, const Phrase& phrase) {
    form.title = phrase(form.title);
    for (auto& field : form.fields) translate(field, phrase);
    return form;
}

}  // namespace foerderlauf
