#include "reports/query.hpp"

#include "report_history.hpp"
#include "store/folder.hpp"
#include "store/sqlite_store.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// The rows a query gives, each as field → cell.
using ReportRows = std::vector<std::map<std::string, Cell>>;

ReportRows rows_of(Store& store, ReportHistory& history, const std::string& name, const ReportOptions& options) {
    const auto* query = find_query(name);
    REQUIRE(query);
    ReportRows rows;
    store.read([&](Snapshot& snapshot) {
        const Asking asking{snapshot, history.programmes, texts(), options,
                            options.as_of.value_or(history.clock.today())};
        query->run(asking, [&](const Cells& cells) {
            REQUIRE(cells.size() == query->fields.size());
            std::map<std::string, Cell> row;
            for (std::size_t i = 0; i < cells.size(); ++i) row[query->fields[i].name] = cells[i];
            rows.push_back(std::move(row));
        });
    });
    return rows;
}

ReportRows rows_of(ReportHistory& history, const std::string& name, const ReportOptions& options) {
    return rows_of(history.store, history, name, options);
}

ReportOptions asking(Visibility visibility, std::optional<int> year = {}, std::optional<Date> as_of = {}) {
    return {"", year, as_of, std::move(visibility), "Herr Otto"};
}

std::vector<std::string> file_numbers(const ReportRows& rows) {
    std::vector<std::string> numbers;
    for (const auto& row : rows) numbers.push_back(std::get<std::string>(row.at("file_number")));
    return numbers;
}

Cell cents(std::int64_t count) { return Money::cents(count); }

using Numbers = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(ReportHistory, "grants lists the notices signed in the year with the amount each grants") {
    const auto rows = rows_of(*this, "grants", asking(everything(), 2025));
    CHECK(file_numbers(rows) == Numbers{"EGOV-2025-0001"});
    const auto& row = rows.front();
    CHECK(row.at("award") == cents(8'000'000));
    CHECK(row.at("eligible") == cents(10'000'000));
    CHECK(row.at("rate") == Cell{Percent{8000}});
    CHECK(row.at("recipient") == Cell{"16075085"});
    CHECK(row.at("object") == Cell{"Standardisierte Schnittstellen"});
    CHECK(row.at("financing_type") == Cell{"Anteilfinanzierung"});
    CHECK(row.at("line") == Cell{demo_line});
    CHECK(row.at("state") == Cell{"In Durchführung"});
    CHECK(row.at("submitted_on") == Cell{day("2025-03-02")});
    CHECK(row.at("signed_on") == Cell{day("2025-03-13")});
    CHECK(row.at("served_on") == Cell{day("2025-03-14")});
    CHECK(row.at("final_on") == Cell{day("2025-03-20")});
    CHECK(row.at("processing_days") == Cell{std::int64_t{11}});
    CHECK(file_numbers(rows_of(*this, "grants", asking(everything(), 2026))) == Numbers{"EGOV-2025-0003"});
    CHECK(file_numbers(rows_of(*this, "grants", asking(everything()))) == Numbers{"EGOV-2025-0001", "EGOV-2025-0003"});
}

TEST_CASE_METHOD(ReportHistory, "grants as of a past day shows what was signed and served by then") {
    CHECK(rows_of(*this, "grants", asking(everything(), {}, day("2025-03-12"))).empty());
    const auto rows = rows_of(*this, "grants", asking(everything(), {}, day("2025-03-13")));
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().at("state") == Cell{"Bewilligt, nicht bekannt gegeben"});
    CHECK(rows.front().at("served_on") == Cell{});
    CHECK(rows.front().at("final_on") == Cell{});
}

// A store in memory has no table of notices: there they are read from the history.
TEST_CASE_METHOD(ReportHistory, "the table of notices says of every day what the history says") {
    const TestFolder folder;
    SqliteStore on_disk{lock_on(folder.data()), row_for_lists, clock.now()};
    keep_in(on_disk);
    for (const auto* query : {"grants", "grant_slices"})
        for (const std::optional<int> year : {std::optional<int>{}, {2025}, {2026}})
            for (const auto* on : {"2025-03-12", "2025-03-13", "2025-03-14", "2025-03-19", "2025-03-20", "2025-12-31",
                                   "2026-01-14", "2026-01-15", "2026-03-02"}) {
                INFO(query << " " << year.value_or(0) << " " << on);
                const auto options = asking(everything(), year, day(on));
                CHECK(rows_of(on_disk, *this, query, options) == rows_of(store, *this, query, options));
            }
    CHECK(rows_of(on_disk, *this, "grants", asking(everything())).size() == 2);
    CHECK(rows_of(on_disk, *this, "grants", asking(applicant("16075085"))).size() == 1);
    CHECK(rows_of(on_disk, *this, "grants", asking(nobody())).empty());
}

