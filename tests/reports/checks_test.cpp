#include "report_history.hpp"
#include "sheet_xml.hpp"
#include "store/folder.hpp"
#include "store/sqlite_store.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

std::size_t times(const std::string& text, const std::string& word) {
    std::size_t found = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
    return found;
}

const ReportCatalogue& shipped() {
    static const ReportCatalogue catalogue{SOURCE_DIR "/reports"};
    return catalogue;
}

/// How many checks of a workbook agree, and how many differ.
struct Verdict {
    std::size_t agree = 0, differ = 0;
};

/// The played history in a database, and workbooks of it.
class CheckedHistory : public ReportHistory {
public:
    CheckedHistory() { keep_in(*database_); }

    ReportOptions all() const { return {"", {}, {}, everything(), "Herr Otto"}; }

    Verdict verdict(const std::string& report, const ReportOptions& options) {
        const auto file = folder_.path() / (std::to_string(++written_) + ".xlsx");
        const auto written = shipped().write(report, options, *database_, programmes, texts(), clock, file);
        REQUIRE(written);
        const auto last = sheet_xml(file, sheets_in(file));  // the check sheet
        // The first line names no result, so that every result stands once.
        const Verdict verdict{times(last, "<v>stimmt</v>"), times(last, "<v>weicht ab</v>")};
        CHECK(static_cast<std::size_t>(written->differing) == verdict.differ);  // as the page of reports tells it
        CHECK(static_cast<std::size_t>(written->checks) == verdict.agree + verdict.differ);
        return verdict;
    }

    /// Does to the closed database what nobody may.
    void tamper(const char* sql) {
        database_.reset();
        {
            auto connection = Connection::single_file(folder_.data().database(), Connection::Purpose::Change);
            execute(connection.handle(), "PRAGMA foreign_keys = OFF");
            execute(connection.handle(), sql);
            REQUIRE(sqlite3_total_changes(connection.handle()) > 0);
        }
        database_ = opened();
    }

private:
    std::unique_ptr<SqliteStore> opened() const {
        return std::make_unique<SqliteStore>(lock_on(created()), row_for_lists, berlin_time(day("2026-03-02"), {}));
    }
    DataFolder created() const {
        std::filesystem::create_directories(folder_.path() / "data");
        return folder_.data();
    }
    TestFolder folder_;
    std::unique_ptr<SqliteStore> database_ = opened();
    int written_ = 0;
};

}  // namespace

TEST_CASE_METHOD(CheckedHistory, "every check of a workbook agrees, whatever it is asked for") {
    auto [report, checks] = GENERATE(table<std::string, std::size_t>({{"grants", 2},
                                                                      {"applications", 2},
                                                                      {"payment-requests", 1},
                                                                      {"budget-overview", 7},
                                                                      {"budget-monitoring", 4},
                                                                      {"commitment-appropriations", 3},
                                                                      {"proof-monitoring", 2},
                                                                      {"repayments", 3},
                                                                      {"cash-flow", 3},
                                                                      {"regional", 4}}));
    auto options = all();
    const auto asked = GENERATE("everything", "a past day", "a day before all", "one programme", "own cases");
    if (asked == std::string_view{"a past day"}) options.as_of = day("2025-03-11");
    if (asked == std::string_view{"a day before all"}) options.as_of = day("2024-12-31");
    if (asked == std::string_view{"one programme"}) options.programme = "thueregovrl";
    if (asked == std::string_view{"own cases"}) options.visibility = authority_of("thuerfag");
    CAPTURE(report, asked);
    const auto verdict = this->verdict(report, options);
    CHECK(verdict.agree == checks);
    CHECK(verdict.differ == 0);
}

TEST_CASE_METHOD(CheckedHistory, "the checks of one year count that year in cells, ledger and history alike") {
    auto options = all();
    options.year = GENERATE(2025, 2026, 2027);
    for (const auto* report : {"grants", "payment-requests", "budget-overview", "budget-monitoring",
                               "commitment-appropriations", "cash-flow"}) {
        CAPTURE(report, *options.year);
        CHECK(verdict(report, options).differ == 0);
    }
}

TEST_CASE_METHOD(CheckedHistory, "a ledger that was tampered with shows in the workbook") {
    tamper("UPDATE posting SET amount = amount + 1 WHERE to_account LIKE '%|committed' AND from_account LIKE "
           "'%|reserved'");
    CHECK(verdict("grants", all()).differ == 2);
    CHECK(verdict("applications", all()).differ == 0);
}

TEST_CASE_METHOD(CheckedHistory, "a balance that was tampered with shows in the workbook") {
    tamper("UPDATE balance SET amount = amount + 1 WHERE account LIKE '%|2026|2026|committed';"
           "UPDATE balance SET amount = amount - 1 WHERE account LIKE '%|2026|2026|available'");
    CHECK(verdict("budget-overview", all()).differ == 2);
}

TEST_CASE_METHOD(CheckedHistory, "a history that lost a posting shows in the workbook") {
    tamper("DROP TRIGGER event_is_never_changed;"
           "UPDATE event SET facts = json_remove(facts, '$.postings') WHERE step = 'approve'");
    CHECK(verdict("grants", all()).differ == 2);
}

TEST_CASE_METHOD(CheckedHistory, "a list row that hides an application shows in the workbook") {
    tamper("UPDATE case_row SET requested = requested - 1 WHERE id = 4");
    CHECK(verdict("applications", all()).differ == 1);
}
