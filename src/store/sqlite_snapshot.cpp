#include "store/sqlite_snapshot.hpp"

#include "store/erasure.hpp"
#include "store/projection.hpp"

#include <algorithm>
#include <utility>

namespace foerderlauf {

namespace {

constexpr std::size_t most_kept = 100;  ///< statements; there are a few dozen shapes of lists
constexpr std::size_t most_counts = 1000;

// Another number as soon as another connection has committed (https://www.sqlite.org/pragma.html#pragma_data_version).
constexpr auto data_version = "PRAGMA data_version";

}  // namespace

ReadingConnection::ReadingConnection(Connection opened)
    : connection{std::move(opened)}, history{connection.handle()}, ledger{connection.handle()},
      cases{connection.handle()}, reminders{connection.handle()}, version_{connection.handle(), data_version} {}

Statement& ReadingConnection::kept(std::string_view sql) {
    auto kept = kept_.find(sql);
    if (kept == kept_.end()) {
        if (kept_.size() >= most_kept) kept_.clear();
        kept = kept_.emplace(sql, Statement{connection.handle(), sql}).first;
    }
    return kept->second;
}

Statement& ReadingConnection::bound(const ComposedQuery& query) {
    auto& statement = kept(query.sql());
    int place = 0;
    for (const auto& value : query.values())
        std::visit([&](const auto& bound) { statement.bind(++place, bound); }, value);
    return statement;
}

std::int64_t ReadingConnection::counted(const ComposedQuery& query) {
    auto version = version_.query();
    version.next();
    if (version.integer(0) != counted_version_ || counts_.size() >= most_counts) counts_.clear();
    counted_version_ = version.integer(0);
    // Whose cases may be seen is part of the query and its values: two readers share a count only if they share their rights.
    std::pair key{query.sql(), query.values()};
    if (const auto known = counts_.find(key); known != counts_.end()) return known->second;
    auto rows = bound(query).query();
    rows.next();
    return counts_.emplace(std::move(key), rows.integer(0)).first->second;
}

SqliteSnapshot::SqliteSnapshot(ReadingConnection& reading, FoldedCases& folded) : reading_{reading}, folded_{folded} {
    execute(reading_.connection.handle(), "BEGIN");
    // BEGIN alone takes no snapshot: the first read does. Taken here, every reading sees what was committed before it began.
    reading_.cases.last_id();
}

SqliteSnapshot::~SqliteSnapshot() { sqlite3_exec(reading_.connection.handle(), "ROLLBACK", nullptr, nullptr, nullptr); }

std::optional<CaseFile> SqliteSnapshot::case_file(CaseId id) {
    const auto newest = reading_.cases.newest(id);
    if (!newest) return {};
    const auto known = folded_.find(id);
    if (known && known->seq == newest->seq && known->last_hash == newest->hash) return *known;

    std::shared_ptr<CaseFile> file;
    if (known && known->seq < newest->seq && reading_.history.hash_at(id, known->seq) == known->last_hash) {
        const auto newer = reading_.history.events(id, known->seq);
        // What was folded before still knows the texts that one of these events erased.
        const bool erases = std::ranges::any_of(newer,
                                                [](const Event& event) { return erasure_of(event).has_value(); });
        file = std::make_shared<CaseFile>(erases ? *reading_.history.fold(id) : *known);
        if (!erases)
            for (const auto& event : newer) apply(*file, event);
    } else if (auto folded = reading_.history.fold(id)) {
        file = std::make_shared<CaseFile>(std::move(*folded));
    }
    if (!file) return {};
    folded_.keep(file);
    return *file;
}

std::optional<CaseFile> SqliteSnapshot::case_file_as_of(CaseId id, Date day) {
    const auto end = end_of(day);
    auto file = empty_case(id);
    reading_.history.each(id, 0, [&](StoredEvent stored) {
        if (stored.event.at >= end) return false;
        apply(file, event_of(std::move(stored)));
        return true;
    });
    return file.seq == 0 ? std::nullopt : std::optional{std::move(file)};
}

std::vector<Event> SqliteSnapshot::events(CaseId id, std::int64_t after_seq) {
    return reading_.history.events(id, after_seq);
}

std::vector<CaseRow> SqliteSnapshot::cases(const CaseQuery& query) {
    const auto composed = page_of_cases(query);
    std::vector<CaseRow> rows;
    {
        auto found = reading_.bound(composed).query();
        while (found.next()) rows.push_back(case_row_from(found));
    }
    if (query.bare) return rows;
    for (auto& row : rows) {
        row.readers = reading_.cases.readers(row.id);
        row.tasks = reading_.cases.tasks(row.id);
        row.officers = reading_.cases.officers(row.id);
    }
    return rows;
}

std::int64_t SqliteSnapshot::count(const CaseQuery& query) { return reading_.counted(count_of_cases(query)); }

std::vector<CaseId> SqliteSnapshot::case_ids() { return reading_.cases.ids(); }
std::vector<CaseId> SqliteSnapshot::cases_with_expiries(Date day) { return reading_.cases.due_before(day); }
std::vector<CaseId> SqliteSnapshot::cases_with_reminders(Date today, int days_ahead) {
    return reading_.reminders.due(today, days_ahead);
}
std::vector<ReminderRow> SqliteSnapshot::reminders_of(const std::vector<std::string>& duties, int limit) {
    return reading_.reminders.of_duties(duties, limit);
}
Balances SqliteSnapshot::balances() { return reading_.ledger.balances(); }
Balances SqliteSnapshot::from_outside() { return reading_.ledger.from_outside(); }
Balances SqliteSnapshot::balances_as_of(Date day) { return reading_.ledger.balances_before(end_of(day)); }
Balances SqliteSnapshot::from_outside_as_of(Date day) { return reading_.ledger.from_outside_before(end_of(day)); }
void SqliteSnapshot::each_booking(BookingSource source, Date last_day,
                                  const std::function<void(const Booking&)>& visit) {
    reading_.ledger.each_booking(source, end_of(last_day), visit);
}
std::vector<FrozenLetter> SqliteSnapshot::letters(CaseId id) { return reading_.history.letters(id); }
std::vector<Attempt> SqliteSnapshot::attempts(CaseId id) { return reading_.history.attempts(id); }
std::int64_t SqliteSnapshot::last_position() { return reading_.cases.last_position(); }
std::optional<Instant> SqliteSnapshot::newest_event_at() { return reading_.cases.newest_at(); }
std::string SqliteSnapshot::root_hash() { return reading_.cases.root_hash(); }
Poco::Data::Session& SqliteSnapshot::session() { return reading_.connection.session(); }
Statement& SqliteSnapshot::kept(std::string_view sql) { return reading_.kept(sql); }

}  // namespace foerderlauf
