#include "store/news_table.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

#include <limits>
#include <set>

namespace foerderlauf {

namespace {

constexpr auto seen_of_account = "SELECT position FROM news_seen WHERE account = $1";

constexpr auto keep_seen = R"sql(
    INSERT INTO news_seen (account, position) VALUES ($1, $2)
    ON CONFLICT (account) DO UPDATE SET position = excluded.position WHERE excluded.position > news_seen.position
)sql";

constexpr auto newest_events = R"sql(
    SELECT position, case_id FROM event WHERE position > $1 AND position < $2 ORDER BY position DESC LIMIT $3
)sql";

constexpr auto step_of_account = "SELECT 1 FROM event WHERE case_id = $1 AND actor = $2 LIMIT 1";

}  // namespace

std::int64_t news_seen(Snapshot& snapshot, AccountId account) {
    auto rows = snapshot.kept(seen_of_account).query(account);
    return rows.next() ? rows.integer(0) : 0;
}

void keep_news_seen(Poco::Data::Session& session, AccountId account, std::int64_t position) {
    Statement{handle_of(session), keep_seen}.run(account, position);
}

RecentCases recent_cases(Snapshot& snapshot, std::int64_t after, std::optional<std::int64_t> before, int most_events) {
    RecentCases recent;
    const auto end = before.value_or(std::numeric_limits<std::int64_t>::max());
    recent.scanned_to = end;
    std::set<CaseId> seen;
    int looked_at = 0;
    for (auto rows = snapshot.kept(newest_events).query(after, end, most_events); rows.next(); ++looked_at) {
        recent.scanned_to = rows.integer(0);
        if (seen.insert(rows.integer(1)).second) recent.cases.emplace_back(rows.integer(1), rows.integer(0));
    }
    recent.more = looked_at == most_events;
    return recent;
}

bool acted_in(Snapshot& snapshot, AccountId account, CaseId id) {
    return snapshot.kept(step_of_account).query(id, account).next();
}

}  // namespace foerderlauf
