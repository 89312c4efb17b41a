#pragma once

#include "identity/identity.hpp"
#include "identity/throttle.hpp"
#include "store/accounts.hpp"

#include <map>
#include <mutex>

namespace foerderlauf {

/// Whether a session still lasts: neither at its end nor left alone for half an hour.
bool is_alive(const StoredSession& session, Instant now);

/// The refusal of one field of an account's form.
tl::unexpected<Refusal> wrong_field(const char* field, Message why);

/// What the parts of Identity share.
struct Identity::Inner {
    Inner(Store& store_used, const Clock& clock_used) : store{store_used}, clock{clock_used} {}

    /// By number, from the cache while nothing has changed.
    std::optional<StoredAccount> account(AccountId id);
    std::optional<StoredAccount> account_named(const std::string& name);
    /// The account with what it carries for others today.
    Account as_of_today(const StoredAccount& stored) const;
    /// Who knew the password and still owes the code; the ticket that stands for it.
    std::string half_signed_in(AccountId account);
    /// Whose ticket it is; it stays good until the code fits or five minutes are over.
    std::optional<AccountId> owner_of_ticket(const std::string& ticket);
    void forget_ticket(const std::string& ticket);
    /// Takes a one-time or recovery code of the account, which is then used up. TooMany, or NotSignedIn `sign_in.code_wrong`.
    Result<void> take_code(AccountId account, const std::string& code);
    /// Whether the signed-in person knows the password, asked before what cannot be taken back; failures count as at sign-in.
    Result<void> password_again(const Account& account, const char* field, const std::string& password);
    /// A new session of an account, stored; `also` is done in the same job.
    SignedIn start_session(const Account& account, SessionKind kind, const Job& also = {});
    /// Runs a change of accounts with its event of the installation's own record, and forgets what was cached.
    void change(const Account& by, const std::string& step,
                const std::function<std::optional<Record>(Transaction&)>& change);

    Store& store;
    const Clock& clock;
    Throttle by_account{5, std::chrono::minutes{15}};
    Throttle by_address{20, std::chrono::minutes{15}};
    Throttle by_code{5, std::chrono::minutes{15}};  ///< wrong one-time codes, by account

    std::mutex mutex;  ///< guards what follows
    std::map<AccountId, StoredAccount> known;
    struct Ticket {
        AccountId account = 0;
        Instant ends{};
    };
    std::map<std::string, Ticket> tickets;  ///< by SHA-256
    std::uint64_t changes = 0;              ///< counts up with every change: what was read before is not kept
};

}  // namespace foerderlauf
