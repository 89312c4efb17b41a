// What leaves the house for an account: its mail address and the secret of its calendar.
#include "base/sha256.hpp"
#include "identity/inner.hpp"
#include "store/calendar_tokens.hpp"

namespace foerderlauf {

namespace {

constexpr std::size_t token_bytes = 32;

}  // namespace

std::vector<std::pair<Account, std::string>> Identity::with_mail(Poco::Data::Session& session) {
    std::vector<std::pair<Account, std::string>> found;
    for (const auto& listed : all_accounts(session)) {
        if (listed.disabled || listed.mail.empty()) continue;
        // Once more by number: the list does not say what an account carries for others.
        if (const auto stored = find_account(session, listed.account.id))
            found.emplace_back(inner_->as_of_today(*stored), stored->mail);
    }
    return found;
}

std::optional<std::pair<Account, std::string>> Identity::with_mail(AccountId id) {
    const auto stored = inner_->account(id);
    if (!stored || stored->disabled || stored->mail.empty()) return {};
    return std::pair{inner_->as_of_today(*stored), stored->mail};
}

std::string Identity::renew_calendar(const Account& account) {
    auto token = to_hex(random_bytes(token_bytes));
    inner_->store.run([&](Transaction& transaction) {
        keep_calendar_token(transaction.session(), account.id, sha256_hex(token), inner_->clock.now());
    });
    return token;
}

void Identity::revoke_calendar(const Account& account) {
    inner_->store.run([&](Transaction& transaction) { delete_calendar_token(transaction.session(), account.id); });
}

std::optional<Instant> Identity::calendar_made_at(const Account& account) {
    std::optional<Instant> made;
    inner_->store.read(
        [&](Snapshot& snapshot) { made = foerderlauf::calendar_made_at(snapshot.session(), account.id); });
    return made;
}

std::optional<Account> Identity::account_of_calendar(const std::string& token) {
    if (token.size() != 2 * token_bytes) return {};
    std::optional<AccountId> id;
    inner_->store.read(
        [&](Snapshot& snapshot) { id = foerderlauf::account_of_calendar(snapshot.session(), sha256_hex(token)); });
    const auto stored = id ? inner_->account(*id) : std::nullopt;
    if (!stored || stored->disabled) return {};
    return inner_->as_of_today(*stored);
}

}  // namespace foerderlauf
