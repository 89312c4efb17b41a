#pragma once

#include "store/statement.hpp"
#include "store/store.hpp"

namespace Poco::Data {
class Session;
}

namespace foerderlauf {

/// The newest message of each side of a case; nothing where nobody wrote one.
std::optional<MessageBox> message_box(const CaseFile& file);

class MessageReading {
public:
    explicit MessageReading(sqlite3* connection);
    std::optional<MessageBox> of_case(CaseId id);

private:
    Statement of_case_;
};

class MessageWriting {
public:
    explicit MessageWriting(sqlite3* connection);
    /// Writes what changed against `before`; a box never goes away.
    void keep(CaseId id, const std::optional<MessageBox>& box, const std::optional<MessageBox>& before);

private:
    Statement put_;
};

/// Up to which event the account has read the messages of the case; 0: none of them.
std::int64_t messages_read(Snapshot& snapshot, AccountId account, CaseId id);
/// Inside a job. What was read stays read: an earlier number changes nothing.
void keep_messages_read(Poco::Data::Session& session, AccountId account, CaseId id, std::int64_t seq);

/// Cases with a message of the municipality that is not answered and that this account has not read, in which one of these
/// duties is to act or, where it is the municipality's turn or the case has ended, acted last; the oldest message first.
std::vector<CaseId> cases_with_unread_messages(Snapshot& snapshot, AccountId account,
                                               const std::vector<std::string>& duties, int limit);

}  // namespace foerderlauf
