#pragma once

#include "domain/event.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// A text kept beside the chain: `key` is its path in the facts (`fields.project_title`, `reason`, `fields.cost_plan.0.item`).
struct CommittedText {
    std::string key;
    std::string salt;  ///< 16 bytes, hex
    std::string text;
};

/// The facts with every free text replaced by `{"c": hex SHA-256(salt ‖ text)}`, and the texts with fresh salts.
/// The salt's 16 raw bytes are hashed, followed by the text's UTF-8 bytes.
struct CommittedFacts {
    Record facts;
    std::vector<CommittedText> texts;
};
CommittedFacts commit(Record facts);

/// Hex SHA-256 of the RFC 8785 JSON of {actor, at, case, duty, facts, from, machine, prev_hash, rule_version, seq, step, to}
/// (design § 6); `facts` as committed. `prev_hash` of seq 1 is 64 zeros.
std::string hash_of(const Event& event, const Record& committed_facts);

inline const std::string no_hash(64, '0');

}  // namespace foerderlauf
