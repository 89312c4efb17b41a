// Values between what a person types or reads and what the engine keeps.
#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "domain/period.hpp"
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

std::string length_text(const std::string& spelled) {
    const auto length = Length::parse(spelled);
    return length ? to_german(*length) : spelled;
}

Value typed_value(const Field& field, const Value& value) {
    if (const auto* yes = value.as_bool()) return *yes ? "ja" : "nein";
    if (const auto* number = value.as_integer())
        return field.kind == FieldKind::Money ? to_german_number(Money::cents(*number)) : std::to_string(*number);
    if (const auto* text = value.as_text()) {
        if (field.kind == FieldKind::Date) return date_text(*text);
        if (field.kind == FieldKind::Length) return length_text(*text);
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

Record without_blanks(const Record& row) {
    Record given;
    for (const auto& [name, value] : row)
        if (const auto* text = value.as_text(); text && !trimmed(*text).empty()) given[name] = *text;
    return given;
}

bool is_untouched(const Field& field, const List& proposed, const Value& row) {
    const auto given = row.as_record() ? without_blanks(*row.as_record()) : Record{};
    const bool lacks = std::ranges::any_of(
        field.columns, [&](const Field& column) { return column.required && !given.contains(column.name); });
    return lacks && std::ranges::any_of(proposed, [&](const Value& known) {
               return known.as_record() && without_blanks(*known.as_record()) == given;
           });
}

}  // namespace

Record take_untouched_apart(const std::vector<Field>& fields, const Record& proposed, Record& typed) {
    Record meant = typed;
    for (const auto& field : fields) {
        if (field.kind != FieldKind::Rows) continue;
        const auto& known = list_of(proposed, field.name);
        auto rows = list_of(typed, field.name);
        const auto untouched = std::ranges::stable_partition(
            rows, [&](const Value& row) { return !is_untouched(field, known, row); });
        typed[field.name] = rows;
        rows.erase(untouched.begin(), rows.end());
        meant[field.name] = std::move(rows);
    }
    return meant;
}

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
        if (field.kind == FieldKind::Length) return typeset(length_text(*text));
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
