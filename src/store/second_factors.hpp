#pragma once

#include "base/clock.hpp"
#include "workflow/account.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Poco::Data {
class Session;
}

// Second factors at sign-in and their recovery codes: beside the history, like passwords.
namespace foerderlauf {

struct StoredSecondFactor {
    std::string secret;                   ///< bytes
    std::optional<Instant> confirmed_at;  ///< none: not yet asked for at sign-in
    std::int64_t last_step = 0;           ///< newest time step a code was taken of
    std::int64_t recovery_codes = 0;      ///< how many are left
};

std::optional<StoredSecondFactor> find_second_factor(Poco::Data::Session& session, AccountId account);
/// Those it is asked for.
std::set<AccountId> accounts_with_second_factor(Poco::Data::Session& session);
/// A new secret, not yet confirmed, in the place of one that was not confirmed either; one that was stays.
void keep_second_factor(Poco::Data::Session& session, AccountId account, const std::string& secret);
/// From now on it is asked for; the recovery codes replace those before.
void confirm_second_factor(Poco::Data::Session& session, AccountId account, std::int64_t step, Instant at,
                           const std::vector<std::string>& codes_sha256);
/// Notes that a code of this step was taken; false when one of it or of a later step was taken before.
bool use_time_step(Poco::Data::Session& session, AccountId account, std::int64_t step);
/// Takes a recovery code; false when there is no such code (any more).
bool use_recovery_code(Poco::Data::Session& session, AccountId account, const std::string& code_sha256);
/// With its recovery codes; false when there was none.
bool delete_second_factor(Poco::Data::Session& session, AccountId account);

}  // namespace foerderlauf
