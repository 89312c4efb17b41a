#pragma once

#include "store/history.hpp"
#include "store/statement.hpp"
#include "store/store.hpp"

#include <functional>
#include <vector>

namespace foerderlauf {

/// A row of the history with its texts, as it is stored: nothing of the facts is interpreted yet.
struct StoredEvent {
    Event event;  ///< without facts
    std::string facts_json;
    std::vector<KeptText> texts;
};
/// The event with its facts and texts. Throws StoreFault for facts that cannot be read.
Event event_of(StoredEvent stored);

/// Reads the history on one connection.
class HistoryReading {
public:
    explicit HistoryReading(sqlite3* connection);

    /// Visits a case's events in order, from after that sequence number on, until `visit` says false.
    void each(CaseId id, std::int64_t after_seq, const std::function<bool(StoredEvent)>& visit);
    std::vector<Event> events(CaseId id, std::int64_t after_seq);
    /// The fold of all events; nothing when there are none.
    std::optional<CaseFile> fold(CaseId id);
    /// The hash of one event, empty when there is none.
    std::string hash_at(CaseId id, std::int64_t seq);
    std::vector<FrozenLetter> letters(CaseId id);
    std::vector<Attempt> attempts(CaseId id);

private:
    Statement events_, texts_, hash_, letters_, attempts_;
};

/// Appends to the history on the writing connection.
class HistoryWriting {
public:
    explicit HistoryWriting(sqlite3* connection);

    void append(const SealedEvent& sealed);
    void keep_letter(CaseId id, const FrozenLetter& letter);
    /// At most one per account, case, step and second.
    void keep_attempt(const Attempt& attempt);

private:
    Statement event_, text_, letter_, attempt_;
};

}  // namespace foerderlauf