TEST_CASE_METHOD(ReportHistory, "a notice stays in its year when a court later takes the case back") {
    treasury.balances.clear();
    kept.take("2025-03-24", "record_suit", "decider",
              {{"court", "Verwaltungsgericht Gera"}, {"reference", "1 K 1/25"}, {"filed_on", "2025-03-24"}});
    // The suit runs beside the case: nothing of the notice changes until the court has spoken.
    CHECK(file_numbers(rows_of(*this, "grants", asking(everything(), 2025))) == Numbers{"EGOV-2025-0001"});
}

TEST_CASE_METHOD(ReportHistory, "the slices of a notice sum to its award") {
    const auto rows = rows_of(*this, "grant_slices", asking(everything(), 2025));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("year") == Cell{std::int64_t{2025}});
    CHECK(rows[1].at("year") == Cell{std::int64_t{2026}});
    CHECK(std::get<Money>(rows[0].at("amount")) + std::get<Money>(rows[1].at("amount")) == Money::cents(8'000'000));
}

TEST_CASE_METHOD(ReportHistory,
                 "applications lists what is submitted and undecided on the day, with the amount requested") {
    const auto rows = rows_of(*this, "applications", asking(everything()));
    CHECK(file_numbers(rows) == Numbers{"EGOV-2026-0001"});
    CHECK(rows.front().at("requested") == cents(3'000'000));
    CHECK(rows.front().at("age_days") == Cell{std::int64_t{28}});
    CHECK(rows.front().at("state") == Cell{"Formale Prüfung"});
    CHECK(rows.front().at("holder") == Cell{"Formale Prüfung"});
    CHECK(rows.front().at("clock_due") == Cell{day("2026-05-04")});  // 2 May is a Saturday
}

TEST_CASE_METHOD(ReportHistory, "applications on a past day are those open then, whatever became of them") {
    auto [on, expected] = GENERATE(table<std::string, Numbers>({
        {"2025-03-01", {}},
        {"2025-03-02", {"EGOV-2025-0001"}},
        {"2025-03-12", {"EGOV-2025-0001"}},
        {"2025-03-13", {}},
        {"2025-05-05", {"EGOV-2025-0002"}},
        {"2025-06-01", {"EGOV-2025-0002"}},
        {"2025-06-02", {}},
        {"2026-01-14", {"EGOV-2025-0003"}},
        {"2026-01-15", {}},
        {"2026-02-02", {"EGOV-2026-0001"}},
    }));
    CHECK(file_numbers(rows_of(*this, "applications", asking(everything(), {}, day(on)))) == expected);
}

TEST_CASE_METHOD(ReportHistory, "today and the end of today give the same open applications") {
    CHECK(rows_of(*this, "applications", asking(everything())) ==
          rows_of(*this, "applications", asking(everything(), {}, clock.today())));
}

TEST_CASE_METHOD(ReportHistory, "a report shows only what the one who asks may see") {
    CHECK(rows_of(*this, "applications", asking(authority_of("thueregovrl"))).size() == 1);
    CHECK(rows_of(*this, "applications", asking(authority_of("thuerfag"))).empty());
    CHECK(rows_of(*this, "applications", asking(nobody())).empty());
    CHECK(rows_of(*this, "applications", asking(applicant("16062000"))).size() == 1);
    CHECK(rows_of(*this, "applications", asking(applicant("16075085"))).empty());  // its draft is not submitted
    CHECK(file_numbers(rows_of(*this, "grants", asking(applicant("16075085")))) == Numbers{"EGOV-2025-0001"});
    CHECK(rows_of(*this, "budget_rows", asking(applicant("16075085"))).empty());
    CHECK(rows_of(*this, "budget_rows", asking(authority_of("thuerfag"))).empty());
    CHECK(rows_of(*this, "budget_rows", asking(authority_of("thueregovrl"))).size() == 3);
}

