#include "identity/identity.hpp"

#include "base/sha256.hpp"
#include "identity/inner.hpp"
#include "identity/password.hpp"
#include "store/second_factors.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr std::size_t token_bytes = 32;
constexpr auto idle_limit = std::chrono::minutes{30};
constexpr auto absolute_limit = std::chrono::hours{10};
constexpr auto touch_every = std::chrono::minutes{1};

std::string new_secret() { return to_hex(random_bytes(token_bytes)); }

bool looks_like_token(const std::string& token) { return token.size() == 2 * token_bytes; }

}  // namespace

// Ends counted from the clock: a clock before the session's beginning is none it was made under.
bool is_alive(const StoredSession& session, Instant now) {
    return session.created_at <= now && now < session.ends_at && now < session.seen_at + idle_limit;
}

std::optional<StoredAccount> Identity::Inner::account(AccountId id) {
    std::uint64_t seen = 0;
    {
        const std::lock_guard lock{mutex};
        if (const auto found = known.find(id); found != known.end()) return found->second;
        seen = changes;
    }
    std::optional<StoredAccount> stored;
    store.read([&](Snapshot& snapshot) { stored = find_account(snapshot.session(), id); });
    const std::lock_guard lock{mutex};
    if (stored && seen == changes) known.insert_or_assign(id, *stored);
    return stored;
}

std::optional<StoredAccount> Identity::Inner::account_named(const std::string& name) {
    std::optional<StoredAccount> stored;
    store.read([&](Snapshot& snapshot) { stored = find_account(snapshot.session(), name); });
    return stored;
}

SignedIn Identity::Inner::start_session(const Account& account, SessionKind kind, const Job& also) {
    const auto now = clock.now();
    SignedIn signed_in{account, new_secret(), new_secret(), now + absolute_limit};
    const StoredSession row{sha256_hex(signed_in.token),
                            account.id,
                            kind == SessionKind::Browser ? "browser" : "bearer",
                            signed_in.csrf,
                            now,
                            now,
                            signed_in.ends};
    store.run([&](Transaction& transaction) {
        delete_sessions_ended(transaction.session(), now, now - idle_limit);
        insert_session(transaction.session(), row);
        if (also) also(transaction);
    });
    return signed_in;
}

Identity::Identity(Store& store, const Clock& clock) : inner_{std::make_unique<Inner>(store, clock)} {
    fits_password(
        {}, {});  // makes the hash that unknown names are compared with, so that the first is as slow as the second
}

Identity::~Identity() = default;

Result<SignedIn> Identity::sign_in(const std::string& name, const std::string& password, const std::string& client,
                                   SessionKind kind, const std::string& code) {
    const auto now = inner_->clock.now();
    const auto name_key = sha256_hex(name);  // what is counted by must not grow with what is sent
    if (const auto seconds = inner_->by_address.begin(client, now))
        return refuse(Kind::TooMany, "sign_in.too_many", {{"seconds", *seconds}});
    if (const auto seconds = inner_->by_account.begin(name_key, now)) {
        inner_->by_address.take_back(client);
        return refuse(Kind::TooMany, "sign_in.too_many", {{"seconds", *seconds}});
    }
    const auto stored = inner_->account_named(name);
    const bool fits = fits_password(stored ? stored->password_hash : std::string{}, password);
    if (!fits || stored->disabled) return refuse(Kind::NotSignedIn, "sign_in.wrong");

    inner_->by_address.take_back(client);
    const auto id = stored->account.id;
    if (second_factor(id)) {
        inner_->by_account.take_back(name_key);  // earlier failures are forgiven by the whole sign-in only
        if (code.empty())
            return refuse(Kind::NotSignedIn, "sign_in.code_needed", {{"ticket", inner_->half_signed_in(id)}});
        if (const auto taken = inner_->take_code(id, code); !taken) return tl::unexpected{taken.error()};
    }
    inner_->by_account.clear(name_key);
    if (!is_outdated(stored->password_hash)) return inner_->start_session(inner_->as_of_today(*stored), kind);
    const auto fresh = hashed_password(password);
    auto session = inner_->start_session(inner_->as_of_today(*stored), kind, [&](Transaction& transaction) {
        update_password(transaction.session(), stored->account.id, fresh);
    });
    return session;
}

std::optional<SignedIn> Identity::session(const std::string& token) {
    if (!looks_like_token(token)) return {};
    const auto hash = sha256_hex(token);
    const auto now = inner_->clock.now();
    std::optional<StoredSession> row;
    inner_->store.read([&](Snapshot& snapshot) { row = find_session(snapshot, hash); });
    if (!row || !is_alive(*row, now)) return {};
    const auto stored = inner_->account(row->account);
    if (!stored || stored->disabled) return {};
    if (now - row->seen_at >= touch_every)
        inner_->store.run([&](Transaction& transaction) { touch_session(transaction.session(), hash, now); });
    return SignedIn{inner_->as_of_today(*stored), token, row->csrf, row->ends_at};
}

void Identity::sign_out(const std::string& token) {
    inner_->store.run([&](Transaction& transaction) { delete_session(transaction.session(), sha256_hex(token)); });
}

Result<SignedIn> Identity::issue_token(const std::string& name) {
    const auto stored = inner_->account_named(name);
    if (!stored || stored->disabled) return refuse(Kind::NotFound, "account.unknown", {{"name", FreeText{name}}});
    return inner_->start_session(inner_->as_of_today(*stored), SessionKind::Bearer);
}

std::optional<Account> Identity::account_named(const std::string& name) {
    const auto stored = inner_->account_named(name);
    return stored ? std::optional{inner_->as_of_today(*stored)} : std::nullopt;
}

std::optional<Account> Identity::account(AccountId id) {
    const auto stored = inner_->account(id);
    return stored ? std::optional{inner_->as_of_today(*stored)} : std::nullopt;
}

std::vector<Account> Identity::accounts() {
    std::vector<Account> accounts;
    inner_->store.read([&](Snapshot& snapshot) {
        for (auto& stored : all_accounts(snapshot.session())) accounts.push_back(std::move(stored.account));
    });
    return accounts;
}

std::vector<AccountEntry> Identity::account_entries() {
    std::vector<AccountEntry> entries;
    inner_->store.read([&](Snapshot& snapshot) {
        const auto guarded = accounts_with_second_factor(snapshot.session());
        for (auto& stored : all_accounts(snapshot.session())) {
            const bool second = guarded.contains(stored.account.id);
            entries.push_back({std::move(stored.account), stored.disabled, !stored.password_hash.empty(), second,
                               std::move(stored.mail)});
        }
    });
    return entries;
}

std::vector<Account> Identity::active_accounts() {
    std::vector<StoredAccount> listed;
    inner_->store.read([&](Snapshot& snapshot) { listed = all_accounts(snapshot.session()); });
    std::vector<Account> active;
    for (const auto& one : listed)
        // Once more by number: the list does not say what an account carries for others.
        if (const auto stored = one.disabled ? std::nullopt : inner_->account(one.account.id))
            active.push_back(inner_->as_of_today(*stored));
    return active;
}

std::string Identity::name_of(AccountId id) {
    const auto stored = inner_->account(id);
    if (!stored) return {};
    return stored->account.display_name.empty() ? stored->account.name : stored->account.display_name;
}

}  // namespace foerderlauf
