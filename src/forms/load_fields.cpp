#include "forms/load_fields.hpp"

#include "domain/money.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

struct NamedKind {
    std::string_view name;
    FieldKind kind;
};
constexpr std::array<NamedKind, 14> kinds = {{
    {"text", FieldKind::Text},
    {"long_text", FieldKind::LongText},
    {"code", FieldKind::Code},
    {"money", FieldKind::Money},
    {"integer", FieldKind::Integer},
    {"rate", FieldKind::Rate},
    {"date", FieldKind::Date},
    {"flag", FieldKind::Flag},
    {"choice", FieldKind::Choice},
    {"recipient", FieldKind::Recipient},
    {"length", FieldKind::Length},
    {"iban", FieldKind::Iban},
    {"rows", FieldKind::Rows},
    {"documents", FieldKind::Documents},
}};

const std::vector<std::string> known_keys = {"kind",     "label",         "help",      "prefill",      "source",
                                             "required", "required_when", "options",   "options_from", "columns",
                                             "min",      "max",           "max_length"};

std::optional<FieldKind> kind_of(const YamlNode& node, YamlReader& reader) {
    const auto name = reader.required_text(node, "kind");
    const auto found = std::ranges::find(kinds, name, &NamedKind::name);
    if (found != kinds.end()) return found->kind;
    if (name.empty()) return {};
    std::vector<std::string> names;
    for (const auto& kind : kinds) names.emplace_back(kind.name);
    reader.unknown(*node.find("kind"), "load_form.unknown_kind", name, names);
    return {};
}

bool has_length(FieldKind kind) {
    return kind == FieldKind::Text || kind == FieldKind::LongText || kind == FieldKind::Code;
}
bool has_bounds(FieldKind kind) {
    return kind == FieldKind::Money || kind == FieldKind::Integer || kind == FieldKind::Rows;
}

std::size_t default_length(FieldKind kind) {
    if (kind == FieldKind::LongText) return 20'000;
    if (kind == FieldKind::Text) return 300;
    return kind == FieldKind::Code ? 100 : 0;
}

void read_length(Field& field, const YamlNode& node, YamlReader& reader) {
    field.max_length = default_length(field.kind);
    const auto length = reader.integer(node, "max_length");
    if (!length) return;
    if (!has_length(field.kind) || *length < 1 || *length > 1'000'000)
        reader.complain(*node.find("max_length"), "load_form.bad_length", {{"field", field.name}});
    else field.max_length = static_cast<std::size_t>(*length);
}

void read_bounds(Field& field, const YamlNode& node, YamlReader& reader) {
    field.min = reader.integer(node, "min");
    field.max = reader.integer(node, "max");
    const auto* at = node.find(field.min ? "min" : "max");
    if (!field.min && !field.max) return;
    if (!has_bounds(field.kind)) reader.complain(*at, "load_form.bounds_not_here", {{"field", field.name}});
    if (field.min && field.max && *field.min > *field.max)
        reader.complain(*at, "load_form.bounds_crossed", {{"field", field.name}});
    const auto beyond = [](std::optional<std::int64_t> cents) {
        return cents && (*cents > max_cents || *cents < -max_cents);
    };
    if (field.kind == FieldKind::Money && (beyond(field.min) || beyond(field.max)))
        reader.complain(*at, "load_form.bounds_too_large", {{"field", field.name}, {"most_cents", max_cents}});
    if (field.kind == FieldKind::Rows && ((field.min && *field.min < 0) || (field.max && *field.max < 1)))
        reader.complain(*at, "load_form.bounds_crossed", {{"field", field.name}});
}

void read_listed_options(Field& field, const YamlNode& node, YamlReader& reader) {
    if (!reader.expect_map(node)) return;
    for (const auto& option : node.children) field.options.push_back({option.key, reader.scalar(option)});
}

void read_options(Field& field, const YamlNode& node, YamlReader& reader, const OptionLists& lists) {
    const auto* listed = node.find("options");
    const auto* from = node.find("options_from");
    if (field.kind != FieldKind::Choice) {
        if (listed || from)
            reader.complain(listed ? *listed : *from, "load_form.options_not_here", {{"field", field.name}});
        return;
    }
    if ((listed == nullptr) == (from == nullptr)) {
        reader.complain(node, "load_form.options_once", {{"field", field.name}});
        return;
    }
    if (listed) {
        read_listed_options(field, *listed, reader);
    } else if (const auto list = lists.find(reader.scalar(*from)); list != lists.end()) {
        field.options = list->second;
    } else {
        std::vector<std::string> known;
        for (const auto& [name, options] : lists) known.push_back(name);
        reader.unknown(*from, "load_form.unknown_list", from->text, known);
        return;
    }
    if (field.options.empty()) reader.complain(node, "load_form.no_options", {{"field", field.name}});
}

