#include "store/reminder_table.hpp"

#include "domain/calendar.hpp"
#include "store/fault.hpp"
#include "store/projection.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto reminders_of_case = R"sql(
    SELECT case_id, machine_id, name, due, duty, given FROM reminder WHERE case_id = $1 ORDER BY machine_id, name
)sql";

constexpr auto cases_to_remind = R"sql(
    SELECT DISTINCT case_id
    FROM   reminder
    WHERE  given <> 'passed' AND due <= $1 AND (due < $2 OR given = '')
    ORDER  BY case_id
)sql";

constexpr auto reminders_of_duty = R"sql(
    SELECT case_id, machine_id, name, due, duty, given
    FROM   reminder
    WHERE  duty = $1 AND given <> ''
    ORDER  BY due, case_id, machine_id, name
    LIMIT  $2
)sql";

constexpr auto insert_reminder =
    "INSERT INTO reminder (case_id, machine_id, name, due, duty, given) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr auto delete_reminders = "DELETE FROM reminder WHERE case_id = $1";

std::optional<ReminderKind> kind_from(std::string_view text) {
    if (text.empty()) return {};
    return text == to_text(ReminderKind::Ahead) ? ReminderKind::Ahead : ReminderKind::Passed;
}

std::vector<ReminderRow> rows_of(Rows found) {
    std::vector<ReminderRow> rows;
    while (found.next()) {
        const auto due = parse_date(found.text(3));
        if (!due) throw StoreFault{"a projection holds a date that cannot be read"};
        rows.push_back(
            {found.integer(0), found.integer(1), found.string(2), *due, found.string(4), kind_from(found.text(5))});
    }
    return rows;
}

}  // namespace

ReminderReading::ReminderReading(sqlite3* connection)
    : of_case_{connection, reminders_of_case}, due_{connection, cases_to_remind}, of_duty_{connection,
                                                                                           reminders_of_duty} {}

std::vector<ReminderRow> ReminderReading::of_case(CaseId id) { return rows_of(of_case_.query(id)); }

std::vector<CaseId> ReminderReading::due(Date today, int days_ahead) {
    const auto until = to_iso(plus_days(today, days_ahead > 0 ? days_ahead : -1)), passed_before = to_iso(today);
    std::vector<CaseId> ids;
    for (auto rows = due_.query(until, passed_before); rows.next();) ids.push_back(rows.integer(0));
    return ids;
}

std::vector<ReminderRow> ReminderReading::of_duties(const std::vector<std::string>& duties, int limit) {
    std::vector<ReminderRow> all;
    for (const auto& duty : duties) std::ranges::move(rows_of(of_duty_.query(duty, limit)), std::back_inserter(all));
    sort_reminders(all, limit);
    return all;
}

ReminderWriting::ReminderWriting(sqlite3* connection)
    : insert_{connection, insert_reminder}, delete_{connection, delete_reminders} {}

void ReminderWriting::keep(CaseId id, const std::vector<ReminderRow>& rows, const std::vector<ReminderRow>& before) {
    if (rows == before) return;
    delete_.run(id);
    for (const auto& row : rows)
        insert_.run(id, row.machine, row.name, to_iso(row.due), row.duty,
                    row.given ? to_text(*row.given) : std::string_view{});
}

}  // namespace foerderlauf
