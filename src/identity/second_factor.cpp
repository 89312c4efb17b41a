// The second half of a sign-in, and how an account gets or loses it.
#include "base/sha256.hpp"
#include "identity/inner.hpp"
#include "identity/one_time_code.hpp"
#include "identity/password.hpp"
#include "store/second_factors.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr std::size_t ticket_bytes = 32;
constexpr auto ticket_lasts = std::chrono::minutes{5};
constexpr auto issuer = "Foerderlauf";  // apps show it beside the name; some cannot show umlauts

CodeSetup setup_of(const std::string& secret, const std::string& account) {
    return {spelled_secret(secret), otpauth_address(secret, account, issuer)};
}

std::string code_key(AccountId account) { return "code " + std::to_string(account); }

}  // namespace

std::string Identity::Inner::half_signed_in(AccountId account) {
    auto ticket = to_hex(random_bytes(ticket_bytes));
    const auto now = clock.now();
    const std::lock_guard lock{mutex};
    std::erase_if(tickets, [now](const auto& entry) { return entry.second.ends <= now; });
    tickets.insert_or_assign(sha256_hex(ticket), Ticket{account, now + ticket_lasts});
    return ticket;
}

std::optional<AccountId> Identity::Inner::owner_of_ticket(const std::string& ticket) {
    const std::lock_guard lock{mutex};
    const auto found = tickets.find(sha256_hex(ticket));
    if (found == tickets.end() || found->second.ends <= clock.now()) return {};
    return found->second.account;
}

void Identity::Inner::forget_ticket(const std::string& ticket) {
    const std::lock_guard lock{mutex};
    tickets.erase(sha256_hex(ticket));
}

Result<void> Identity::Inner::take_code(AccountId account, const std::string& code) {
    const auto now = clock.now();
    if (const auto seconds = by_code.begin(code_key(account), now))
        return refuse(Kind::TooMany, "sign_in.too_many", {{"seconds", *seconds}});
    bool taken = false;
    store.run([&](Transaction& transaction) {
        auto& session = transaction.session();
        const auto factor = find_second_factor(session, account);
        if (!factor) return;
        if (const auto step = step_of_code(factor->secret, code, now)) taken = use_time_step(session, account, *step);
        else if (const auto plain = plain_recovery_code(code); !plain.empty())
            taken = use_recovery_code(session, account, sha256_hex(plain));
    });
    if (!taken) return refuse(Kind::NotSignedIn, "sign_in.code_wrong");
    by_code.clear(code_key(account));
    return {};
}

Result<SignedIn> Identity::finish_sign_in(const std::string& ticket, const std::string& code, SessionKind kind) {
    const auto owner = inner_->owner_of_ticket(ticket);
    const auto stored = owner ? inner_->account(*owner) : std::nullopt;
    if (!stored || stored->disabled) return refuse(Kind::NotSignedIn, "sign_in.ticket_ended");
    if (const auto taken = inner_->take_code(*owner, code); !taken) return tl::unexpected{taken.error()};
    inner_->forget_ticket(ticket);
    inner_->by_account.clear(sha256_hex(stored->account.name));
    return inner_->start_session(inner_->as_of_today(*stored), kind);
}

std::optional<SecondFactor> Identity::second_factor(AccountId account) {
    std::optional<StoredSecondFactor> stored;
    inner_->store.read([&](Snapshot& snapshot) { stored = find_second_factor(snapshot.session(), account); });
    if (!stored || !stored->confirmed_at) return {};
    return SecondFactor{*stored->confirmed_at, stored->recovery_codes};
}

Result<CodeSetup> Identity::begin_second_factor(const Account& account) {
    if (second_factor(account.id)) return wrong_field("code", {"account.second_factor_there", {}});
    const auto secret = new_code_secret();
    inner_->store.run([&](Transaction& transaction) { keep_second_factor(transaction.session(), account.id, secret); });
    return setup_of(secret, account.name);
}

std::optional<CodeSetup> Identity::second_factor_begun(const Account& account) {
    std::optional<StoredSecondFactor> stored;
    inner_->store.read([&](Snapshot& snapshot) { stored = find_second_factor(snapshot.session(), account.id); });
    if (!stored || stored->confirmed_at) return {};
    return setup_of(stored->secret, account.name);
}

Result<std::vector<std::string>> Identity::confirm_second_factor(const Account& account, const std::string& code) {
    const auto now = inner_->clock.now();
    auto codes = new_recovery_codes();
    std::vector<std::string> hashes;
    for (const auto& made : codes) hashes.push_back(sha256_hex(plain_recovery_code(made)));
    Result<std::vector<std::string>> result = wrong_field("code", {"account.code_does_not_fit", {}});
    inner_->change(account, "second_factor_set", [&](Transaction& transaction) -> std::optional<Record> {
        auto& session = transaction.session();
        const auto factor = find_second_factor(session, account.id);
        if (!factor || factor->confirmed_at) return {};
        const auto step = step_of_code(factor->secret, code, now);
        if (!step) return {};
        foerderlauf::confirm_second_factor(session, account.id, *step, now, hashes);
        result = std::move(codes);
        return Record{{"account", account.id}};
    });
    return result;
}

Result<void> Identity::remove_second_factor(const Account& by, const std::string& name, const std::string& password) {
    const bool own = by.name == name;
    if (!own && !by.holds("admin") && !by.holds("system")) return refuse(Kind::NotAllowed, "account.admin_only");
    if (own)
        if (const auto fits = inner_->password_again(by, "remove_password", password); !fits) return fits;
    Result<void> result = refuse(Kind::NotFound, "account.no_second_factor", {{"name", FreeText{name}}});
    inner_->change(by, "second_factor_removed", [&](Transaction& transaction) -> std::optional<Record> {
        auto& session = transaction.session();
        const auto stored = find_account(session, name);
        if (!stored || !delete_second_factor(session, stored->account.id)) return {};
        delete_sessions_of(session, stored->account.id);
        result = Result<void>{};
        return Record{{"account", stored->account.id}};
    });
    return result;
}

}  // namespace foerderlauf
