#include "store/verify.hpp"

#include "store/ledger_table.hpp"
#include "store/seal_check.hpp"
#include "store/verify_case.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto next_case_with_events = "SELECT min(case_id) FROM event WHERE case_id > $1";
constexpr auto next_case_with_row = "SELECT min(id) FROM case_row WHERE id > $1";
constexpr auto all_positions = "SELECT position, case_id, seq FROM event ORDER BY position";
constexpr auto all_postings = "SELECT amount, from_account, to_account, position FROM posting ORDER BY position, n";
constexpr auto all_file_numbers = "SELECT prefix, year, last FROM file_number";
constexpr auto balance_of_account = "SELECT amount FROM balance WHERE account = $1";
constexpr auto booked_on_account = R"sql(
    SELECT coalesce(sum(CASE WHEN to_account = $1 THEN amount ELSE -amount END), 0)
    FROM   posting
    WHERE  to_account = $1 OR from_account = $2
)sql";

struct Counted {
    const char* table;
    const char* query;
    std::int64_t Recount::*expected;
};
/// Rows that belong to no event or case would be seen by no check of a case: their number tells.
constexpr Counted counted_tables[] = {
    {"event_text", "SELECT count(*) FROM event_text", &Recount::texts},
    {"letter", "SELECT count(*) FROM letter", &Recount::letters},
    {"posting", "SELECT count(*) FROM posting", &Recount::postings},
    {"case_reader", "SELECT count(*) FROM case_reader", &Recount::readers},
    {"child_task", "SELECT count(*) FROM child_task", &Recount::tasks},
    {"case_officer", "SELECT count(*) FROM case_officer", &Recount::officers},
    {"deadline", "SELECT count(*) FROM deadline", &Recount::deadlines},
    {"reminder", "SELECT count(*) FROM reminder", &Recount::reminders},
    {"message_box", "SELECT count(*) FROM message_box", &Recount::messages},
    {"search_index", "SELECT count(*) FROM search_index", &Recount::searched},
    {"notice", "SELECT count(*) FROM notice", &Recount::notices},
};

/// Checks what concerns more than one case.
class WholeCheck {
public:
    WholeCheck(sqlite3* connection, const Recount& recount, std::vector<Difference>& found)
        : connection_{connection}, recount_{recount}, found_{found} {}

    void run() {
        guarded("seal", [&] { check_seals(connection_, found_); });  // first: it names the case that was cut off
        guarded("event", [&] { check_positions(); });
        guarded("balance", [&] { check_balances(); });
        guarded("posting", [&] { check_never_below_zero(); });
        guarded("file_number", [&] { check_file_numbers(); });
        for (const auto& table : counted_tables) guarded(table.table, [&] { check_count(table); });
    }

private:
    template <typename Check>
    void guarded(const char* table, const Check& check) {
        try {
            check();
        } catch (const std::exception&) { report("verify.table_unreadable", {{"table", table}}); }
    }
    void report(std::string key, Record values, CaseId id = 0, std::int64_t seq = 0) {
        found_.push_back({id, seq, {std::move(key), std::move(values)}});
    }

    void check_positions() {
        Statement statement{connection_, all_positions};
        std::int64_t expected = 0;
        for (auto rows = statement.query(); rows.next();) {
            const auto position = rows.integer(0);
            if (position != ++expected)
                report("verify.position_gap", {{"expected", expected}, {"position", position}}, rows.integer(1),
                       rows.integer(2));
            expected = position;
        }
    }

    void check_sums(const Balances& counted, const Balances& kept, const char* key) {
        auto all = counted;
        all.insert(kept.begin(), kept.end());
        for (const auto& [account, ignored] : all) {
            const auto expected = balance_of(counted, account);
            const auto found = balance_of(kept, account);
            if (expected != found)
                report(key, {{"account", to_text(account)},
                             {"expected_cents", expected.in_cents()},
                             {"found_cents", found.in_cents()}});
        }
    }
    void check_balances() {
        LedgerReading ledger{connection_};
        check_sums(recount_.balances, ledger.balances(), "verify.balance");
        check_sums(recount_.from_outside, ledger.from_outside(), "verify.outside");
    }

    void check_never_below_zero() {
        Statement statement{connection_, all_postings};
        Balances balances;
        for (auto rows = statement.query(); rows.next();) {
            const auto from = parse_ledger_account(rows.text(1));
            const auto to = parse_ledger_account(rows.text(2));
            const bool books = from && to && book(balances, {{Money::cents(rows.integer(0)), *from, *to}});
            if (!books)
                return report("verify.below_zero", {{"account", rows.string(1)}, {"position", rows.integer(3)}});
        }
    }

    void check_file_numbers() {
        Statement statement{connection_, all_file_numbers};
        std::map<std::pair<std::string, int>, std::int64_t> kept;
        for (auto rows = statement.query(); rows.next();)
            kept[{rows.string(0), static_cast<int>(rows.integer(1))}] = rows.integer(2);
        if (kept != recount_.file_numbers) report("verify.file_number", {});
    }

    void check_count(const Counted& table) {
        Statement statement{connection_, table.query};
        auto rows = statement.query();
        rows.next();
        const auto expected = recount_.*table.expected;
        if (rows.integer(0) != expected)
            report("verify.count", {{"table", table.table}, {"expected", expected}, {"found", rows.integer(0)}});
    }

    sqlite3* connection_;
    const Recount& recount_;
    std::vector<Difference>& found_;
};

/// The next case id after `id` in either table, or nothing.
std::optional<CaseId> next_case(Statement& statement, CaseId id) {
    auto rows = statement.query(id);
    return rows.next() && !rows.is_null(0) ? std::optional{rows.integer(0)} : std::nullopt;
}

void check_account(sqlite3* connection, const LedgerAccount& account, std::vector<Difference>& found, CaseId id) {
    const auto text = to_text(account);
    Statement counting{connection, booked_on_account};
    Statement reading{connection, balance_of_account};
    auto counted = counting.query(text, text);
    auto kept = reading.query(text);
    const auto expected = counted.next() ? counted.integer(0) : 0;
    const auto standing = kept.next() ? kept.integer(0) : 0;
    if (expected != standing)
        found.push_back(
            {id, 0, {"verify.balance", {{"account", text}, {"expected_cents", expected}, {"found_cents", standing}}}});
}

}  // namespace

std::vector<Difference> verify_database(sqlite3* connection, const Projector& project) {
    std::vector<Difference> found;
    CaseCheck cases{connection, project};
    Statement with_events{connection, next_case_with_events};
    Statement with_row{connection, next_case_with_row};
    auto id = next_case(with_events, -1);
    auto row = next_case(with_row, -1);
    while (id || row) {
        const bool has_events = id && (!row || *id <= *row);
        const auto at = has_events ? *id : *row;
        if (has_events) cases.check(at, found);
        else found.push_back({at, 0, {"verify.case_without_events", {{"case", at}}}});
        if (id && *id == at) id = next_case(with_events, at);
        if (row && *row == at) row = next_case(with_row, at);
    }
    WholeCheck{connection, cases.recount(), found}.run();
    return found;
}

std::vector<Difference> verify_case(sqlite3* connection, const Projector& project, CaseId id) {
    std::vector<Difference> found;
    CaseCheck check{connection, project};
    check.check(id, found);
    for (const auto& [account, amount] : check.recount().balances) check_account(connection, account, found, id);
    return found;
}

}  // namespace foerderlauf
