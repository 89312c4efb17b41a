#include "web/pages/form_view.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace foerderlauf {

namespace {

std::string text_of_value(const Value& value) {
    const auto* text = value.as_text();
    return text ? *text : std::string{};
}

View option_view(const std::string& id, const std::string& value, const std::string& label, const std::string& chosen) {
    return View::Group{{"option_id", id + "-" + value},
                       {"option_value", value},
                       {"option_label", typeset(label)},
                       {"option_chosen", value == chosen}};
}

View::Views options_of(const Field& field, const std::string& id, const std::string& chosen, const Words& words) {
    if (field.kind == FieldKind::Flag)
        return {option_view(id, "ja", words.sentence("word.yes"), chosen),
                option_view(id, "nein", words.sentence("word.no"), chosen)};
    View::Views views;
    for (const auto& option : field.options) views.push_back(option_view(id, option.value, option.label, chosen));
    return views;
}

std::string input_mode(FieldKind kind) {
    if (kind == FieldKind::Money || kind == FieldKind::Rate) return "decimal";
    return kind == FieldKind::Integer || kind == FieldKind::Date ? "numeric" : "text";
}

/// The field's own help, else how such a value is spelled.
std::string hint_of(const Field& field, const Words& words) {
    if (!field.help.empty()) return typeset(field.help);
    if (field.kind == FieldKind::Date) return words.sentence("pages.hint.date");
    if (field.kind == FieldKind::Money) return words.sentence("pages.hint.money");
    if (field.kind == FieldKind::Rate) return words.sentence("pages.hint.rate");
    if (field.kind == FieldKind::Recipient) return words.sentence("pages.hint.recipient");
    return {};
}

std::string error_of(const FormState& state, const std::string& name, const Words& words) {
    const auto found = state.errors.find(name);
    return found == state.errors.end() ? std::string{} : words.sentence(found->second);
}

/// `Zeile 3: …` for a cell; other errors name their field themselves.
std::string with_row(const std::string& name, std::string words_of_error, const Words& words) {
    const auto parts = split(name, '.');
    if (parts.size() < 2) return words_of_error;
    int row = 0;
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), row);
    return words.sentence("pages.rows.error", {{"row", row + 1}, {"sentence", words_of_error}});
}

void collect_names(const std::vector<Field>& fields, const Record& typed, const std::string& prefix,
                   std::vector<std::string>& names) {
    for (const auto& field : fields) {
        names.push_back(prefix + field.name);
        const auto& rows = list_of(typed, field.name);
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (const auto* row = rows[i].as_record())
                collect_names(field.columns, *row, prefix + field.name + "." + std::to_string(i) + ".", names);
    }
}

}  // namespace

std::string field_id(const std::string& name) {
    auto id = "f-" + name;
    std::ranges::replace(id, '.', '-');
    return id;
}

View field_view(const Field& field, const std::string& name, const std::string& label, const Value& typed,
                const FormState& state, const Words& words) {
    const auto id = field_id(name);
    const auto value = text_of_value(typed);
    const auto hint = hint_of(field, words);
    const auto error = error_of(state, name, words);
    std::vector<std::string> described;
    if (!hint.empty()) described.push_back(id + "-h");
    if (!error.empty()) described.push_back(id + "-e");
    const bool choice = field.kind == FieldKind::Choice;
    const bool flag = field.kind == FieldKind::Flag;
    const bool area = field.kind == FieldKind::LongText;
    View view = View::Group{{"id", id},
                            {"name", name},
                            {"label", typeset(label)},
                            {"hint", hint},
                            {"error", error},
                            {"source", typeset(field.source)},
                            {"described", joined(described, " ")},
                            {"value", value},
                            {"is_line", !choice && !flag && !area},
                            {"is_area", area},
                            {"is_choice", choice},
                            {"is_flag", flag},
                            {"is_rows", false},
                            {"mode", input_mode(field.kind)},
                            {"is_money", field.kind == FieldKind::Money},
                            {"resolved", false},
                            {"unanswered", value.empty()},
                            {"optional", !field.required && !field.required_when}};
    if (choice || flag) view["options"] = options_of(field, id, value, words);
    if (field.kind == FieldKind::Recipient && state.name_of_body) view["resolved"] = state.name_of_body(value);
    return view;
}

View::Views field_views(const std::vector<Field>& fields, const FormState& state, const Words& words) {
    View::Views views;
    for (const auto& field : fields) {
        if (field.kind == FieldKind::Documents) continue;
        const bool rows = field.kind == FieldKind::Rows;
        views.push_back(
            rows ? rows_view(field, state, words)
                 : field_view(field, field.name, field.label, member(state.typed, field.name), state, words));
    }
    return views;
}

View::Views error_links(const std::vector<Field>& fields, const FormState& state, const Words& words) {
    std::vector<std::string> names;
    collect_names(fields, state.typed, {}, names);
    View::Views links;
    std::set<std::string> linked;
    for (const auto& name : names) {
        if (!state.errors.contains(name) || !linked.insert(name).second) continue;
        links.push_back(View::Group{{"error_at", field_id(name)},
                                    {"error_words", with_row(name, error_of(state, name, words), words)}});
    }
    for (const auto& [name, message] : state.errors)
        if (!linked.contains(name))
            links.push_back(View::Group{{"error_at", false}, {"error_words", words.sentence(message)}});
    return links;
}

}  // namespace foerderlauf
