#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// A message as one reader finds it.
struct ReadMessage {
    CaseMessage message;
    bool unread = false;  ///< it is addressed to the reader, who has not read it yet
};

/// The messages of a case in the order they were written; of a past day none is unread.
std::vector<ReadMessage> messages_of(Store& store, const Account& account, const CaseReading& reading);

/// Notes that the account has read the messages up to this event; true where that is news. A full queue is no reason to fail a page:
/// they stay unread.
bool note_messages_read(Store& store, const Account& account, const CaseReading& reading, std::int64_t seq);

/// Cases in which a message waits for somebody of the authority, this account, the oldest first.
std::vector<CaseFile> cases_with_messages_for(Snapshot& snapshot, const Programmes& programmes, const Account& account,
                                              int limit);

}  // namespace foerderlauf
