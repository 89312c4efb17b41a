// Writing the projections of single cases.
#include "domain/calendar.hpp"
#include "store/case_list.hpp"
#include "store/case_table.hpp"

namespace foerderlauf {

namespace {

constexpr auto insert_row = R"sql(
    INSERT INTO case_row (id, seq, position, last_hash, last_at, state, owner, since, clock_due, next_due, submitted_on,
                          decided_on, served_on, requested, award, authority_sees, is_final, file_number, programme,
                          recipient, recipient_name, district, title, funding_object, search)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            $24, $25)
)sql";

// Columns of no index: what every event changes.
constexpr auto update_place = R"sql(
    UPDATE case_row
    SET    seq = $1, position = $2, last_hash = $3, last_at = $4, state = $5, since = $6, next_due = $7,
           submitted_on = $8, decided_on = $9, served_on = $10, requested = $11, award = $12, authority_sees = $13
    WHERE  id = $14
)sql";

// Columns of the index of open cases.
constexpr auto update_work = "UPDATE case_row SET owner = $1, clock_due = $2, is_final = $3 WHERE id = $4";

constexpr auto update_words = R"sql(
    UPDATE case_row
    SET    programme = $1, recipient = $2, recipient_name = $3, district = $4, title = $5, funding_object = $6, search = $7
    WHERE  id = $8
)sql";

constexpr auto update_file_number = "UPDATE case_row SET file_number = $1 WHERE id = $2";

constexpr auto insert_reader = "INSERT INTO case_reader (case_id, recipient) VALUES ($1, $2)";
constexpr auto delete_readers = "DELETE FROM case_reader WHERE case_id = $1";

constexpr auto insert_task = R"sql(
    INSERT INTO child_task (case_id, machine_id, machine, state, owner, since) VALUES ($1, $2, $3, $4, $5, $6)
)sql";
constexpr auto delete_tasks = "DELETE FROM child_task WHERE case_id = $1";

constexpr auto insert_officer = "INSERT INTO case_officer (case_id, duty, account) VALUES ($1, $2, $3)";
constexpr auto delete_officers = "DELETE FROM case_officer WHERE case_id = $1";

constexpr auto insert_deadline = R"sql(
    INSERT INTO deadline (case_id, name, machine_id, due, then_fire) VALUES ($1, $2, $3, $4, $5)
)sql";
constexpr auto delete_deadlines = "DELETE FROM deadline WHERE case_id = $1";

constexpr auto set_file_number = R"sql(
    INSERT INTO file_number (prefix, year, last) VALUES ($1, $2, $3)
    ON CONFLICT (prefix, year) DO UPDATE SET last = excluded.last
)sql";

std::optional<std::string> iso(const std::optional<Date>& day) {
    return day ? std::optional{to_iso(*day)} : std::nullopt;
}

/// `Date{}` of the installation's own record is not a day.
std::string iso_or_empty(Date day) { return day.ok() ? to_iso(day) : std::string{}; }

bool same_words(const CaseRow& a, const CaseRow& b) {
    return a.programme == b.programme && a.recipient == b.recipient && a.recipient_name == b.recipient_name &&
           a.district == b.district && a.title == b.title && a.funding_object == b.funding_object &&
           a.file_number == b.file_number;
}

bool same_work(const CaseRow& a, const CaseRow& b) {
    return a.owner == b.owner && a.clock_due == b.clock_due && a.final == b.final;
}

}  // namespace

CaseWriting::CaseWriting(sqlite3* connection)
    : insert_{connection, insert_row}, update_place_{connection, update_place}, update_work_{connection, update_work},
      update_words_{connection, update_words}, update_file_number_{connection, update_file_number},
      insert_reader_{connection, insert_reader}, delete_readers_{connection, delete_readers},
      insert_task_{connection, insert_task}, delete_tasks_{connection, delete_tasks}, insert_officer_{connection,
                                                                                                      insert_officer},
      delete_officers_{connection, delete_officers}, insert_deadline_{connection, insert_deadline},
      delete_deadlines_{connection, delete_deadlines}, file_number_{connection, set_file_number} {}

void CaseWriting::keep_row(const CaseRow& row, const CaseRow* before, const CaseFile& file) {
    const auto at = to_rfc3339(file.last_at);
    const auto since = iso_or_empty(row.since);
    const auto clock = row.clock_due ? to_iso(*row.clock_due) : no_clock;
    const auto next = iso(row.next_due);
    const auto submitted = iso(row.submitted_on);
    const auto decided = iso(row.decided_on);
    const auto served = iso(row.served_on);
    const auto requested = row.requested.in_cents();
    const auto award = row.award.in_cents();
    if (!before) {
        insert_.run(row.id, row.seq, row.position, file.last_hash, at, row.state, row.owner, since, clock, next,
                    submitted, decided, served, requested, award, row.authority_sees, row.final, row.file_number,
                    row.programme, row.recipient, row.recipient_name, row.district, row.title, row.funding_object,
                    search_text(row));
    } else {
        update_place_.run(row.seq, row.position, file.last_hash, at, row.state, since, next, submitted, decided, served,
                          requested, award, row.authority_sees, row.id);
        if (!same_work(row, *before)) update_work_.run(row.owner, clock, row.final, row.id);
        if (!same_words(row, *before))
            update_words_.run(row.programme, row.recipient, row.recipient_name, row.district, row.title,
                              row.funding_object, search_text(row), row.id);
        if (row.file_number != before->file_number) update_file_number_.run(row.file_number, row.id);
    }
    keep_readers(row, before);
    keep_tasks(row, before);
    keep_officers(row, before);
}

void CaseWriting::keep_readers(const CaseRow& row, const CaseRow* before) {
    if (before && before->readers == row.readers) return;
    if (before) delete_readers_.run(row.id);
    for (const auto& reader : row.readers) insert_reader_.run(row.id, reader);
}

void CaseWriting::keep_tasks(const CaseRow& row, const CaseRow* before) {
    if (before ? before->tasks == row.tasks : row.tasks.empty()) return;
    if (before) delete_tasks_.run(row.id);
    for (const auto& task : row.tasks)
        insert_task_.run(row.id, task.id, task.machine, task.state, task.owner, to_iso(task.since));
}

void CaseWriting::keep_officers(const CaseRow& row, const CaseRow* before) {
    if (before ? before->officers == row.officers : row.officers.empty()) return;
    if (before) delete_officers_.run(row.id);
    for (const auto& [duty, account] : row.officers) insert_officer_.run(row.id, duty, account);
}

void CaseWriting::keep_deadlines(CaseId id, const std::vector<RunningDeadline>& firing,
                                 const std::vector<RunningDeadline>& before) {
    if (firing == before) return;
    if (!before.empty()) delete_deadlines_.run(id);
    for (const auto& deadline : firing)
        insert_deadline_.run(id, deadline.name, deadline.machine, to_iso(deadline.due), deadline.then_fire);
}

void CaseWriting::keep_file_number(const std::string& prefix, int year, std::int64_t last) {
    file_number_.run(prefix, year, last);
}

}  // namespace foerderlauf
