#include "forms/form.hpp"

#include "base/text.hpp"

namespace foerderlauf {

namespace {

std::string spelled(const Value& value) {
    if (const auto* yes = value.as_bool()) return *yes ? "true" : "false";
    if (const auto* number = value.as_integer()) return std::to_string(*number);
    const auto* text = value.as_text();
    return text ? *text : std::string{};
}

/// A flag is there when it was answered, also with no. A text erased by law was there.
bool is_given(const Value& value) {
    if (value.is_empty()) return false;
    if (const auto* free = std::get_if<FreeText>(&value.any()); free && free->erased) return true;
    if (const auto* text = value.as_text()) return !trimmed(*text).empty();
    if (const auto* list = value.as_list()) return !list->empty();
    return true;
}

bool is_asked(const Field& field, const Record& answers) {
    if (field.required) return true;
    return field.required_when && spelled(member(answers, field.required_when->first)) == field.required_when->second;
}

using Gaps = std::map<std::string, Message>;

void note_gaps(const std::vector<Field>& fields, const Record& answers, const std::string& prefix, Gaps& gaps);

void note_row_gaps(const Field& field, const List& rows, const std::string& name, Gaps& gaps) {
    if (field.min && static_cast<std::int64_t>(rows.size()) < *field.min)
        gaps[name] = {"field.too_few_rows",
                      {{"label", field.label}, {"min", *field.min}, {"given", static_cast<std::int64_t>(rows.size())}}};
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto* row = rows[i].as_record())
            note_gaps(field.columns, *row, name + "." + std::to_string(i) + ".", gaps);
}

void note_gaps(const std::vector<Field>& fields, const Record& answers, const std::string& prefix, Gaps& gaps) {
    for (const auto& field : fields) {
        if (field.kind == FieldKind::Documents) continue;  // asked for by documents_present
        const auto& value = member(answers, field.name);
        const auto name = prefix + field.name;
        const auto* rows = value.as_list();
        if (is_asked(field, answers) && !is_given(value)) gaps[name] = {"field.missing", {{"label", field.label}}};
        else if (field.kind == FieldKind::Rows && rows && !rows->empty()) note_row_gaps(field, *rows, name, gaps);
    }
}

}  // namespace

std::map<std::string, Message> missing(const Form& form, const Record& answers) {
    Gaps gaps;
    note_gaps(form.fields, answers, "", gaps);
    return gaps;
}

}  // namespace foerderlauf
