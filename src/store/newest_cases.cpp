#include "store/newest_cases.hpp"

#include "store/statement.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace foerderlauf {

namespace {

// Down the index of one body's cases, as far as is asked for.
constexpr auto newest_of_body = R"sql(
    SELECT r.case_id
    FROM   case_reader r
    JOIN   case_row c ON c.id = r.case_id
    WHERE  r.recipient = $1 AND r.case_id <> $2 AND c.authority_sees = 1 AND NOT (c.is_final = 1 AND c.award = 0)
    ORDER  BY r.case_id DESC
    LIMIT  $3
)sql";

/// In a store without SQL: out of all of them.
std::vector<CaseId> out_of_all(Snapshot& snapshot, const std::vector<std::string>& bodies, CaseId except) {
    CaseQuery query;
    query.visibility.recipients = bodies;
    query.limit = -1;
    std::vector<CaseId> ids;
    for (const auto& row : snapshot.cases(query))
        if (row.id != except && row.authority_sees && !(row.final && row.award.is_zero())) ids.push_back(row.id);
    return ids;
}

}  // namespace

std::vector<CaseId> newest_cases_of(Snapshot& snapshot, const std::vector<std::string>& bodies, CaseId except,
                                    std::size_t limit) {
    std::vector<CaseId> ids;
    try {
        auto& newest = snapshot.kept(newest_of_body);
        for (const auto& body : bodies)
            for (auto rows = newest.query(body, except, static_cast<std::int64_t>(limit)); rows.next();)
                ids.push_back(rows.integer(0));
    } catch (const std::logic_error&) { ids = out_of_all(snapshot, bodies, except); }
    std::ranges::sort(ids, std::ranges::greater{});
    const auto twice = std::ranges::unique(ids);
    ids.erase(twice.begin(), twice.end());
    if (ids.size() > limit) ids.resize(limit);
    return ids;
}

}  // namespace foerderlauf
