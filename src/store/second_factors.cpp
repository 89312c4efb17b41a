#include "store/second_factors.hpp"

#include "base/sha256.hpp"
#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

using Poco::Data::Session;

constexpr auto factor_of_account = R"sql(
    SELECT secret, confirmed_at, last_step, (SELECT count(*) FROM recovery_code r WHERE r.account = f.account)
    FROM second_factor f WHERE account = $1
)sql";
constexpr auto keep_secret = R"sql(
    INSERT INTO second_factor (account, secret) VALUES ($1, $2)
    ON CONFLICT (account) DO UPDATE SET secret = excluded.secret WHERE confirmed_at IS NULL
)sql";
constexpr auto confirm = "UPDATE second_factor SET confirmed_at = $1, last_step = $2 WHERE account = $3";
constexpr auto forget_codes = "DELETE FROM recovery_code WHERE account = $1";
constexpr auto keep_code = "INSERT INTO recovery_code (account, code_sha256) VALUES ($1, $2)";
// RETURNING says whether a row was there; looking first and changing later would be two questions.
constexpr auto take_step =
    "UPDATE second_factor SET last_step = $1 WHERE account = $2 AND last_step < $3 RETURNING account";
constexpr auto take_code = "DELETE FROM recovery_code WHERE account = $1 AND code_sha256 = $2 RETURNING account";
constexpr auto forget_factor = "DELETE FROM second_factor WHERE account = $1 RETURNING account";

template <typename... Values>
bool found_one(Session& session, const char* sql, const Values&... values) {
    Statement statement{handle_of(session), sql};
    auto rows = statement.query(values...);
    bool found = false;
    while (rows.next()) found = true;  // to its end: a statement with RETURNING changes nothing before
    return found;
}

}  // namespace

std::optional<StoredSecondFactor> find_second_factor(Session& session, AccountId account) {
    Statement statement{handle_of(session), factor_of_account};
    auto rows = statement.query(account);
    if (!rows.next()) return {};
    StoredSecondFactor factor{from_hex(rows.text(0)), {}, rows.integer(2), rows.integer(3)};
    if (rows.is_null(1)) return factor;
    Instant confirmed;
    if (!from_rfc3339(rows.text(1), confirmed)) throw StoreFault{"a second factor has a time that is none"};
    factor.confirmed_at = confirmed;
    return factor;
}

std::set<AccountId> accounts_with_second_factor(Session& session) {
    Statement statement{handle_of(session), "SELECT account FROM second_factor WHERE confirmed_at IS NOT NULL"};
    std::set<AccountId> accounts;
    for (auto rows = statement.query(); rows.next();) accounts.insert(rows.integer(0));
    return accounts;
}

void keep_second_factor(Session& session, AccountId account, const std::string& secret) {
    Statement{handle_of(session), keep_secret}.run(account, to_hex(secret));
}

void confirm_second_factor(Session& session, AccountId account, std::int64_t step, Instant at,
                           const std::vector<std::string>& codes_sha256) {
    Statement{handle_of(session), confirm}.run(to_rfc3339(at), step, account);
    Statement{handle_of(session), forget_codes}.run(account);
    Statement keep{handle_of(session), keep_code};
    for (const auto& code : codes_sha256) keep.run(account, code);
}

bool use_time_step(Session& session, AccountId account, std::int64_t step) {
    return found_one(session, take_step, step, account, step);
}

bool use_recovery_code(Session& session, AccountId account, const std::string& code_sha256) {
    return found_one(session, take_code, account, code_sha256);
}

bool delete_second_factor(Session& session, AccountId account) {
    Statement{handle_of(session), forget_codes}.run(account);
    return found_one(session, forget_factor, account);
}

}  // namespace foerderlauf
