#include "store/rebuild.hpp"

#include "store/case_table.hpp"
#include "store/history_table.hpp"
#include "store/ledger_table.hpp"
#include "store/message_table.hpp"
#include "store/notice_table.hpp"
#include "store/projection.hpp"
#include "store/reminder_table.hpp"
#include "store/search_table.hpp"
#include "store/verify_case.hpp"

namespace foerderlauf {

namespace {

constexpr auto drop_projections = R"sql(
    DELETE FROM posting;
    DELETE FROM balance;
    DELETE FROM outside;
    DELETE FROM file_number;
    DELETE FROM case_row;
    DELETE FROM case_reader;
    DELETE FROM child_task;
    DELETE FROM deadline;
    DELETE FROM reminder;
    DELETE FROM message_box;
    DELETE FROM search_index;
    DELETE FROM notice;
    PRAGMA user_version = 0;
)sql";

constexpr auto next_case = "SELECT min(case_id) FROM event WHERE case_id > $1";

void replay(sqlite3* writer, const Projector& project) {
    HistoryReading history{writer};
    LedgerWriting booking{writer};
    CaseWriting projecting{writer};
    ReminderWriting reminding{writer};
    MessageWriting messaging{writer};
    SearchWriting indexing{writer};
    NoticeWriting noticing{writer};
    Statement next{writer, next_case};
    Recount recount;
    for (CaseId after = -1;;) {
        auto rows = next.query(after);
        if (!rows.next() || rows.is_null(0)) break;
        after = rows.integer(0);
        auto file = empty_case(after);
        std::vector<SignedNotice> notices;
        history.each(after, 0, [&](StoredEvent stored) {
            const auto event = event_of(std::move(stored));
            apply(file, event);
            keep_notices(notices, file, event, words_by(file, project));
            recount.count(event);
            booking.keep_postings(event);
            return true;
        });
        const auto row = row_of(file, project);
        projecting.keep_row(row, nullptr, file);
        indexing.keep(file.id, search_text_of(row, history.letters(file.id)), {});
        projecting.keep_deadlines(file.id, firing_deadlines(file), {});
        reminding.keep(file.id, reminder_rows(file), {});
        messaging.keep(file.id, message_box(file), {});
        noticing.keep(file.id, notices, {});
    }
    for (const auto& [account, amount] : recount.balances) booking.keep_balance(account, amount);
    for (const auto& [account, amount] : recount.from_outside) booking.keep_from_outside(account, amount);
    for (const auto& [series, last] : recount.file_numbers)
        projecting.keep_file_number(series.first, series.second, last);
}

}  // namespace

void rebuild_projections(sqlite3* writer, const Projector& project) {
    execute(writer, "BEGIN IMMEDIATE");
    try {
        execute(writer, drop_projections);
        replay(writer, project);
        execute(writer, "COMMIT");
    } catch (...) {
        sqlite3_exec(writer, "ROLLBACK", nullptr, nullptr, nullptr);
        throw;
    }
}

}  // namespace foerderlauf
