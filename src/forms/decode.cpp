#include "base/text.hpp"
#include "forms/field_value.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_blank(const Value& value) {
    if (value.is_empty()) return true;
    const auto* text = value.as_text();
    return text && trimmed(*text).empty();
}

std::vector<std::string> names_of(const std::vector<Field>& fields) {
    std::vector<std::string> names;
    for (const auto& field : fields) names.push_back(field.name);
    return names;
}

/// Decodes one record and, by itself, its rows; collects every error under the name the sender used.
class Decoder {
public:
    Decoder(Spelling spelling, std::map<std::string, Message>& errors) : spelling_{spelling}, errors_{errors} {}

    enum class Empty { Kept, Dropped };

    Record record(const std::vector<Field>& fields, const Record& raw, const std::string& prefix, Empty empty) {
        Record typed;
        for (const auto& [name, value] : raw) {
            const auto field = std::ranges::find(fields, name, &Field::name);
            if (field == fields.end()) {
                unknown(fields, name, prefix + shown(name).text);
            } else if (field->kind == FieldKind::Documents) {
                errors_[prefix + name] = {"field.read_only", {{"label", field->label}}};
            } else if (is_blank(value)) {
                if (empty == Empty::Kept) typed[name] = Value{};
            } else if (field->kind == FieldKind::Rows) {
                typed[name] = rows(*field, value, prefix + name);
            } else if (auto decoded = decode_value(*field, value, spelling_)) {
                typed[name] = std::move(*decoded);
            } else {
                errors_[prefix + name] = decoded.error().message;
            }
        }
        return typed;
    }

private:
    void unknown(const std::vector<Field>& fields, const std::string& name, const std::string& full_name) {
        const auto meant = nearest(shown(name).text, names_of(fields));
        errors_[full_name] = meant.empty()
                                 ? Message{"field.unknown", {{"name", FreeText{full_name}}}}
                                 : Message{"field.unknown_near", {{"name", FreeText{full_name}}, {"meant", meant}}};
    }

    List rows(const Field& field, const Value& raw, const std::string& name) {
        List typed;
        const auto* given = raw.as_list();
        if (!given) {
            errors_[name] = {"field.not_rows", {{"label", field.label}}};
            return typed;
        }
        if (field.max && given->size() > static_cast<std::size_t>(*field.max)) {
            errors_[name] = {
                "field.too_many_rows",
                {{"label", field.label}, {"max", *field.max}, {"given", static_cast<std::int64_t>(given->size())}}};
            return typed;
        }
        for (std::size_t i = 0; i < given->size(); ++i) {
            const auto row_name = name + "." + std::to_string(i);
            if (const auto* row = (*given)[i].as_record())
                typed.emplace_back(record(field.columns, *row, row_name + ".", Empty::Dropped));
            else
                errors_[row_name] = {"field.row_not_object",
                                     {{"label", field.label}, {"row", static_cast<std::int64_t>(i + 1)}}};
        }
        return typed;
    }

    Spelling spelling_;
    std::map<std::string, Message>& errors_;
};

}  // namespace

Result<Record> decode(const Form& form, const Record& raw, Spelling spelling) {
    Refusal refusal{Refusal::Kind::BadInput, {"form.wrong_fields", {{"form", form.title}}}};
    auto typed = Decoder{spelling, refusal.fields}.record(form.fields, raw, "", Decoder::Empty::Kept);
    if (refusal.fields.empty()) return typed;
    return tl::unexpected{std::move(refusal)};
}

}  // namespace foerderlauf
