#include "store/outbox.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto insert_mail = R"sql(
    INSERT INTO outbox (case_id, seq, account, made_at, state, next_at) VALUES ($1, $2, $3, $4, 'waiting', $5)
    ON CONFLICT (case_id, seq, account) DO NOTHING
)sql";
constexpr auto next_mail = R"sql(
    SELECT id, case_id, seq, account, attempts
    FROM   outbox
    WHERE  state = 'waiting' AND next_at <= $1
    ORDER  BY next_at, id
    LIMIT  1
)sql";
constexpr auto claim =
    "UPDATE outbox SET state = 'claimed', attempts = attempts + 1 WHERE id = $1 AND state = 'waiting'";
constexpr auto close = "UPDATE outbox SET state = $1, answer = $2, done_at = $3 WHERE id = $4 AND state = 'claimed'";
constexpr auto postpone =
    "UPDATE outbox SET state = 'waiting', answer = $1, next_at = $2 WHERE id = $3 AND state = 'claimed'";
constexpr auto release = "UPDATE outbox SET state = 'waiting', next_at = $1 WHERE state = 'claimed'";
constexpr auto counts = R"sql(
    SELECT coalesce(sum(state IN ('waiting', 'claimed')), 0), coalesce(sum(state = 'sent'), 0),
           coalesce(sum(state = 'failed'), 0), coalesce(sum(state = 'dropped'), 0)
    FROM   outbox
)sql";

}  // namespace

void put_in_outbox(Session& session, CaseId case_id, std::int64_t seq, AccountId account, Instant at) {
    Statement{handle_of(session), insert_mail}.run(case_id, seq, account, to_rfc3339(at), to_rfc3339(at));
}

std::optional<ClaimedMail> claim_mail(Session& session, Instant now) {
    ClaimedMail mail;
    {
        Statement next{handle_of(session), next_mail};
        const auto until = to_rfc3339(now);
        auto rows = next.query(until);
        if (!rows.next()) return {};
        mail = {rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3),
                static_cast<int>(rows.integer(4)) + 1};
    }
    Statement{handle_of(session), claim}.run(mail.id);
    return mail;
}

void close_mail(Session& session, std::int64_t id, const std::string& state, const std::string& answer, Instant at) {
    Statement{handle_of(session), close}.run(state, answer, to_rfc3339(at), id);
}

void postpone_mail(Session& session, std::int64_t id, const std::string& answer, Instant next_at) {
    Statement{handle_of(session), postpone}.run(answer, to_rfc3339(next_at), id);
}

int release_claimed_mails(Session& session, Instant now) {
    Statement{handle_of(session), release}.run(to_rfc3339(now));
    return sqlite3_changes(handle_of(session));
}

OutboxCounts count_outbox(Session& session) {
    Statement statement{handle_of(session), counts};
    auto rows = statement.query();
    rows.next();
    return {rows.integer(0), rows.integer(1), rows.integer(2), rows.integer(3)};
}

}  // namespace foerderlauf
