#pragma once

#include "base/clock.hpp"
#include "store/store.hpp"
#include "store/substitutions.hpp"
#include "workflow/account.hpp"

#include <optional>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// Persons, accounts, duties and sessions: the tables beside the history. Who changes one also appends the event of the
// installation's own record that says so, in the same job (identity does). Sessions are no part of the history.
namespace foerderlauf {

/// An account as it is kept.
struct StoredAccount {
    Account account;            ///< with its own duties
    std::string password_hash;  ///< PHC string; empty: no sign-in by password
    bool disabled = false;
    /// What it carries for others, whenever (identity asks on which days): with the duties of whom it stands in for.
    std::vector<std::pair<Substitution, std::vector<HeldDuty>>> carried = {};
    std::string mail = {};  ///< where it is told by mail; empty: nowhere
};

std::optional<StoredAccount> find_account(Poco::Data::Session& session, const std::string& name);
std::optional<StoredAccount> find_account(Poco::Data::Session& session, AccountId id);
/// Every account, by name; disabled ones too.
std::vector<StoredAccount> all_accounts(Poco::Data::Session& session);

/// A new person and a new account; numbers count up and are never used again. Inside a job.
PersonId insert_person(Poco::Data::Session& session, const std::string& name);
AccountId insert_account(Poco::Data::Session& session, PersonId person, const std::string& name,
                         const std::string& display_name, const std::string& password_hash);
void update_mail(Poco::Data::Session& session, AccountId id, const std::string& mail);  ///< empty: erased
bool has_person(Poco::Data::Session& session, PersonId person);
void update_password(Poco::Data::Session& session, AccountId id, const std::string& password_hash);
void set_disabled(Poco::Data::Session& session, AccountId id, bool disabled);
void insert_duty(Poco::Data::Session& session, AccountId id, const HeldDuty& duty);
void delete_duty(Poco::Data::Session& session, AccountId id, const HeldDuty& duty);

/// A session; only the hash of its token is kept.
struct StoredSession {
    std::string token_sha256;
    AccountId account = 0;
    std::string kind;  ///< browser | bearer
    std::string csrf;
    Instant created_at{}, seen_at{}, ends_at{};
};

std::optional<StoredSession> find_session(Snapshot& snapshot, const std::string& token_sha256);
/// All of the account, ended ones that were not yet cleared away too.
std::vector<StoredSession> sessions_of_account(Poco::Data::Session& session, AccountId account);
void insert_session(Poco::Data::Session& session, const StoredSession& row);
void touch_session(Poco::Data::Session& session, const std::string& token_sha256, Instant seen_at);
void delete_session(Poco::Data::Session& session, const std::string& token_sha256);
void delete_sessions_of(Poco::Data::Session& session, AccountId account);
/// Those that ended, or were not seen since `idle_before`.
void delete_sessions_ended(Poco::Data::Session& session, Instant now, Instant idle_before);

}  // namespace foerderlauf