void read_columns(Field& field, const YamlNode& node, YamlReader& reader, const OptionLists& lists) {
    const auto* columns = node.find("columns");
    if (field.kind != FieldKind::Rows) {
        if (columns) reader.complain(*columns, "load_form.columns_not_here", {{"field", field.name}});
        return;
    }
    if (!columns) {
        reader.complain(node, "yaml.missing_key", {{"key", "columns"}});
        return;
    }
    field.columns = load_fields(*columns, field.name, reader, lists).fields;
    for (const auto& column : field.columns)
        if (column.kind == FieldKind::Rows || column.kind == FieldKind::Documents)
            reader.complain(*columns, "load_form.no_such_column", {{"field", field.name}, {"column", column.name}});
}

void read_condition(Field& field, const YamlNode& node, YamlReader& reader) {
    const auto* condition = node.find("required_when");
    if (!condition || !reader.expect_map(*condition)) return;
    if (condition->children.size() != 1) {
        reader.complain(*condition, "load_form.one_condition", {{"field", field.name}});
        return;
    }
    const auto& asked = condition->children.front();
    field.required_when = {asked.key, reader.scalar(asked)};
}

/// Amounts are told by their name wherever a record is printed: `_cents` and kind money go together.
void judge_name(const Field& field, const YamlNode& node, YamlReader& reader) {
    if (!is_name(field.name, Dashes::Refused)) reader.complain(node, "load_form.bad_name", {{"field", field.name}});
    const bool named_as_amount = field.name.ends_with("_cents");
    if (named_as_amount != (field.kind == FieldKind::Money))
        reader.complain(node, "load_form.amount_name", {{"field", field.name}});
}

std::optional<Field> read_field(const YamlNode& node, YamlReader& reader, const OptionLists& lists) {
    if (!reader.expect_map(node)) return {};
    reader.expect_map(node, known_keys);
    Field field;
    field.name = node.key;
    field.place = reader.place(node);
    field.label = reader.required_text(node, "label");
    field.help = reader.text(node, "help");
    field.prefill = reader.text(node, "prefill");
    field.source = reader.text(node, "source");
    field.required = reader.flag(node, "required");
    read_condition(field, node, reader);
    const auto kind = kind_of(node, reader);
    if (!kind) return field;  // kept, so that what names it finds it
    field.kind = *kind;
    judge_name(field, node, reader);
    read_length(field, node, reader);
    read_bounds(field, node, reader);
    read_options(field, node, reader, lists);
    read_columns(field, node, reader, lists);
    return field;
}

void judge_condition(const Form& form, const Field& field, const YamlNode& node, YamlReader& reader) {
    if (!field.required_when) return;
    const auto& [name, value] = *field.required_when;
    const auto& at = *node.find("required_when");
    const auto* asked = form.find(name);
    std::vector<std::string> known;
    if (!asked) {
        for (const auto& sibling : form.fields) known.push_back(sibling.name);
        reader.unknown(at, "load_form.unknown_field", name, known);
    } else if (asked->kind == FieldKind::Choice &&
               std::ranges::find(asked->options, value, &Option::value) == asked->options.end()) {
        for (const auto& option : asked->options) known.push_back(option.value);
        reader.unknown(at, "load_form.unknown_option", value, known);
    }
}

}  // namespace

Form load_fields(const YamlNode& fields, const std::string& owner, YamlReader& reader, const OptionLists& lists) {
    Form form;
    form.name = owner;
    if (!reader.expect_map(fields)) return form;
    for (const auto& node : fields.children)
        if (auto field = read_field(node, reader, lists)) form.fields.push_back(std::move(*field));
    for (const auto& node : fields.children)
        if (const auto* field = form.find(node.key)) judge_condition(form, *field, node, reader);
    return form;
}

Form load_form(std::string_view yaml, const std::string& file_name, std::vector<LoadError>& errors,
               const OptionLists& lists) {
    const auto root = read_yaml(yaml, file_name, errors);
    YamlReader reader{file_name, errors};
    Form form;
    if (!root || !reader.expect_map(*root)) return form;
    reader.expect_map(*root, {"form", "title", "fields"});
    const auto name = reader.required_text(*root, "form");
    if (const auto* fields = root->find("fields")) form = load_fields(*fields, name, reader, lists);
    else reader.complain(*root, "yaml.missing_key", {{"key", "fields"}});
    form.name = name;
    form.title = reader.required_text(*root, "title");
    return form;
}

}  // namespace foerderlauf
