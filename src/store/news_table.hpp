#pragma once

#include "store/store.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace Poco::Data {
class Session;
}

namespace foerderlauf {

/// The position up to which the account has looked at the news; 0: never.
std::int64_t news_seen(Snapshot& snapshot, AccountId account);
/// Inside a job. What was seen stays seen: an earlier position changes nothing.
void keep_news_seen(Poco::Data::Session& session, AccountId account, std::int64_t position);

/// Cases in the order of their newest event before a position, the newest first, each once.
struct RecentCases {
    std::vector<std::pair<CaseId, std::int64_t>> cases;  ///< with the position of that event
    std::int64_t scanned_to = 0;                         ///< no event before this position was looked at
    bool more = false;                                   ///< there are events before `scanned_to` and after `after`
};
/// Looks at no more than `most_events` events: the cost does not grow with the history.
RecentCases recent_cases(Snapshot& snapshot, std::int64_t after, std::optional<std::int64_t> before, int most_events);

/// Whether this account took a step in the case.
bool acted_in(Snapshot& snapshot, AccountId account, CaseId id);

}  // namespace foerderlauf
