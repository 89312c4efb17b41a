#include "store/seals.hpp"

#include "base/canonical_json.hpp"
#include "base/sha256.hpp"
#include "domain/calendar.hpp"
#include "store/connection.hpp"
#include "store/event_hash.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"
#include "store/projection.hpp"
#include "store/statement.hpp"

#include <map>

namespace foerderlauf {

namespace {

constexpr auto seal_columns_of_newest =
    "SELECT day, position, made_at, previous, heads, hash FROM seal ORDER BY day DESC LIMIT 1";
constexpr auto seals_after =
    "SELECT day, position, made_at, previous, heads, hash FROM seal WHERE day > $1 ORDER BY day";
constexpr auto one_seal = "SELECT day, position, made_at, previous, heads, hash FROM seal WHERE day = $1";
constexpr auto insert_seal =
    "INSERT INTO seal (day, position, made_at, previous, heads, hash) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr auto events_after =
    "SELECT position, case_id, seq, hash, at FROM event WHERE position > $1 ORDER BY position";
constexpr auto newest_day = "SELECT max(day) FROM seal";

/// Seals of one transaction: a long downtime must not keep the writer from everybody else.
constexpr int days_at_once = 200;

List heads_as_list(const std::vector<SealedHead>& heads) {
    List list;
    for (const auto& head : heads) list.emplace_back(List{head.case_id, head.seq, head.hash});
    return list;
}

Record hashed_members(const Seal& seal) {
    return {{"day", to_iso(seal.day)},
            {"heads", heads_as_list(seal.heads)},
            {"made_at", to_rfc3339(seal.made_at)},
            {"position", seal.position},
            {"previous", seal.previous}};
}

Seal seal_in(const Rows& row) {
    return seal_from({{"day", row.string(0)},
                      {"position", row.integer(1)},
                      {"made_at", row.string(2)},
                      {"previous", row.string(3)},
                      {"heads", member(record_from_json("{\"heads\":" + row.string(4) + "}"), "heads")},
                      {"hash", row.string(5)}});
}

std::optional<Seal> first_of(Rows rows) {
    if (!rows.next()) return {};
    return seal_in(rows);
}

/// Walks once over the events that no seal covers yet and cuts them into days.
class Sealing {
public:
    Sealing(sqlite3* connection, Instant now)
        : now_{now}, events_{connection, events_after}, insert_{connection, insert_seal}, newest_{
                                                                                              connection,
                                                                                              seal_columns_of_newest} {}

    int run(Date today) {
        auto last = first_of(newest_.query());
        auto rows = events_.query(last ? last->position : 0);
        more_ = rows.next();
        if (!last && !more_) return 0;
        int made = 0;
        for (Date day = last ? following_day(last->day) : berlin_day(dated(rows)); day < today && made < days_at_once;
             day = following_day(day), ++made)
            last = keep(seal_of(day, last, rows));
        return made;
    }

private:
    static Instant dated(const Rows& row) {
        Instant at;
        if (!from_rfc3339(row.text(4), at)) throw StoreFault{"the history holds a time that cannot be read"};
        return at;
    }

    Seal seal_of(Date day, const std::optional<Seal>& last, Rows& rows) {
        Seal seal{day, last ? last->position : 0, now_, last ? last->hash : no_hash, {}, {}};
        std::map<CaseId, SealedHead> heads;
        for (const auto end = end_of(day); more_ && dated(rows) < end; more_ = rows.next()) {
            seal.position = rows.integer(0);
            heads[rows.integer(1)] = {rows.integer(1), rows.integer(2), rows.string(3)};
        }
        for (auto& [id, head] : heads) seal.heads.push_back(std::move(head));
        seal.hash = hash_of(seal);
        return seal;
    }

    Seal keep(Seal seal) {
        insert_.run(to_iso(seal.day), seal.position, to_rfc3339(seal.made_at), seal.previous,
                    canonical_json(heads_as_list(seal.heads)), seal.hash);
        return seal;
    }

    Instant now_;
    Statement events_, insert_, newest_;
    bool more_ = false;
};

/// There is a passed day without a seal, or events and no seal at all.
bool one_is_missing(Snapshot& snapshot, Date today) {
    auto rows = snapshot.kept(newest_day).query();
    if (rows.next() && !rows.is_null(0)) return following_day(*parse_date(rows.text(0))) < today;
    return snapshot.last_position() > 0;
}

}  // namespace

std::string hash_of(const Seal& seal) { return sha256_hex(canonical_json(hashed_members(seal))); }

Record record_of(const Seal& seal) {
    auto record = hashed_members(seal);
    record.emplace("hash", seal.hash);
    return record;
}

Seal seal_from(const Record& record) {
    Seal seal;
    const auto day = parse_date(text_of(record, "day"));
    const auto* position = member(record, "position").as_integer();
    const auto* heads = member(record, "heads").as_list();
    if (!day || !position || !heads || !from_rfc3339(text_of(record, "made_at"), seal.made_at))
        throw StoreFault{"a seal cannot be read"};
    seal.day = *day;
    seal.position = *position;
    seal.previous = text_of(record, "previous");
    seal.hash = text_of(record, "hash");
    for (const auto& entry : *heads) {
        const auto* head = entry.as_list();
        if (!head || head->size() != 3) throw StoreFault{"a seal cannot be read"};
        const auto *id = (*head)[0].as_integer(), *seq = (*head)[1].as_integer();
        const auto* hash = (*head)[2].as_text();
        if (!id || !seq || !hash) throw StoreFault{"a seal cannot be read"};
        seal.heads.push_back({*id, *seq, *hash});
    }
    // Another spelling would be another seal with the same hash.
    if (canonical_json(record_of(seal)) != canonical_json(record)) throw StoreFault{"a seal cannot be read"};
    return seal;
}

int seal_passed_days(Store& store, Date today, Instant now) {
    int made = 0;
    for (bool missing = true; missing;) {
        store.read([&](Snapshot& snapshot) { missing = one_is_missing(snapshot, today); });
        if (!missing) break;
        int more = 0;
        store.run([&](Transaction& transaction) { more = Sealing{handle_of(transaction.session()), now}.run(today); });
        made += more;
        missing = more == days_at_once;
    }
    return made;
}

std::optional<Seal> newest_seal(Snapshot& snapshot) { return first_of(snapshot.kept(seal_columns_of_newest).query()); }

std::optional<Seal> seal_of_day(sqlite3* connection, Date day) {
    Statement statement{connection, one_seal};
    const auto wanted = to_iso(day);
    auto rows = statement.query(wanted);
    if (!rows.next()) return {};
    return seal_in(rows);
}

void each_seal(sqlite3* connection, std::optional<Date> after, const std::function<void(const Seal&)>& visit) {
    Statement statement{connection, seals_after};
    const auto day = after ? to_iso(*after) : std::string{};
    for (auto rows = statement.query(day); rows.next();) visit(seal_in(rows));
}

}  // namespace foerderlauf
