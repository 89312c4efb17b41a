#include "forms/form.hpp"

#include "domain/money.hpp"

namespace foerderlauf {

namespace {

Record object_of(const std::vector<Field>& fields);

Record choice_schema(const Field& field) {
    List values;
    Record labels;
    for (const auto& option : field.options) {
        values.emplace_back(option.value);
        labels[option.value] = option.label;
    }
    return {{"type", "string"}, {"enum", std::move(values)}, {"x-labels", std::move(labels)}};
}

Record text_schema(const Field& field) {
    Record schema{{"type", "string"}};
    if (field.max_length != 0) schema["maxLength"] = static_cast<std::int64_t>(field.max_length);
    return schema;
}

Record number_schema(std::optional<std::int64_t> min, std::optional<std::int64_t> max) {
    Record schema{{"type", "integer"}};
    if (min) schema["minimum"] = *min;
    if (max) schema["maximum"] = *max;
    return schema;
}

Record rows_schema(const Field& field) {
    Record schema{{"type", "array"}, {"items", object_of(field.columns)}};
    if (field.min) schema["minItems"] = *field.min;
    if (field.max) schema["maxItems"] = *field.max;
    return schema;
}

Record documents_schema() { return {{"type", "array"}, {"readOnly", true}, {"items", Record{{"type", "object"}}}}; }

Record type_of(const Field& field) {
    switch (field.kind) {
        case FieldKind::Text:
        case FieldKind::LongText:
        case FieldKind::Code: return text_schema(field);
        case FieldKind::Money: return number_schema(field.min.value_or(0), field.max.value_or(max_cents));
        case FieldKind::Integer: return number_schema(field.min, field.max);
        case FieldKind::Rate: return {{"type", "string"}, {"pattern", "^(100\\.00|[1-9]?[0-9]\\.[0-9]{2})$"}};
        case FieldKind::Date: return {{"type", "string"}, {"format", "date"}};
        case FieldKind::Flag: return {{"type", "boolean"}};
        case FieldKind::Choice: return choice_schema(field);
        case FieldKind::Recipient: return {{"type", "string"}, {"pattern", "^([0-9]{8}|[0-9]{12})$"}};
        case FieldKind::Length:
            return {{"type", "string"}, {"pattern", "^[0-9]{1,4} (day|week|month|year|working_day)s?$"}};
        case FieldKind::Iban: return {{"type", "string"}, {"pattern", "^[A-Za-z]{2}[0-9]{2}[A-Za-z0-9 ]{11,}$"}};
        case FieldKind::Rows: return rows_schema(field);
        case FieldKind::Documents: return documents_schema();
    }
    return {};
}

Record schema_of(const Field& field) {
    auto schema = type_of(field);
    schema["title"] = field.label;
    if (!field.help.empty()) schema["description"] = field.help;
    if (!field.source.empty()) schema["x-source"] = field.source;
    return schema;
}

Value condition_value(const std::vector<Field>& fields, const std::pair<std::string, std::string>& condition) {
    for (const auto& field : fields)
        if (field.name == condition.first && field.kind == FieldKind::Flag) return condition.second == "true";
    return condition.second;
}

/// `required_when` in the schema's words: if that field has that value, then this one must be there.
Record implication(const std::vector<Field>& fields, const Field& field) {
    const auto& condition = *field.required_when;
    const Record is_so{{condition.first, Record{{"const", condition_value(fields, condition)}}}};
    return {{"if", Record{{"properties", is_so}, {"required", List{condition.first}}}},
            {"then", Record{{"required", List{field.name}}}}};
}

Record object_of(const std::vector<Field>& fields) {
    Record properties;
    List required, order, implications;
    for (const auto& field : fields) {
        properties[field.name] = schema_of(field);
        order.emplace_back(field.name);
        if (field.required) required.emplace_back(field.name);
        else if (field.required_when) implications.emplace_back(implication(fields, field));
    }
    Record schema{{"type", "object"},
                  {"properties", std::move(properties)},
                  {"additionalProperties", false},
                  {"x-order", std::move(order)}};
    if (!required.empty()) schema["required"] = std::move(required);
    if (!implications.empty()) schema["allOf"] = std::move(implications);
    return schema;
}

}  // namespace

Record json_schema(const Form& form) {
    auto schema = object_of(form.fields);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = form.title;
    return schema;
}

}  // namespace foerderlauf
