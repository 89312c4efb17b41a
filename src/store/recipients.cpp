#include "store/recipients.hpp"

#include "base/text.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <algorithm>

namespace foerderlauf {

namespace {

using Poco::Data::Session;
using namespace Poco::Data::Keywords;

constexpr auto by_key = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population FROM recipient
    WHERE  key = $1 OR (ars = $2 AND ars <> '')
    ORDER  BY key <> $3 LIMIT 1
)sql";
constexpr auto by_name = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population FROM recipient
    WHERE  search LIKE $1 ESCAPE '!'
    ORDER  BY name, key LIMIT $2
)sql";
constexpr auto by_digits = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population FROM recipient
    WHERE  ags LIKE $1 OR ars LIKE $2
    ORDER  BY name, key LIMIT $3
)sql";
constexpr auto by_association = R"sql(
    SELECT key, ags, ars, name, kind, district, association_ars, population FROM recipient
    WHERE  association_ars = $1 AND association_ars <> ''
    ORDER  BY name, key
)sql";
constexpr auto upsert = R"sql(
    INSERT INTO recipient (key, ags, ars, name, kind, district, association_ars, population, search)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (key) DO UPDATE SET ags = excluded.ags, ars = excluded.ars, name = excluded.name, kind = excluded.kind,
        district = excluded.district, association_ars = excluded.association_ars, population = excluded.population,
        search = excluded.search
)sql";

using Columns =
    Poco::Tuple<std::string, std::string, std::string, std::string, std::string, std::string, std::string, Poco::Int64>;

std::vector<Recipient> recipients_from(const std::vector<Columns>& rows) {
    std::vector<Recipient> recipients;
    for (const auto& row : rows)
        recipients.push_back({row.get<0>(), row.get<1>(), row.get<2>(), row.get<3>(), row.get<4>(), row.get<5>(),
                              row.get<6>(), row.get<7>()});
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
    session << upsert, use(kept.key), use(kept.ags), use(kept.ars), use(kept.name), use(kept.kind), use(kept.district),
        use(kept.association_ars), use(population), use(search), now;
}

}  // namespace foerderlauf
