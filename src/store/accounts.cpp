#include "store/accounts.hpp"

#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <algorithm>

namespace foerderlauf {

namespace {

using Poco::Data::Session;
using namespace Poco::Data::Keywords;

constexpr auto account_by_name =
    "SELECT id, person, name, display_name, password_hash, disabled, mail FROM account WHERE name = $1";
constexpr auto account_by_id =
    "SELECT id, person, name, display_name, password_hash, disabled, mail FROM account WHERE id = $1";
constexpr auto accounts_by_name =
    "SELECT id, person, name, display_name, password_hash, disabled, mail FROM account ORDER BY name";
constexpr auto duties_of_account =
    "SELECT duty, recipient, programme FROM duty WHERE account = $1 ORDER BY duty, recipient, programme";
constexpr auto session_by_hash =
    "SELECT token_sha256, account, kind, csrf, created_at, seen_at, ends_at FROM session WHERE token_sha256 = $1";
constexpr auto sessions_by_account =
    "SELECT token_sha256, account, kind, csrf, created_at, seen_at, ends_at FROM session WHERE account = $1";

using AccountColumns = Poco::Tuple<Poco::Int64, Poco::Int64, std::string, std::string, std::string, int, std::string>;
using DutyColumns = Poco::Tuple<std::string, std::string, std::string>;

std::vector<HeldDuty> duties_of(Session& session, Poco::Int64 account) {
    std::vector<DutyColumns> rows;
    session << duties_of_account, into(rows), use(account), now;
    std::vector<HeldDuty> duties;
    for (const auto& row : rows) duties.push_back({row.get<0>(), row.get<1>(), row.get<2>()});
    return duties;
}

StoredAccount account_from(Session& session, const AccountColumns& row) {
    return {{row.get<0>(), row.get<1>(), row.get<2>(), row.get<3>(), duties_of(session, row.get<0>())},
            row.get<4>(),
            row.get<5>() != 0,
            {},
            row.get<6>()};
}

/// The duties are filled by whom the row names; which of them can be carried is not the store's to say.
std::vector<std::pair<Substitution, std::vector<HeldDuty>>> carried_by(Session& session, AccountId account) {
    std::vector<std::pair<Substitution, std::vector<HeldDuty>>> carried;
    for (auto& entry : substitutions_by(session, account)) {
        const auto represented = entry.account;
        carried.emplace_back(std::move(entry), duties_of(session, represented));
    }
    return carried;
}

std::optional<StoredAccount> account_of(Session& session, const std::vector<AccountColumns>& rows) {
    if (rows.empty()) return std::nullopt;
    auto account = account_from(session, rows.front());
    account.carried = carried_by(session, account.account.id);
    return account;
}

Instant instant_from(const std::string& text) {
    Instant moment;
    if (!from_rfc3339(text, moment)) throw StoreFault{"a session has a time that is none"};
    return moment;
}

StoredSession session_from(const Rows& row) {
    return {row.string(0),
            row.integer(1),
            row.string(2),
            row.string(3),
            instant_from(row.string(4)),
            instant_from(row.string(5)),
            instant_from(row.string(6))};
}

Poco::Int64 next_number(Session& session, const char* sql) {
    Poco::Int64 number = 0;
    session << sql, into(number), now;
    return number;
}

}  // namespace

std::optional<StoredAccount> find_account(Session& session, const std::string& name) {
    std::vector<AccountColumns> rows;
    std::string wanted = name;
    session << account_by_name, into(rows), use(wanted), now;
    return account_of(session, rows);
}

std::optional<StoredAccount> find_account(Session& session, AccountId id) {
    std::vector<AccountColumns> rows;
    Poco::Int64 wanted = id;
    session << account_by_id, into(rows), use(wanted), now;
    return account_of(session, rows);
}

std::vector<StoredAccount> all_accounts(Session& session) {
    std::vector<AccountColumns> rows;
    session << accounts_by_name, into(rows), now;
    std::vector<StoredAccount> accounts;
    for (const auto& row : rows) accounts.push_back(account_from(session, row));
    return accounts;
}

PersonId insert_person(Session& session, const std::string& name) {
    Poco::Int64 id = next_number(session, "SELECT coalesce(max(id), 0) + 1 FROM person");
    std::string kept = name;
    session << "INSERT INTO person (id, name) VALUES ($1, $2)", use(id), use(kept), now;
    return id;
}

AccountId insert_account(Session& session, PersonId person, const std::string& name, const std::string& display_name,
                         const std::string& password_hash) {
    Poco::Int64 id = next_number(session, "SELECT coalesce(max(id), 0) + 1 FROM account");
    Poco::Int64 whose = person;
    std::string sign_in = name, shown = display_name, hash = password_hash;
    session << "INSERT INTO account (id, person, name, display_name, password_hash) VALUES ($1, $2, $3, $4, $5)",
        use(id), use(whose), use(sign_in), use(shown), use(hash), now;
    return id;
}

void update_mail(Session& session, AccountId id, const std::string& mail) {
    Poco::Int64 whose = id;
    std::string address = mail;
    session << "UPDATE account SET mail = $1 WHERE id = $2", use(address), use(whose), now;
}

bool has_person(Session& session, PersonId person) {
    Poco::Int64 wanted = person, count = 0;
    session << "SELECT count(*) FROM person WHERE id = $1", into(count), use(wanted), now;
    return count > 0;
}

void update_password(Session& session, AccountId id, const std::string& password_hash) {
    Poco::Int64 wanted = id;
    std::string hash = password_hash;
    session << "UPDATE account SET password_hash = $1 WHERE id = $2", use(hash), use(wanted), now;
}

void set_disabled(Session& session, AccountId id, bool disabled) {
    Statement{handle_of(session), "UPDATE account SET disabled = $1 WHERE id = $2"}.run(disabled, id);
}

void insert_duty(Session& session, AccountId id, const HeldDuty& duty) {
    Poco::Int64 account = id;
    HeldDuty held = duty;
    session << "INSERT INTO duty (account, duty, recipient, programme) VALUES ($1, $2, $3, $4)", use(account),
        use(held.duty), use(held.recipient), use(held.programme), now;
}

void delete_duty(Session& session, AccountId id, const HeldDuty& duty) {
    Poco::Int64 account = id;
    HeldDuty held = duty;
    session << "DELETE FROM duty WHERE account = $1 AND duty = $2 AND recipient = $3 AND programme = $4", use(account),
        use(held.duty), use(held.recipient), use(held.programme), now;
}

std::optional<StoredSession> find_session(Snapshot& snapshot, const std::string& token_sha256) {
    auto row = snapshot.kept(session_by_hash).query(token_sha256);
    return row.next() ? std::optional{session_from(row)} : std::nullopt;
}

std::vector<StoredSession> sessions_of_account(Session& session, AccountId account) {
    Statement statement{handle_of(session), sessions_by_account};
    auto rows = statement.query(account);
    std::vector<StoredSession> sessions;
    while (rows.next()) sessions.push_back(session_from(rows));
    return sessions;
}

void insert_session(Session& session, const StoredSession& row) {
    StoredSession kept = row;
    Poco::Int64 account = row.account;
    std::string created = to_rfc3339(row.created_at), seen = to_rfc3339(row.seen_at), ends = to_rfc3339(row.ends_at);
    session << "INSERT INTO session (token_sha256, account, kind, csrf, created_at, seen_at, ends_at) VALUES ($1, $2, "
               "$3, $4, $5, $6, $7)",
        use(kept.token_sha256), use(account), use(kept.kind), use(kept.csrf), use(created), use(seen), use(ends), now;
}

void touch_session(Session& session, const std::string& token_sha256, Instant seen_at) {
    std::string wanted = token_sha256, seen = to_rfc3339(seen_at);
    // Never backwards: two servers' clocks, or two requests, may overtake each other.
    session << "UPDATE session SET seen_at = $1 WHERE token_sha256 = $2 AND seen_at < $3", use(seen), use(wanted),
        use(seen), now;
}

void delete_session(Session& session, const std::string& token_sha256) {
    std::string wanted = token_sha256;
    session << "DELETE FROM session WHERE token_sha256 = $1", use(wanted), now;
}

void delete_sessions_of(Session& session, AccountId account) {
    Poco::Int64 wanted = account;
    session << "DELETE FROM session WHERE account = $1", use(wanted), now;
}

void delete_sessions_ended(Session& session, Instant now_is, Instant idle_before) {
    std::string ends = to_rfc3339(now_is), idle = to_rfc3339(idle_before);
    session << "DELETE FROM session WHERE ends_at <= $1 OR seen_at <= $2", use(ends), use(idle), now;
}

}  // namespace foerderlauf
