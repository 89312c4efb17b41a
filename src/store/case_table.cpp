#include "store/case_table.hpp"

#include "base/sha256.hpp"
#include "domain/calendar.hpp"
#include "store/case_list.hpp"
#include "store/fault.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto row_of_case = R"sql(
    SELECT c.id, c.seq, c.position, c.state, c.owner, c.since, c.clock_due, c.next_due, c.submitted_on, c.decided_on,
           c.served_on, c.requested, c.award, c.authority_sees, c.is_final, c.file_number, c.programme, c.recipient,
           c.recipient_name, c.district, c.title, c.funding_object
    FROM   case_row c
    WHERE  c.id = $1
)sql";

constexpr auto readers_of_case = "SELECT recipient FROM case_reader WHERE case_id = $1 ORDER BY recipient";

constexpr auto tasks_of_case = R"sql(
    SELECT machine_id, machine, state, owner, since FROM child_task WHERE case_id = $1 ORDER BY machine_id
)sql";

constexpr auto officers_of_case = "SELECT duty, account FROM case_officer WHERE case_id = $1";

constexpr auto deadlines_of_case = R"sql(
    SELECT name, machine_id, due, then_fire FROM deadline WHERE case_id = $1 ORDER BY machine_id, name
)sql";

constexpr auto newest_event = "SELECT seq, last_hash, last_at FROM case_row WHERE id = $1";

constexpr auto all_ids = "SELECT id FROM case_row WHERE id > 0 ORDER BY id";

constexpr auto cases_due = R"sql(
    SELECT case_id, min(due) AS first_due
    FROM   deadline
    WHERE  due < $1
    GROUP  BY case_id
    ORDER  BY first_due, case_id
)sql";

constexpr auto last_position_of_all = "SELECT coalesce(max(position), 0) FROM event";
constexpr auto last_id_of_all = "SELECT coalesce(max(id), 0) FROM case_row";
constexpr auto newest_at_of_all = "SELECT max(last_at) FROM case_row";
constexpr auto newest_hashes = "SELECT last_hash FROM case_row ORDER BY id";

Date date_from(std::string_view iso) {
    const auto day = parse_date(iso);
    if (!day) throw StoreFault{"a projection holds a date that cannot be read"};
    return *day;
}

std::optional<Date> optional_date(const Rows& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional{date_from(row.text(column))};
}

}  // namespace

CaseRow case_row_from(const Rows& row) {
    CaseRow read;
    read.id = row.integer(0);
    read.seq = row.integer(1);
    read.position = row.integer(2);
    read.state = row.text(3);
    read.owner = row.text(4);
    if (!row.text(5).empty()) read.since = date_from(row.text(5));
    if (row.text(6) != no_clock) read.clock_due = date_from(row.text(6));
    read.next_due = optional_date(row, 7);
    read.submitted_on = optional_date(row, 8);
    read.decided_on = optional_date(row, 9);
    read.served_on = optional_date(row, 10);
    read.requested = Money::cents(row.integer(11));
    read.award = Money::cents(row.integer(12));
    read.authority_sees = row.integer(13) != 0;
    read.final = row.integer(14) != 0;
    read.file_number = row.text(15);
    read.programme = row.text(16);
    read.recipient = row.text(17);
    read.recipient_name = row.text(18);
    read.district = row.text(19);
    read.title = row.text(20);
    read.funding_object = row.text(21);
    return read;
}

CaseTableReading::CaseTableReading(sqlite3* connection)
    : row_{connection, row_of_case}, readers_{connection, readers_of_case}, tasks_{connection, tasks_of_case},
      officers_{connection, officers_of_case}, deadlines_{connection, deadlines_of_case},
      newest_{connection, newest_event}, ids_{connection, all_ids}, due_{connection, cases_due},
      last_position_{connection, last_position_of_all}, last_id_{connection, last_id_of_all},
      newest_at_{connection, newest_at_of_all}, hashes_{connection, newest_hashes} {}

std::optional<CaseRow> CaseTableReading::row(CaseId id) {
    auto rows = row_.query(id);
    if (!rows.next()) return {};
    auto row = case_row_from(rows);
    row.readers = readers(id);
    row.tasks = tasks(id);
    row.officers = officers(id);
    return row;
}

std::vector<std::string> CaseTableReading::readers(CaseId id) {
    std::vector<std::string> readers;
    for (auto rows = readers_.query(id); rows.next();) readers.push_back(rows.string(0));
    return readers;
}

std::vector<ChildTask> CaseTableReading::tasks(CaseId id) {
    std::vector<ChildTask> tasks;
    for (auto rows = tasks_.query(id); rows.next();)
        tasks.push_back({rows.integer(0), rows.string(1), rows.string(2), rows.string(3), date_from(rows.text(4))});
    return tasks;
}

std::map<std::string, AccountId> CaseTableReading::officers(CaseId id) {
    std::map<std::string, AccountId> officers;
    for (auto rows = officers_.query(id); rows.next();) officers[rows.string(0)] = rows.integer(1);
    return officers;
}

std::vector<RunningDeadline> CaseTableReading::firing_deadlines(CaseId id) {
    std::vector<RunningDeadline> firing;
    for (auto rows = deadlines_.query(id); rows.next();) {
        RunningDeadline deadline{};
        deadline.name = rows.text(0);
        deadline.machine = rows.integer(1);
        deadline.due = date_from(rows.text(2));
        deadline.then_fire = rows.text(3);
        firing.push_back(std::move(deadline));
    }
    return firing;
}

std::optional<CaseTableReading::Newest> CaseTableReading::newest(CaseId id) {
    auto rows = newest_.query(id);
    if (!rows.next()) return {};
    Newest newest{rows.integer(0), rows.string(1), {}};
    if (!from_rfc3339(rows.text(2), newest.at)) throw StoreFault{"a projection holds a time that cannot be read"};
    return newest;
}

std::vector<CaseId> CaseTableReading::ids() {
    std::vector<CaseId> ids;
    for (auto rows = ids_.query(); rows.next();) ids.push_back(rows.integer(0));
    return ids;
}

std::vector<CaseId> CaseTableReading::due_before(Date day) {
    std::vector<CaseId> ids;
    const auto before = to_iso(day);
    for (auto rows = due_.query(before); rows.next();) ids.push_back(rows.integer(0));
    return ids;
}

std::int64_t CaseTableReading::last_position() {
    auto rows = last_position_.query();
    rows.next();
    return rows.integer(0);
}

CaseId CaseTableReading::last_id() {
    auto rows = last_id_.query();
    rows.next();
    return rows.integer(0);
}

std::optional<Instant> CaseTableReading::newest_at() {
    auto rows = newest_at_.query();
    Instant at;
    const bool any = rows.next() && from_rfc3339(rows.text(0), at);
    return any ? std::optional{at} : std::nullopt;
}

std::string CaseTableReading::root_hash() {
    std::string hashes;
    for (auto rows = hashes_.query(); rows.next();) hashes += rows.text(0);
    return sha256_hex(hashes);
}

}  // namespace foerderlauf