TEST_CASE_METHOD(ReportHistory, "the budget row of a year counts what was granted for it in that year and before") {
    const auto rows = rows_of(*this, "budget_rows", asking(everything(), 2026));
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().at("appropriation") == cents(2'000'000'000));
    CHECK(rows.front().at("committed") ==
          cents(4'000'000 + 1'000'000));  // the slice of 2025's notice was handed on at the opening
    CHECK(rows.front().at("available") == cents(2'000'000'000 - 5'000'000));
    CHECK(rows.front().at("opened") == Cell{true});
}

TEST_CASE_METHOD(ReportHistory, "the budget as of a past day is the budget of that day") {
    const auto rows = rows_of(*this, "budget_rows", asking(everything(), 2025, day("2025-03-11")));
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().at("reserved") == cents(4'000'000));
    CHECK(rows.front().at("committed") == cents(0));
    CHECK(rows_of(*this, "budget_rows", asking(everything(), {}, day("2024-12-31"))).empty());
}

TEST_CASE_METHOD(ReportHistory,
                 "a commitment appropriation shows what of it is used, free, or cannot be used any more") {
    const auto rows = rows_of(*this, "commitment_appropriations", asking(everything()));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].at("due_year") == Cell{std::int64_t{2026}});
    CHECK(rows[0].at("used") == cents(4'000'000));
    CHECK(rows[1].at("used") == cents(1'000'000));
    for (const auto& row : rows) {
        const auto amount = [&](const char* field) { return std::get<Money>(row.at(field)); };
        CHECK(amount("appropriation") == amount("reserved") + amount("used") + amount("unusable") + amount("free"));
    }
}

TEST_CASE_METHOD(ReportHistory, "another programme's name gives no rows") {
    auto options = asking(everything());
    options.programme = "thuerfag";
    for (const auto& query : queries()) CHECK(rows_of(*this, query.name, options).empty());
}

TEST_CASE("payment requests tell what was called, approved, paid and used, by the year of the payment") {
    ReportHistory history;  // for its programmes and clock; the case stands in a store of its own
    Treasury treasury;
    PlayedCase paid{7, poessneck, treasury, "EGOV-2025-0007"};
    treasury.appropriate("2025-01-02", 2025, 1'000'000'000);
    treasury.appropriate("2025-01-02", 2025, 500'000'000, 2026);
    paid.until_decision_ready(2025, 8'000'000);
    paid.take("2025-03-13", "approve", "decider");
    paid.take("2025-03-14", "serve", "formal_review", {{"kind", "delivered"}, {"date", "2025-03-14"}});
    paid.take("2025-03-20", "waive_remedy", "applicant_signatory");
    paid.open_child("2025-11-18", "payment-request", "applicant_clerk");
    paid.take(
        "2025-11-20", "submit", "applicant_signatory",
        {{"due_payments",
          List{row(
              {{"item", "Software"}, {"payee", "Systemhaus"}, {"due", "2025-11-28"}, {"amount_cents", 5'000'000}})}},
         {"amount_cents", 4'000'000}},
        2);
    paid.take("2025-11-21", "certify_factual", "technical_review", {}, 2);
    paid.take("2025-11-21", "certify_arithmetic", "formal_review",
              {{"approved_cents", 3'900'000}, {"reduction_reason", FreeText{"Skonto"}}}, 2);
    paid.take("2025-11-24", "order", "budget_officer", {}, 2);
    paid.take("2025-11-26", "confirm_payment", "cashier", {{"value_date", "2025-11-26"}}, 2);
    paid.take("2025-12-02", "report_use", "applicant_signatory", {{"used_cents", 3'900'000}, {"used_on", "2025-11-28"}},
              2);
    MemoryStore store{row_for_lists};
    store.run([&](Transaction& transaction) {
        for (auto event : treasury.events) transaction.append(0, {std::move(event)});
        for (auto event : paid.events) transaction.append(7, {std::move(event)});
    });
    const auto rows_in = [&](std::optional<int> year, std::optional<Date> as_of) {
        ReportRows rows;
        const auto* query = find_query("payment_requests");
        const auto options = asking(everything(), year, as_of);
        store.read([&](Snapshot& snapshot) {
            const Asking about{snapshot, history.programmes, texts(), options, as_of.value_or(day("2026-03-02"))};
            query->run(about, [&](const Cells& cells) {
                std::map<std::string, Cell> found;
                for (std::size_t i = 0; i < cells.size(); ++i) found[query->fields[i].name] = cells[i];
                rows.push_back(std::move(found));
            });
        });
        return rows;
    };
    const auto rows = rows_in(2025, {});
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("requested") == cents(4'000'000));
    CHECK(rows[0].at("approved") == cents(3'900'000));
    CHECK(rows[0].at("paid") == cents(3'900'000));
    CHECK(rows[0].at("paid_on") == Cell{day("2025-11-26")});
    CHECK(rows[0].at("used") == cents(3'900'000));
    CHECK(rows[0].at("unused") == cents(0));
    CHECK(rows[0].at("line") == Cell{demo_line});
    CHECK(rows[0].at("state") == Cell{"Verwendet"});
    CHECK(rows_in(2026, {}).empty());
    const auto before_payment = rows_in({}, day("2025-11-25"));
    REQUIRE(before_payment.size() == 1);
    CHECK(before_payment[0].at("paid") == Cell{});
    CHECK(before_payment[0].at("state") == Cell{"Angeordnet"});
    CHECK(rows_in({}, day("2025-11-19")).empty());
}
