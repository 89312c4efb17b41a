#include "store/substitutions.hpp"

#include "domain/calendar.hpp"
#include "store/fault.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

namespace foerderlauf {

namespace {

using Poco::Data::Session;
using namespace Poco::Data::Keywords;

constexpr auto every_substitution =
    "SELECT id, account, substitute, first_day, last_day, coalesce(ended_on, ''), granted_by, reason FROM substitution "
    "ORDER BY id";
constexpr auto of_substitute =
    "SELECT id, account, substitute, first_day, last_day, coalesce(ended_on, ''), granted_by, reason FROM substitution "
    "WHERE substitute = $1 ORDER BY id";

using Columns =
    Poco::Tuple<Poco::Int64, Poco::Int64, Poco::Int64, std::string, std::string, std::string, Poco::Int64, std::string>;

Date day_from(const std::string& text) {
    const auto day = parse_date(text);
    if (!day) throw StoreFault{"a substitution has a day that is none"};
    return *day;
}

std::vector<Substitution> from(const std::vector<Columns>& rows) {
    std::vector<Substitution> found;
    for (const auto& row : rows) {
        Substitution entry{row.get<0>(),           row.get<1>(), row.get<2>(), day_from(row.get<3>()),
                           day_from(row.get<4>()), {},           row.get<6>(), row.get<7>()};
        if (!row.get<5>().empty()) entry.ended_on = day_from(row.get<5>());
        found.push_back(std::move(entry));
    }
    return found;
}

}  // namespace

std::vector<Substitution> all_substitutions(Session& session) {
    std::vector<Columns> rows;
    session << every_substitution, into(rows), now;
    return from(rows);
}

std::vector<Substitution> substitutions_by(Session& session, AccountId substitute) {
    std::vector<Columns> rows;
    Poco::Int64 wanted = substitute;
    session << of_substitute, into(rows), use(wanted), now;
    return from(rows);
}

std::int64_t insert_substitution(Session& session, const Substitution& granted) {
    Poco::Int64 id = 0, account = granted.account, substitute = granted.substitute, by = granted.granted_by;
    std::string first = to_iso(granted.from), last = to_iso(granted.to), reason = granted.reason;
    session << "SELECT coalesce(max(id), 0) + 1 FROM substitution", into(id), now;
    session << "INSERT INTO substitution (id, account, substitute, first_day, last_day, granted_by, reason) VALUES "
               "($1, $2, $3, $4, $5, $6, $7)",
        use(id), use(account), use(substitute), use(first), use(last), use(by), use(reason), now;
    return id;
}

void end_substitution(Session& session, std::int64_t id, Date ended_on) {
    Poco::Int64 wanted = id;
    std::string day = to_iso(ended_on);
    session << "UPDATE substitution SET ended_on = $1 WHERE id = $2", use(day), use(wanted), now;
}

}  // namespace foerderlauf
