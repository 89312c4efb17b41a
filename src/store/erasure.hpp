#pragma once

#include "store/history_table.hpp"

#include <optional>
#include <set>

namespace foerderlauf {

/// What an event deletes of its case (Löschung): every text up to it, or those of single events. Salts go with the texts, the
/// contents of letters frozen with those events too; hashes, codes, dates and amounts stay, so the chain holds.
struct Erasure {
    std::int64_t by = 0;  ///< the event that erases
    bool everything = false;
    std::set<std::int64_t> events;
    bool covers(std::int64_t seq) const { return everything ? seq <= by : events.contains(seq); }
};
/// From `values.erased` of the event: `{everything: true}` or `{events: [7]}`; nothing for every other event.
std::optional<Erasure> erasure_of(const Event& event);

/// Carries it out inside the writer's transaction. Answers kept for repeated requests and words typed
/// into its forms tell of the case too and go as well.
void erase_texts(sqlite3* writer, CaseId id, const Erasure& erasure);

/// Empties the write-ahead log, which still holds pages as they were. False when a reader was in the way: to be tried again.
bool empty_log(sqlite3* writer);

/// The texts and letters of a case held against its erasures: none stands that an event erased, none is gone that no event erased.
class TextsAndErasures {
public:
    using Place = std::pair<std::int64_t, std::string>;  ///< event, and key of the text or name of the letter
    void add(const StoredEvent& stored);
    void add_letter(Place letter, bool stands) { (stands ? standing_ : gone_).push_back(std::move(letter)); }
    void erased(const Erasure& erasure) { erasures_.push_back(erasure); }
    /// The first that should be gone and stands; the first that is gone and should stand.
    std::optional<Place> standing() const;
    std::optional<Place> gone() const;

private:
    bool is_erased(const Place& place) const;
    std::vector<Place> standing_, gone_;
    std::vector<Erasure> erasures_;
};

}  // namespace foerderlauf
