// Values between what a person types or reads and what the engine keeps.
#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "web/pages/form_view.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string with_comma(std::string rate) {
    std::ranges::replace(rate, '.', ',');
    return rate;
}

std::string date_text(const std::string& iso) {
    const auto day = parse_date(iso);
    return day ? to_german(*day) : iso;
}

Value typed_value(const Field& field, const Value& value) {
    if (const auto* yes = value.as_bool()) return *yes ? "ja" : "nein";
    if (const auto* number = value.as_integer())
        return field.kind == FieldKind::Money ? to_german_number(Money::cents(*number)) : std::to_string(*number);
    if (const auto* text = value.as_text()) {
        if (field.kind == FieldKind::Date) return date_text(*text);
        return field.kind == FieldKind::Rate ? with_comma(*text) : *text;
    }
    List rows;
    if (const auto* list = value.as_list())
        for (const auto& row : *list)
            if (const auto* record = row.as_record()) rows.emplace_back(as_typed(field.columns, *record));
    return rows;
}

std::string label_of(const Field& field, const std::string& value) {
    const auto found = std::ranges::find(field.options, value, &Option::value);
    return found == field.options.end() ? value : found->label;
}

std::string row_for_reading(const Field& field, const Record& row, const Words& words) {
    std::vector<std::string> cells;
    for (const auto& column : field.columns)
        if (auto text = for_reading(column, member(row, column.name), words); !text.empty())
            cells.push_back(std::move(text));
    return joined(cells, ", ");
}

bool is_of(const std::vector<Field>& fields, const std::string& name) {
    return std::ranges::any_of(fields, [&](const Field& field) {
        return field.kind != FieldKind::Documents && (name == field.name || name.starts_with(field.name + "."));
    });
}

}  // namespace

Record as_typed(const std::vector<Field>& fields, const Record& answers) {
    Record typed;
    for (const auto& field : fields)
        if (const auto& value = member(answers, field.name); !value.is_empty())
            typed[field.name] = typed_value(field, value);
    return typed;
}

std::string for_reading(const Field& field, const Value& value, const Words& words) {
    if (const auto* yes = value.as_bool()) return words.sentence(*yes ? "word.yes" : "word.no");
    if (const auto* number = value.as_integer())
        return field.kind == FieldKind::Money ? to_german(Money::cents(*number)) : std::to_string(*number);
    if (const auto* text = value.as_text()) {
        if (field.kind == FieldKind::Date) return date_text(*text);
        if (field.kind == FieldKind::Choice) return typeset(label_of(field, *text));
        const auto rate = field.kind == FieldKind::Rate ? Percent::parse(*text) : Result<Percent>{};
        return field.kind == FieldKind::Rate && rate ? to_german(*rate) : *text;
    }
    std::vector<std::string> lines;
    if (const auto* list = value.as_list())
        for (const auto& row : *list)
            if (const auto* record = row.as_record()) lines.push_back(row_for_reading(field, *record, words));
    return joined(lines, "\n");
}

Record posted(const std::vector<Field>& fields, const std::vector<std::pair<std::string, std::string>>& pairs,
              const std::string& remove) {
    std::vector<std::pair<std::string, std::string>> own;
    for (const auto& pair : pairs)
        if (is_of(fields, pair.first) && (remove.empty() || !pair.first.starts_with(remove + "."))) own.push_back(pair);
    auto record = nested(own);
    for (const auto& field : fields)
        if (field.kind == FieldKind::Rows && !member(record, field.name).as_list()) record[field.name] = List{};
    return record;
}

void add_hidden(View::Views& hidden, const std::string& name, const Value& value) {
    if (const auto* text = value.as_text())
        hidden.push_back(View::Group{{"hidden_name", name}, {"hidden_value", *text}});
    if (const auto* record = value.as_record())
        for (const auto& [key, item] : *record) add_hidden(hidden, name + "." + key, item);
    if (const auto* list = value.as_list())
        for (std::size_t i = 0; i < list->size(); ++i) add_hidden(hidden, name + "." + std::to_string(i), (*list)[i]);
}

}  // namespace foerderlauf
