#include "store/history.hpp"

#include "base/canonical_json.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace foerderlauf {

namespace {

/// The hash of a commitment `{"c": …}`, null for every other value.
const std::string* committed_hash(const Value& value) {
    constexpr std::size_t hex_digits = 64;
    const auto* record = value.as_record();
    if (!record || record->size() != 1 || record->begin()->first != "c") return nullptr;
    const auto* hash = std::get_if<std::string>(&record->begin()->second.any());
    return hash && hash->size() == hex_digits ? hash : nullptr;
}

/// Calls `visit(path, value)` for every commitment below a value.
template <typename AnyValue, typename Visit>
void each_commitment(AnyValue& value, const std::string& path, const Visit& visit) {
    if (committed_hash(value)) return visit(path, value);
    if (auto* record = std::get_if<Record>(&value.any()))
        for (auto& [key, inner] : *record) each_commitment(inner, path.empty() ? key : path + "." + key, visit);
    else if (auto* list = std::get_if<List>(&value.any()))
        for (std::size_t i = 0; i < list->size(); ++i)
            each_commitment((*list)[i], path + "." + std::to_string(i), visit);
}

/// The member if it is a record, which then stands there no more. What is none stays, to be complained of.
Record taken_out(Record& parts, std::string_view name) {
    const auto found = parts.find(name);
    auto* record = found == parts.end() ? nullptr : std::get_if<Record>(&found->second.any());
    if (!record) return {};
    auto taken = std::move(*record);
    parts.erase(found);
    return taken;
}

}  // namespace

SealedEvent seal(Event event, const CaseFile& file, std::int64_t position) {
    const bool other_case = event.case_id != 0 && event.case_id != file.id;
    const bool other_seq = event.seq != 0 && event.seq != file.seq + 1;
    if (other_case || other_seq)
        throw StoreFault{fmt::format("event for case {} seq {} cannot follow case {} seq {}", event.case_id, event.seq,
                                     file.id, file.seq)};
    event.case_id = file.id;
    event.seq = file.seq + 1;
    event.position = position;
    event.prev_hash = file.seq == 0 ? no_hash : file.last_hash;
    SealedEvent sealed;
    auto committed = commit(record_of(event.facts));
    sealed.facts_json = canonical_json(std::move(committed.facts));
    sealed.texts = std::move(committed.texts);
    event.hash = hash_of(event, sealed.facts_json);
    sealed.event = std::move(event);
    return sealed;
}

Facts facts_with(std::string_view facts_json, const std::vector<KeptText>& texts) {
    Value facts{record_from_json(facts_json)};
    if (!texts.empty())
        each_commitment(facts, "", [&](const std::string& path, Value& value) {
            const auto kept = std::ranges::find(texts, path, &KeptText::key);
            if (kept == texts.end()) return;  // a record of the facts that only looks like a commitment
            value = kept->text ? FreeText{*kept->text} : FreeText{"", true};
        });
    auto& parts = std::get<Record>(facts.any());
    // Whole records are handed over, not copied: most of what there is to read stands in them.
    Record fields = taken_out(parts, "fields"), opened = taken_out(parts, "opened"),
           letters = taken_out(parts, "letters"), values = taken_out(parts, "values");
    auto read = facts_from(parts);
    if (!read) throw StoreFault{"facts cannot be read: " + text_of(read.error().message.values, "part")};
    read->fields = std::move(fields);
    read->opened = std::move(opened);
    read->letters = std::move(letters);
    read->values = std::move(values);
    return std::move(*read);
}

std::vector<std::pair<std::string, std::string>> commitments_in(const Record& committed_facts) {
    std::vector<std::pair<std::string, std::string>> found;
    const Value facts{committed_facts};
    each_commitment(facts, "", [&](const std::string& path, const Value& value) {
        found.emplace_back(path, *committed_hash(value));
    });
    return found;
}

CaseFile folded(CaseId id, const std::vector<Event>& events) {
    auto file = empty_case(id);
    for (const auto& event : events) apply(file, event);
    return file;
}

}  // namespace foerderlauf
