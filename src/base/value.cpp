#include "base/value.hpp"

namespace foerderlauf {

const std::string* Value::as_text() const {
    if (const auto* code = std::get_if<std::string>(&any_)) return code;
    if (const auto* free = std::get_if<FreeText>(&any_)) return &free->text;
    return nullptr;
}

const Value& member(const Record& record, std::string_view key) {
    static const Value nothing;
    const auto found = record.find(key);
    return found == record.end() ? nothing : found->second;
}

std::int64_t integer_of(const Record& record, std::string_view key, std::int64_t otherwise) {
    const auto* number = member(record, key).as_integer();
    return number ? *number : otherwise;
}

std::string text_of(const Record& record, std::string_view key) {
    const auto* text = member(record, key).as_text();
    return text ? *text : std::string{};
}

bool flag_of(const Record& record, std::string_view key) {
    const auto* flag = member(record, key).as_bool();
    return flag && *flag;
}

const List& list_of(const Record& record, std::string_view key) {
    static const List nothing;
    const auto* list = member(record, key).as_list();
    return list ? *list : nothing;
}

void merge_patch(Record& target, const Record& patch) {
    for (const auto& [key, value] : patch) {
        if (value.is_empty()) {
            target.erase(key);
        } else if (const auto* inner = value.as_record()) {
            auto& slot = target[key];
            if (!slot.as_record()) slot = Record{};
            merge_patch(std::get<Record>(slot.any()), *inner);
        } else {
            target[key] = value;
        }
    }
}

}  // namespace foerderlauf
