#pragma once

#include "store/history_table.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// Checks one case's chain as its events come in order: numbers without gaps, each predecessor's hash, each hash
/// recomputed, each text against its commitment (an erased text counts as kept). Adds what it finds to the list.
class ChainCheck {
public:
    ChainCheck(CaseId id, std::vector<Difference>& found) : id_{id}, found_{found} {}

    /// The event with its facts, or nothing when they cannot be read (which is then in the list).
    std::optional<Event> add(const StoredEvent& stored);
    void report(std::string key, Record values = {});  ///< at the event added last

private:
    void check_place(const Event& event);
    void check_texts(const StoredEvent& stored);

    CaseId id_;
    std::vector<Difference>& found_;
    std::int64_t seq_ = 0;
    std::int64_t position_ = 0;
    std::string hash_ = no_hash;
};

}  // namespace foerderlauf
