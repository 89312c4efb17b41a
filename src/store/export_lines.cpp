#include "store/export_lines.hpp"

#include "base/canonical_json.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"

#include <algorithm>
#include <istream>

namespace foerderlauf {

std::string required_text(const Record& line, std::string_view key) {
    const auto* text = member(line, key).as_text();
    if (!text) throw StoreFault{"a text is missing"};
    return *text;
}

std::int64_t required_integer(const Record& line, std::string_view key) {
    const auto* number = member(line, key).as_integer();
    if (!number) throw StoreFault{"a number is missing"};
    return *number;
}

void expect_members(const Record& line, std::initializer_list<std::string_view> names) {
    const auto has = [&](std::string_view name) { return line.contains(name); };
    if (line.size() != names.size() || !std::ranges::all_of(names, has))
        throw StoreFault{"other members than expected"};
}

namespace {

KeptText text_from(const Value& entry) {
    const auto* text = entry.as_record();
    if (!text) throw StoreFault{"not a text"};
    if (text->size() == 1) return {required_text(*text, "key"), {}, {}};  // erased
    expect_members(*text, {"key", "salt", "text"});
    return {required_text(*text, "key"), required_text(*text, "salt"), required_text(*text, "text")};
}

}  // namespace

StoredEvent event_from(const Record& line) {
    expect_members(line, {"line", "position", "case", "machine", "seq", "at", "actor", "duty", "step", "from", "to",
                          "facts", "rule_version", "prev_hash", "hash", "texts"});
    StoredEvent stored;
    auto& event = stored.event;
    event.position = required_integer(line, "position");
    event.case_id = required_integer(line, "case");
    event.machine = required_integer(line, "machine");
    event.seq = required_integer(line, "seq");
    const auto at = required_text(line, "at");
    if (!from_rfc3339(at, event.at) || to_rfc3339(event.at) != at) throw StoreFault{"not a time"};
    event.actor = required_integer(line, "actor");
    event.duty = required_text(line, "duty");
    event.step = required_text(line, "step");
    event.from = required_text(line, "from");
    event.to = required_text(line, "to");
    event.rule_version = required_text(line, "rule_version");
    event.prev_hash = required_text(line, "prev_hash");
    event.hash = required_text(line, "hash");
    stored.facts_json = canonical_json(member(line, "facts"));
    const auto* texts = member(line, "texts").as_list();
    if (!texts) throw StoreFault{"not texts"};
    for (const auto& text : *texts) stored.texts.push_back(text_from(text));
    return stored;
}

ExportedCase read_exported_case(std::istream& in) {
    ExportedCase found;
    std::string text;
    while (std::getline(in, text)) {
        const auto line = record_from_json(text);
        const auto kind = required_text(line, "line");
        if (kind == "event") {
            const auto event = event_of(event_from(line));
            if (found.events.empty()) found.file = empty_case(event.case_id);
            apply(found.file, event);
            found.events.push_back(event);
        } else if (kind == "letter") {
            found.letters.push_back({required_text(line, "name"), required_text(line, "content"),
                                     required_integer(line, "seq"), required_text(line, "sha256")});
        }
    }
    return found;
}

}  // namespace foerderlauf
