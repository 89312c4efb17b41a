// What somebody does about one's own sessions and password.
#include "base/sha256.hpp"
#include "identity/inner.hpp"
#include "identity/password.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr std::size_t key_signs = 16;  ///< of the token's hash: enough to tell sessions apart, too little to be one

std::string key_of_hash(const std::string& token_sha256) { return token_sha256.substr(0, key_signs); }

std::vector<StoredSession> living_sessions(Store& store, AccountId account, Instant now) {
    std::vector<StoredSession> sessions;
    store.read([&](Snapshot& snapshot) { sessions = sessions_of_account(snapshot.session(), account); });
    std::erase_if(sessions, [now](const StoredSession& session) { return !is_alive(session, now); });
    std::ranges::sort(sessions, std::greater{}, &StoredSession::seen_at);
    return sessions;
}

}  // namespace

std::string Identity::key_of(const std::string& token) { return key_of_hash(sha256_hex(token)); }

std::vector<OpenSession> Identity::sessions_of(const Account& account) {
    std::vector<OpenSession> sessions;
    for (const auto& session : living_sessions(inner_->store, account.id, inner_->clock.now()))
        sessions.push_back({key_of_hash(session.token_sha256),
                            session.kind == "browser" ? SessionKind::Browser : SessionKind::Bearer, session.created_at,
                            session.seen_at});
    return sessions;
}

Result<void> Identity::end_session(const Account& account, const std::string& key) {
    for (const auto& session : living_sessions(inner_->store, account.id, inner_->clock.now())) {
        if (key_of_hash(session.token_sha256) != key) continue;
        inner_->store.run(
            [&](Transaction& transaction) { delete_session(transaction.session(), session.token_sha256); });
        return {};
    }
    return refuse(Kind::NotFound, "account.no_such_session");
}

void Identity::end_other_sessions(const Account& account, const std::string& token) {
    const auto own = sha256_hex(token);
    const auto sessions = living_sessions(inner_->store, account.id, inner_->clock.now());
    inner_->store.run([&](Transaction& transaction) {
        for (const auto& session : sessions)
            if (session.token_sha256 != own) delete_session(transaction.session(), session.token_sha256);
    });
}

Result<void> Identity::Inner::password_again(const Account& account, const char* field, const std::string& password) {
    const auto name_key = sha256_hex(account.name);
    if (const auto seconds = by_account.begin(name_key, clock.now()))
        return refuse(Kind::TooMany, "sign_in.too_many", {{"seconds", *seconds}});
    const auto stored = account_named(account.name);
    if (!fits_password(stored ? stored->password_hash : std::string{}, password))
        return wrong_field(field, {"account.password_wrong", {}});
    by_account.clear(name_key);
    return {};
}

Result<void> Identity::change_password(const Account& account, const std::string& old_password,
                                       const std::string& password) {
    if (const auto good = check_password(password, account.name); !good) return good;
    if (const auto fits = inner_->password_again(account, "old_password", old_password); !fits) return fits;
    return set_password(account, account.name, password);
}

}  // namespace foerderlauf
