#include "store/event_hash.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "store/history.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

constexpr std::size_t salt_bytes = 16;

/// Walks through a value and replaces each free text by its commitment, keeping the path it stood at.
class Committing {
public:
    explicit Committing(std::vector<CommittedText>& texts) : texts_{texts} {}

    void walk(Record& record, const std::string& path) {
        for (auto& [key, value] : record) walk(value, path.empty() ? key : path + "." + key);
    }

private:
    void walk(Value& value, const std::string& path) {
        if (auto* record = std::get_if<Record>(&value.any())) {
            walk(*record, path);
        } else if (auto* list = std::get_if<List>(&value.any())) {
            for (std::size_t i = 0; i < list->size(); ++i) walk((*list)[i], path + "." + std::to_string(i));
        } else if (auto* text = std::get_if<FreeText>(&value.any())) {
            // A text erased elsewhere is taken over as the nothing that is left of it.
            CommittedText committed{path, to_hex(random_bytes(salt_bytes)), std::move(text->text)};
            value = Record{{"c", commitment(committed.salt, committed.text)}};
            texts_.push_back(std::move(committed));
        }
    }

    std::vector<CommittedText>& texts_;
};

void append_member(std::string& out, std::string_view key, std::int64_t number) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    out += ",\"";
    out += key;
    out += "\":";
    out.append(digits, end);
}

void append_member(std::string& out, std::string_view key, std::string_view text) {
    out += ",\"";
    out += key;
    out += "\":";
    append_json_string(out, text);
}

}  // namespace

std::string commitment(std::string_view salt_hex, std::string_view text) {
    std::string salted = from_hex(salt_hex);
    salted += text;
    return sha256_hex(salted);
}

CommittedFacts commit(Record facts) {
    CommittedFacts committed{std::move(facts), {}};
    Committing{committed.texts}.walk(committed.facts, "");
    return committed;
}

std::string hash_of(const Event& event, const Record& committed_facts) {
    return hash_of(event, canonical_json(committed_facts));
}

std::string hash_of(const Event& event, std::string_view facts_json) {
    // Written out by hand in the order RFC 8785 sorts the members: the facts are canonical already.
    std::string json;
    json.reserve(facts_json.size() + 512);
    append_member(json, "actor", event.actor);
    json.front() = '{';
    append_member(json, "at", to_rfc3339(event.at));
    append_member(json, "case", event.case_id);
    append_member(json, "duty", event.duty);
    json += ",\"facts\":";
    json += facts_json;
    append_member(json, "from", event.from);
    append_member(json, "machine", event.machine);
    append_member(json, "prev_hash", event.prev_hash);
    append_member(json, "rule_version", event.rule_version);
    append_member(json, "seq", event.seq);
    append_member(json, "step", event.step);
    append_member(json, "to", event.to);
    json += '}';
    return sha256_hex(json);
}

}  // namespace foerderlauf
