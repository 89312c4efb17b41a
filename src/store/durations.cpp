#include "store/durations.hpp"

#include "domain/calendar.hpp"
#include "store/connection.hpp"
#include "store/statement.hpp"

namespace foerderlauf {

namespace {

// By the index case_row_decided alone.
constexpr auto newest_decided = R"sql(
    SELECT   CAST(julianday(decided_on) - julianday(submitted_on) AS INTEGER)
    FROM     case_row
    WHERE    programme = $1 AND decided_on IS NOT NULL AND decided_on <= $2 AND submitted_on IS NOT NULL
    ORDER BY decided_on DESC
    LIMIT    $3
)sql";

}  // namespace

std::vector<int> days_to_decision(Poco::Data::Session& session, const std::string& programme, Date until, int most) {
    Statement statement{handle_of(session), newest_decided};
    const auto last = to_iso(until);
    std::vector<int> days;
    for (auto rows = statement.query(programme, last, most); rows.next();)
        days.push_back(static_cast<int>(rows.integer(0)));
    return days;
}

}  // namespace foerderlauf
