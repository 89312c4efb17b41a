#include "store/calendar_tokens.hpp"

#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto keep_token = R"sql(
    INSERT INTO calendar_token (account, token_sha256, made_at) VALUES ($1, $2, $3)
    ON CONFLICT (account) DO UPDATE SET token_sha256 = excluded.token_sha256, made_at = excluded.made_at
)sql";
constexpr auto delete_token = "DELETE FROM calendar_token WHERE account = $1";
constexpr auto account_of_token = "SELECT account FROM calendar_token WHERE token_sha256 = $1";
constexpr auto token_of_account = "SELECT made_at FROM calendar_token WHERE account = $1";

}  // namespace

void keep_calendar_token(Session& session, AccountId account, const std::string& token_sha256, Instant at) {
    Statement{handle_of(session), keep_token}.run(account, token_sha256, to_rfc3339(at));
}

void delete_calendar_token(Session& session, AccountId account) {
    Statement{handle_of(session), delete_token}.run(account);
}

std::optional<AccountId> account_of_calendar(Session& session, const std::string& token_sha256) {
    Statement statement{handle_of(session), account_of_token};
    auto rows = statement.query(token_sha256);
    return rows.next() ? std::optional{rows.integer(0)} : std::nullopt;
}

std::optional<Instant> calendar_made_at(Session& session, AccountId account) {
    Statement statement{handle_of(session), token_of_account};
    auto rows = statement.query(account);
    if (!rows.next()) return {};
    Instant made;
    if (!from_rfc3339(rows.text(0), made)) throw StoreFault{"a calendar has a time that is none"};
    return made;
}

}  // namespace foerderlauf
