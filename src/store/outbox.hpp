#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"
#include "domain/mail.hpp"

#include <optional>
#include <string>

namespace Poco::Data {
class Session;
}

// Mails on their way (table `outbox`): written with the event they tell of, worked off by the courier.
namespace foerderlauf {

/// A mail somebody has taken up to send.
struct ClaimedMail {
    std::int64_t id = 0;
    CaseId case_id = 0;
    std::int64_t seq = 0;  ///< the event it tells of
    AccountId account = 0;
    int attempts = 0;  ///< this one included
};

struct OutboxCounts {
    std::int64_t waiting = 0, sent = 0, failed = 0, dropped = 0;  ///< waiting: claimed ones too
    bool operator==(const OutboxCounts&) const = default;
};

/// Inside the job of the event; a second one for the same event and account is none.
void put_in_outbox(Poco::Data::Session& session, CaseId case_id, std::int64_t seq, AccountId account, Instant at);
/// Takes up the oldest that may be tried now, so that nobody else does. Inside a job.
std::optional<ClaimedMail> claim_mail(Poco::Data::Session& session, Instant now);

/// How it ended: `sent`, `failed` (for good), `dropped` (nobody needs to be told any more).
void close_mail(Poco::Data::Session& session, std::int64_t id, const std::string& state, const std::string& answer,
                Instant at);
void postpone_mail(Poco::Data::Session& session, std::int64_t id, const std::string& answer, Instant next_at);
/// What a courier had taken up when it ended waits again; gives its number. Whether such a mail was taken by the server is
/// not known: it goes out once more, under the same Message-ID.
int release_claimed_mails(Poco::Data::Session& session, Instant now);

OutboxCounts count_outbox(Poco::Data::Session& session);

}  // namespace foerderlauf
