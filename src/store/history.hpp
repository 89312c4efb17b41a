#pragma once

#include "domain/event.hpp"
#include "store/event_hash.hpp"
#include "workflow/case_file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// An event as it is kept: complete, its facts in the canonical JSON that was hashed, and the texts beside the chain.
struct SealedEvent {
    Event event;
    std::string facts_json;
    std::vector<CommittedText> texts;
};

/// Completes an event as the next of this case: case_id, seq, prev_hash, position, hash. Throws StoreFault when the event
/// already names another case or sequence number than the next.
SealedEvent seal(Event event, const CaseFile& file, std::int64_t position);

/// A text beside the chain as it was read back; no text when it was erased by law (the salt goes with it: a short
/// text could be guessed from its hash otherwise).
struct KeptText {
    std::string key;
    std::string salt;
    std::optional<std::string> text;
};

/// The facts with the texts joined in. A commitment without its text becomes an erased text. Throws StoreFault for
/// facts that cannot be read.
Facts facts_with(std::string_view facts_json, const std::vector<KeptText>& texts);

/// Commitments in committed facts: path and hex hash, in the order of the paths' walk.
std::vector<std::pair<std::string, std::string>> commitments_in(const Record& committed_facts);

/// Hex SHA-256 of the salt's raw bytes followed by the text.
std::string commitment(std::string_view salt_hex, std::string_view text);

/// The hash over facts already in canonical JSON: what `hash_of(event, record)` gives for the record they spell.
std::string hash_of(const Event& event, std::string_view facts_json);

/// The case after these events, in order.
CaseFile folded(CaseId id, const std::vector<Event>& events);

}  // namespace foerderlauf
