#pragma once

#include "identity/identity.hpp"
#include "identity/throttle.hpp"
#include "store/accounts.hpp"

#include <map>
#include <mutex>

namespace foerderlauf {

/// What the parts of Identity share.
struct Identity::Inner {
    Inner(Store& store_used, const Clock& clock_used) : store{store_used}, clock{clock_used} {}

    /// By number, from the cache while nothing has changed.
    std::optional<StoredAccount> account(AccountId id);
    std::optional<StoredAccount> account_named(const std::string& name);
    /// The account with what it carries for others today.
    Account as_of_today(const StoredAccount& stored) const;
    /// A new session of an account, stored; `also` is done in the same job.
    SignedIn start_session(const Account& account, SessionKind kind, const Job& also = {});
    /// Runs a change of accounts with its event of the installation's own record, and forgets what was cached.
    void change(const Account& by, const std::string& step,
                const std::function<std::optional<Record>(Transaction&)>& change);

    Store& store;
    const Clock& clock;
    Throttle by_account{5, std::chrono::minutes{15}};
    Throttle by_address{20, std::chrono::minutes{15}};

    std::mutex mutex;  ///< guards what follows
    std::map<AccountId, StoredAccount> known;
    std::uint64_t changes = 0;  ///< counts up with every change: what was read before is not kept
};

}  // namespace foerderlauf
