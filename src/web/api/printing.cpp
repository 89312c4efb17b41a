#include "web/api/printing.hpp"

#include "base/canonical_json.hpp"
#include "domain/calendar.hpp"

namespace foerderlauf {

namespace {

/// The same with nothing in the place of what was erased: an empty text would be a statement.
Value without_erased(const Value& value) {
    if (const auto* text = std::get_if<FreeText>(&value.any())) return text->erased ? Value{} : Value{text->text};
    if (const auto* list = value.as_list()) {
        List shown;
        for (const auto& item : *list) shown.push_back(without_erased(item));
        return shown;
    }
    if (const auto* record = value.as_record()) {
        Record shown;
        for (const auto& [key, item] : *record) shown.emplace(key, without_erased(item));
        return shown;
    }
    return value;
}

}  // namespace

std::string printed_json(const Record& record) { return canonical_json(without_erased(record)); }

Reply json_reply(int status, const Record& record) { return json(status, printed_json(record)); }

Value iso_or_null(const std::optional<Date>& day) { return day ? Value{to_iso(*day)} : Value{}; }

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

Record printed_successor(const Recipient& successor, Date valid_to) {
    return {{"ags", text_or_null(successor.ags)},
            {"ars", text_or_null(successor.ars)},
            {"name", successor.name},
            {"since", to_iso(following_day(valid_to))}};
}

Record printed(const Recipient& recipient, Value successor) {
    Record record{{"ags", text_or_null(recipient.ags)},
                  {"ars", text_or_null(recipient.ars)},
                  {"name", recipient.name},
                  {"kind", recipient.kind},
                  {"district", text_or_null(recipient.district)}};
    if (!successor.is_empty()) record["successor"] = std::move(successor);
    return record;
}

}  // namespace foerderlauf
