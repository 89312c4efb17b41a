// What the reports say of a life lived over HTTP: proof examined, money claimed back with interest, part of it paid.
#include "http/life/settled_case.hpp"
#include "reports/query.hpp"
#include "reports/sheet_xml.hpp"
#include "store/folder.hpp"

#include <catch2/catch_all.hpp>

namespace foerderlauf::test {

namespace {

using Rows = std::vector<std::map<std::string, Cell>>;

Date day(const char* text) { return parse_date(text).value(); }
Cell cents(std::int64_t count) { return Money::cents(count); }

ReportOptions everything(std::optional<Date> as_of = {}) { return {"", {}, as_of, {true, {}, {}, {}}, "Revision"}; }

Rows rows_of(House& house, const std::string& name, const ReportOptions& options) {
    Rows rows;
    house.store.read([&](Snapshot& snapshot) {
        const auto* query = find_query(name);
        const Asking asking{snapshot,
                            house.programmes,
                            house.installation->texts,
                            options,
                            options.as_of.value_or(house.clock->today()),
                            {}};
        query->run(asking, [&](const Cells& cells) {
            std::map<std::string, Cell> row;
            for (std::size_t i = 0; i < cells.size(); ++i) row[query->fields[i].name] = cells[i];
            rows.push_back(std::move(row));
        });
    });
    return rows;
}

/// The check sheet of a workbook: the last one.
std::string checks_of(House& house, const std::string& report, const ReportOptions& options) {
    const TestFolder folder;
    const auto file = folder.path() / "report.xlsx";
    REQUIRE(house.reports.write(report, options, house.store, house.programmes, house.installation->texts, *house.clock,
                                file));
    return sheet_xml(file, sheets_in(file));
}

/// 8,000.00 claimed with 549.40 of interest in July 2026, 5,000.00 of it paid.
struct PartlyPaid : SettledCase {
    PartlyPaid() {
        report_less_than_planned();
        accept_what_was_reported();
        take("entscheidung", "repayment", "announce",
             {{"ground", "costs_fell"},
              {"known_on", "2025-06-02"},
              {"remaining_award_cents", 7'200'000},
              {"due", "2025-07-02"}},
             "Die Ausgaben sind geringer.");
        take("zeichner", "repayment", "answer", {{"text", "Wir zahlen zurück."}});
        server.travel_to("2026-07-20");
        take("entscheidung", "repayment", "claim",
             {{"remaining_award_cents", 7'200'000},
              {"due", "2026-08-31"},
              {"interest_from", "2025-06-01"},
              {"interest_to", "2026-06-30"}},
             "Wie angehört.");
        take("kasse", "repayment", "confirm_payment",
             {{"value_date", "2026-07-20"}, {"amount_cents", 500'000}, {"interest_cents", 0}});
    }
    Rows rows(const std::string& query, std::optional<Date> as_of = {}) {
        return rows_of(server.house(), query, everything(as_of));
    }
};

}  // namespace

TEST_CASE("reports tell of a repayment its ground, its interest by period, what was paid and what is open") {
    PartlyPaid life;
    const auto rows = life.rows("repayments");
    REQUIRE(rows.size() == 1);
    const auto& row = rows.front();
    CHECK(row.at("ground") ==
          Cell{"Ausgaben ermäßigt oder Deckung erhöht: Bescheid insoweit unwirksam (§ 49a Abs. 1 VwVfG)"});
    CHECK(row.at("principal") == cents(800'000));
    CHECK(row.at("interest") == cents(54'940));  // counted in repayment_test.cpp
    CHECK(row.at("total") == cents(854'940));
    CHECK(row.at("principal_paid") == cents(500'000));
    CHECK(row.at("open") == cents(354'940));
    CHECK(row.at("given_up") == cents(0));
    CHECK(row.at("interest_from") == Cell{day("2025-06-01")});
    CHECK(row.at("due") == Cell{day("2026-08-31")});
    CHECK(row.at("state") == Cell{"Zurückgefordert"});

    const auto periods = life.rows("interest_periods");
    REQUIRE(periods.size() == 3);  // of half a year each: the base rate is fixed anew, even where it stays
    CHECK(periods[0].at("days") == Cell{std::int64_t{30}});
    CHECK(periods[0].at("base_rate") == Cell{Percent{227}});
    CHECK(periods[0].at("rate") == Cell{Percent{727}});
    CHECK(periods[1].at("days") == Cell{std::int64_t{184}});
    CHECK(periods[1].at("rate") == Cell{Percent{627}});
    CHECK(periods[2].at("days") == Cell{std::int64_t{181}});
    CHECK(periods[2].at("rate") == Cell{Percent{627}});

    const auto before = life.rows("repayments", day("2026-07-19"));
    REQUIRE(before.size() == 1);
    CHECK(before.front().at("principal") == cents(0));
    CHECK(before.front().at("state") == Cell{"Anhörung"});
    CHECK(life.rows("interest_periods", day("2026-07-19")).empty());
    CHECK(life.rows("repayments", day("2025-05-31")).empty());
}

TEST_CASE("what is not claimed any more is not open in the report, and a waiver is told apart from a payment") {
    PartlyPaid life;
    life.take("entscheidung", "repayment", "waive_interest", json::object(), "Die Gemeinde hat sofort gezahlt.");
    const auto waived = life.rows("repayments").front();
    CHECK(waived.at("given_up") == cents(54'940));
    CHECK(waived.at("open") == cents(300'000));
    CHECK(waived.at("interest_paid") == cents(0));
    life.take("entscheidung", "repayment", "write_off", json::object(), "Die Beitreibung ist aussichtslos.");
    const auto written_off = life.rows("repayments").front();
    CHECK(written_off.at("given_up") == cents(354'940));
    CHECK(written_off.at("open") == cents(0));
}

TEST_CASE("the monitoring of proofs shows what was due, came and was examined, as each day knew it") {
    PartlyPaid life;
    const auto rows = life.rows("proofs");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("final_on") == Cell{day("2025-02-03")});
    CHECK(rows[0].at("received_on") == Cell{day("2025-06-02")});
    CHECK(rows[0].at("examined_on") != Cell{});
    CHECK(rows[0].at("examiner") != Cell{std::string{}});
    CHECK(rows[0].at("days_overdue") == Cell{});
    CHECK(rows[0].at("award") == cents(7'200'000));
    CHECK(rows[0].at("settled_award") == cents(7'200'000));
    CHECK(rows[0].at("reclaim") == cents(800'000));
    CHECK(rows[0].at("state") == Cell{"Anerkannt"});
    const auto before = life.rows("proofs", day("2025-06-01"));
    REQUIRE(before.size() == 1);
    CHECK(before[0].at("received_on") == Cell{});
    CHECK(before[0].at("award") == cents(8'000'000));
    CHECK(before[0].at("state") == Cell{"Nachweis steht aus"});
    CHECK(life.rows("proofs", day("2025-02-02")).empty());
}

TEST_CASE("a proof that does not come is overdue from the day after it was due") {
    SettledCase life;
    const auto prescribed = std::get<Date>(
        rows_of(life.server.house(), "proofs", everything()).front().at("prescribed_on"));
    life.server.travel_to(to_iso(plus_days(prescribed, 1)).c_str());
    const auto asked = [&](int days) {
        return rows_of(life.server.house(), "proofs", everything(plus_days(prescribed, days)))
            .front()
            .at("days_overdue");
    };
    CHECK(asked(0) == Cell{});
    CHECK(asked(1) == Cell{std::int64_t{1}});
}

TEST_CASE("cash flow has every payment and what came back on the day of the money, and a region what it got") {
    PartlyPaid life;
    const auto flow = life.rows("cash_flow");
    REQUIRE(flow.size() == 2);
    CHECK(flow[0].at("day") == Cell{day("2025-03-03")});
    CHECK(flow[0].at("paid") == cents(8'000'000));
    CHECK(flow[0].at("net") == cents(8'000'000));
    CHECK(flow[1].at("day") == Cell{day("2026-07-20")});
    CHECK(flow[1].at("repaid") == cents(500'000));
    CHECK(flow[1].at("net") == cents(-500'000));
    const auto regional = life.rows("regional");
    REQUIRE(regional.size() == 1);
    CHECK(regional[0].at("district") == Cell{"Saale-Orla-Kreis"});
    CHECK(regional[0].at("granted") == cents(7'200'000));
    CHECK(regional[0].at("granted_each") == cents(602));  // 7,200,000 cents for 11,960 inhabitants are 602.006…
    CHECK(regional[0].at("paid") == cents(8'000'000));
    CHECK(regional[0].at("repaid") == cents(500'000));
}

TEST_CASE("every workbook of that life agrees with ledger and history, on every day of it") {
    PartlyPaid life;
    for (const auto& report : life.server.house().reports.list())
        for (const auto* on : {"", "2025-02-03", "2025-03-03", "2025-06-02", "2026-07-20"}) {
            CAPTURE(report.name, on);
            const auto checks = checks_of(life.server.house(), report.name,
                                          everything(*on ? std::optional{day(on)} : std::nullopt));
            CHECK(checks.find("weicht ab</v>") == std::string::npos);
            CHECK(checks.find("<v>stimmt</v>") != std::string::npos);
        }
}

}  // namespace foerderlauf::test
