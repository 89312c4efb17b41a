#include "store/recipients.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "store/fault.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <algorithm>

namespace foerderlauf {

namespace {

using Poco::Data::Session;
using namespace Poco::Data::Keywords;

constexpr auto by_key = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population, seat, area_ha, postal_code,
           coalesce(valid_from, ''), coalesce(valid_to, ''), successor
    FROM   recipient
    WHERE  key = $1 OR (ars = $2 AND ars <> '')
    ORDER  BY key <> $3 LIMIT 1
)sql";
constexpr auto by_name = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population, seat, area_ha, postal_code,
           coalesce(valid_from, ''), coalesce(valid_to, ''), successor
    FROM   recipient
    WHERE  search LIKE $1 ESCAPE '!'
    ORDER  BY name, key LIMIT $2
)sql";
constexpr auto by_digits = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population, seat, area_ha, postal_code,
           coalesce(valid_from, ''), coalesce(valid_to, ''), successor
    FROM   recipient
    WHERE  ags LIKE $1 OR ars LIKE $2
    ORDER  BY name, key LIMIT $3
)sql";
constexpr auto by_association = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population, seat, area_ha, postal_code,
           coalesce(valid_from, ''), coalesce(valid_to, ''), successor
    FROM   recipient
    WHERE  association_ars = $1 AND association_ars <> ''
    ORDER  BY name, key
)sql";
constexpr auto with_end = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population, seat, area_ha, postal_code,
           coalesce(valid_from, ''), coalesce(valid_to, ''), successor
    FROM   recipient
    WHERE  valid_to IS NOT NULL
    ORDER  BY valid_to, key
)sql";
constexpr auto put_end = "UPDATE recipient SET valid_to = $1, successor = $2 WHERE key = $3";
constexpr auto upsert = R"sql(
    INSERT INTO recipient (key, ags, ars, name, kind, district, association_ars, population, search, seat, area_ha,
                           postal_code, valid_from)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, nullif($13, ''))
    ON CONFLICT (key) DO UPDATE SET ags = excluded.ags, ars = excluded.ars, name = excluded.name, kind = excluded.kind,
        district = excluded.district, association_ars = excluded.association_ars, population = excluded.population,
        search = excluded.search, seat = excluded.seat, area_ha = excluded.area_ha, postal_code = excluded.postal_code
)sql";

using Columns = Poco::Tuple<std::string, std::string, std::string, std::string, std::string, std::string, std::string,
                            Poco::Int64, std::string, Poco::Int64, std::string, std::string, std::string, std::string>;

std::optional<Date> day_from(const std::string& text) {
    if (text.empty()) return {};
    const auto day = parse_date(text);
    if (!day) throw StoreFault{"a body has a day that is none"};
    return *day;
}

std::vector<Recipient> recipients_from(const std::vector<Columns>& rows) {
    std::vector<Recipient> recipients;
    for (const auto& row : rows)
        recipients.push_back({row.get<0>(), row.get<1>(), row.get<2>(), row.get<3>(), row.get<4>(), row.get<5>(),
                              row.get<6>(), row.get<7>(), row.get<8>(), row.get<9>(), row.get<10>(),
                              day_from(row.get<11>()), day_from(row.get<12>()), row.get<13>()});
    return recipients;
}

bool is_number(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// The text as a part of a LIKE pattern, taken literally.
std::string literally(std::string_view text) {
    std::string pattern;
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '!') pattern += '!';
        pattern += c;
    }
    return pattern;
}

}  // namespace

std::optional<Recipient> find_recipient(Session& session, const std::string& key) {
    if (key.empty()) return {};
    std::vector<Columns> rows;
    std::string first = key, second = key, third = key;
    session << by_key, into(rows), use(first), use(second), use(third), now;
    const auto found = recipients_from(rows);
    return found.empty() ? std::nullopt : std::optional{found.front()};
}

std::vector<Recipient> search_recipients(Session& session, const std::string& text, int limit) {
    std::vector<Columns> rows;
    const std::string wanted{trimmed(text)};
    int most = limit;
    if (is_number(wanted)) {
        std::string ags = wanted + "%", ars = ags;
        session << by_digits, into(rows), use(ags), use(ars), use(most), now;
    } else {
        std::string pattern = "%" + literally(folded(wanted)) + "%";
        session << by_name, into(rows), use(pattern), use(most), now;
    }
    return recipients_from(rows);
}

std::vector<Recipient> members_of_association(Session& session, const std::string& association_ars) {
    std::vector<Columns> rows;
    std::string wanted = association_ars;
    session << by_association, into(rows), use(wanted), now;
    return recipients_from(rows);
}

void put_recipient(Session& session, const Recipient& recipient) {
    Recipient kept = recipient;
    Poco::Int64 population = recipient.population;
    std::string search = folded(recipient.name + "\n" + recipient.ags + "\n" + recipient.ars);
    Poco::Int64 area = recipient.area_ha;
    std::string since = recipient.valid_from ? to_iso(*recipient.valid_from) : std::string{};
    session << upsert, use(kept.key), use(kept.ags), use(kept.ars), use(kept.name), use(kept.kind), use(kept.district),
        use(kept.association_ars), use(population), use(search), use(kept.seat), use(area), use(kept.postal_code),
        use(since), now;
}

std::vector<Recipient> ended_recipients(Session& session) {
    std::vector<Columns> rows;
    session << with_end, into(rows), now;
    return recipients_from(rows);
}

std::vector<std::int64_t> cases_read_by(Session& session, const std::string& key) {
    std::vector<Poco::Int64> ids;
    std::string wanted = key;
    session << "SELECT case_id FROM case_reader WHERE recipient = $1 ORDER BY case_id", into(ids), use(wanted), now;
    return {ids.begin(), ids.end()};
}

void end_recipient(Session& session, const std::string& key, Date valid_to, const std::string& successor) {
    std::string day = to_iso(valid_to), next = successor, which = key;
    session << put_end, use(day), use(next), use(which), now;
}

}  // namespace foerderlauf
