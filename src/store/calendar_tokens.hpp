#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"

#include <optional>
#include <string>

namespace Poco::Data {
class Session;
}

// The secrets of subscribed calendars, one for each account at most; only their hashes are kept.
namespace foerderlauf {

void keep_calendar_token(Poco::Data::Session& session, AccountId account, const std::string& token_sha256, Instant at);
void delete_calendar_token(Poco::Data::Session& session, AccountId account);
std::optional<AccountId> account_of_calendar(Poco::Data::Session& session, const std::string& token_sha256);
std::optional<Instant> calendar_made_at(Poco::Data::Session& session, AccountId account);

}  // namespace foerderlauf
