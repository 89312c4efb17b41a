#include "reports/description.hpp"
#include "reports/simulation_book.hpp"
#include "reports/workbook.hpp"

#include "base/sha256.hpp"
#include "counting_store.hpp"
#include "report_history.hpp"
#include "sheet_xml.hpp"

#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone with the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("foerderlauf-reports-" + to_hex(random_bytes(8)));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void put(const std::string& name, const std::string& text) const {
        std::ofstream{path / name, std::ios::binary} << text;
    }
};

const ReportCatalogue& shipped() {
    static const ReportCatalogue catalogue{SOURCE_DIR "/reports"};
    return catalogue;
}

std::string bytes_of(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string report_text(const std::string& column, const std::string& more = "") {
    return "report: mine\ntitle: Meiner\ndescription: Ein eigener Bericht\noptions: [as_of]\nsheets:\n  - sheet: one\n "
           "   title: Eins\n"
           "    query: budget_rows\n" +
           more + "    columns:\n      - {field: paid, header: Gezahlt, kind: money, total: sum}\n      - " + column +
           "\n";
}

/// The complaints about a file mine.yaml, each as `line: sentence`.
std::vector<std::string> complaints(const std::string& yaml) {
    std::vector<LoadError> errors;
    load_report(yaml, "mine.yaml", "mine", errors);
    std::vector<std::string> lines;
    for (const auto& error : errors) lines.push_back(sentence_of(error, texts()));
    return lines;
}

struct Written : ReportHistory {
    Folder folder;
    Result<ReportWritten> write(const std::string& name, const ReportOptions& options, const std::string& file) {
        return shipped().write(name, options, store, programmes, texts(), clock, folder.path / file);
    }
    ReportOptions all() const { return {"", {}, {}, everything(), "Herr Otto"}; }
};

}  // namespace

TEST_CASE("the shipped reports are listed with what they may be asked for") {
    const auto reports = shipped().list();
    std::vector<std::string> names;
    for (const auto& report : reports) names.push_back(report.name);
    CHECK(names == std::vector<std::string>{"applications", "budget-monitoring", "budget-overview", "cash-flow",
                                            "commitment-appropriations", "grants", "payment-requests",
                                            "proof-monitoring", "regional", "repayments"});
    CHECK(reports[0].options == std::vector<std::string>{"programme", "as_of"});
    CHECK(shipped().knows("grants"));
    CHECK_FALSE(shipped().knows("invoices"));
}

TEST_CASE_METHOD(Written, "a report over existing queries needs no line of code") {
    folder.put("mine.yaml", report_text("{field: available, header: Frei, kind: money}"));
    const ReportCatalogue own{folder.path};
    REQUIRE(own.knows("mine"));
    CHECK(own.write("mine", all(), store, programmes, texts(), clock, folder.path / "mine.xlsx"));
    CHECK(fs::file_size(folder.path / "mine.xlsx") > 1000);
}

TEST_CASE("a wrong description names line and remedy") {
    auto [yaml, expected] = GENERATE(table<std::string, std::string>({
        {report_text("{field: availabel, header: Frei, kind: money}"),
         "mine.yaml:11: Das Feld „availabel“ hat diese Abfrage nicht. Gemeint: „available“?"},
        {report_text("{field: available, header: Frei, kind: date}"),
         "mine.yaml:11: Das Feld „available“ lässt sich nicht als „date“ zeigen."},
        {report_text("{field: available, header: Frei, kind: monney}"),
         "mine.yaml:11: Die Art „monney“ gibt es nicht. Gemeint: „money“?"},
        {report_text("{field: available, header: Frei, kind: money, formula: {plus: [reserved]}}"),
         "mine.yaml:11: Die Formel von „available“ nennt „reserved“; diese Spalte steht nicht auf dem Blatt."},
        {report_text("{field: available, header: Frei, kind: money, formula: {}}"),
         "mine.yaml:11: Die Formel von „available“ nennt keine Spalte."},
        {report_text("{field: line, header: Titel, kind: ags, total: sum}"),
         "mine.yaml:11: „line“ ist weder ein Betrag noch eine ganze Zahl und lässt sich nicht rechnen."},
        {report_text("{field: reserved, header: Vor, kind: money, total: sum, name: A1}"),
         "mine.yaml:11: „A1“ ist kein Name für eine Summe. Er gehört zu total: sum, besteht aus Buchstaben ohne "
         "Umlaute, Ziffern und _, beginnt "
         "mit einem Buchstaben und enthält ein _."},
        {report_text("{field: line, header: Titel, kind: ags, width: 500}"),
         "mine.yaml:11: Die Breite liegt zwischen 1 und 120 Zeichen."},
        {report_text("{field: line, header: Titel, kind: ags}", "    where: {open: true}\n"),
         "mine.yaml:9: Das Feld „open“ hat diese Abfrage nicht. Gemeint: „opened“?"},
        {report_text("{field: line, header: Titel, kind: ags, mark: overdue}"),
         "mine.yaml:11: Die Hervorhebung „overdue“ passt nicht zu „line“. Möglich sind overdue bei Tagen, positive und "
         "negative bei Beträgen und Zahlen."},
        {report_text("{field: line, header: Titel, kind: ags}", "    group: year\n"),
         "mine.yaml:9: „year“ ist keine Spalte dieses Blattes und kann keine Gruppen bilden."},
    }));
    const auto said = complaints(yaml);
    REQUIRE_FALSE(said.empty());
    CHECK(said.front() == expected);
}

TEST_CASE("a wrong check or chart names line and remedy") {
    auto [more, expected] = GENERATE(table<std::string, std::string>({
        {"checks:\n  - {check: paid, title: Gezahlt, cells: [one.payed], bookings: {into: [paid]}}\n",
         "mine.yaml:13: „one.payed“ ist kein Blatt und keine Spalte eines Blattes dieses Berichts. Geschrieben wird "
         "blatt oder blatt.feld."},
        {"checks:\n  - {check: paid, title: Gezahlt, cells: [one.line], bookings: {into: [paid]}}\n",
         "mine.yaml:13: „one.line“ ist kein Betrag und lässt sich nicht prüfen."},
        {"checks:\n  - {check: paid, title: Gezahlt, cells: [one.paid]}\n",
         "mine.yaml:13: Die Prüfung „paid“ braucht bookings oder fold."},
        {"checks:\n  - {check: paid, title: Gezahlt, cells: [one.paid], bookings: {into: [payd]}}\n",
         "mine.yaml:13: „payd“ gibt es hier nicht. Gemeint: „paid“?"},
        {"checks:\n  - {check: paid, title: Gezahlt, cells: [one.paid], fold: {money: paid, count: cases}}\n",
         "mine.yaml:13: Zu fold gehört genau eines: money, count: cases, oder machine mit step und field."},
        {"charts:\n  - {chart: c, title: C, sheet: one, kind: bars, category: paid}\n",
         "mine.yaml:13: „paid“ kann nicht auf der Achse stehen: eine Spalte des Blattes mit Wörtern oder Zahlen, Tage "
         "mit by: month oder year."},
        {"charts:\n  - {chart: c, title: C, sheet: one, kind: bars, category: line, values: [line]}\n",
         "mine.yaml:13: „line“ ist kein Betrag dieses Blattes und lässt sich nicht zeichnen."},
        {"charts:\n  - {chart: c, title: C, sheet: two, kind: bars, category: line}\n",
         "mine.yaml:13: „two“ ist kein Blatt und keine Spalte eines Blattes dieses Berichts. Geschrieben wird blatt "
         "oder blatt.feld."},
        {"charts:\n  - {chart: c, title: C, sheet: one, kind: bars, category: line, classes: [30]}\n",
         "mine.yaml:13: Grenzen (classes) gehören zu by: classes, und nur dazu."},
    }));
    CHECK(complaints(report_text("{field: line, header: Titel, kind: ags}") + more) ==
          std::vector<std::string>{expected});
}

TEST_CASE("every mistake of a description is told at once") {
    const std::string yaml = "report: yours\ntitle: T\ndescription: D\noptions: [month]\nsheets:\n  - sheet: one\n    "
                             "title: Ein/s\n    query: budget\n";
    CHECK(complaints(yaml) ==
          std::vector<std::string>{
              "mine.yaml:1: Der Bericht heißt „yours“, die Datei verlangt „mine“. Bitte angleichen.",
              "mine.yaml:4: Die Angabe „month“ gibt es nicht. Möglich sind: programme, year, as_of.",
              "mine.yaml:7: „Ein/s“ kann kein Blatt heißen: höchstens 31 Zeichen, ohne [ ] : * ? / \\ und '.",
              "mine.yaml:8: Die Abfrage „budget“ gibt es nicht. Vorhanden sind: budget_rows, "
              "commitment_appropriations, bookings, grants, grant_slices, applications, payment_requests, cash_flow, "
              "proofs, repayments, interest_periods, regional."});
}

TEST_CASE("a folder without reports stops the start") {
    Folder folder;
    CHECK_THROWS_AS(ReportCatalogue{folder.path}, BadFile);
    CHECK_THROWS_AS(ReportCatalogue{folder.path / "gone"}, BadFile);
}

TEST_CASE_METHOD(Written, "what a report cannot be asked for is refused by name, and no file appears") {
    CHECK(write("invoices", all(), "x.xlsx").error().kind == Refusal::Kind::NotFound);
    auto [change, option, key] = GENERATE(table<std::string, std::string, std::string>({
        {"year", "year", "report.option_not_here"},
        {"programme", "programme", "report.no_such_programme"},
        {"as_of", "as_of", "report.as_of_ahead"},
    }));
    auto options = all();
    if (change == "year") options.year = 2026;
    if (change == "programme") options.programme = "kita";
    if (change == "as_of") options.as_of = day("2026-03-03");
    const auto refused = write("applications", options, "x.xlsx");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at(option).key == key);
    CHECK(texts().knows(key));
    CHECK_FALSE(fs::exists(folder.path / "x.xlsx"));
}

TEST_CASE_METHOD(Written, "a year outside of every budget is refused") {
    auto options = all();
    options.year = 1871;
    CHECK(write("grants", options, "x.xlsx").error().fields.at("year").key == "report.no_such_year");
}

TEST_CASE_METHOD(Written, "a workbook does not write over a file") {
    folder.put("x.xlsx", "mine");
    CHECK_THROWS_AS(write("grants", all(), "x.xlsx"), std::runtime_error);
    CHECK(bytes_of(folder.path / "x.xlsx") == "mine");
}

TEST_CASE_METHOD(Written, "the same question to the same history gives the same bytes") {
    REQUIRE(write("budget-overview", all(), "a.xlsx"));
    REQUIRE(write("budget-overview", all(), "b.xlsx"));
    CHECK(bytes_of(folder.path / "a.xlsx") == bytes_of(folder.path / "b.xlsx"));
}

TEST_CASE_METHOD(Written, "behind the rows of a sheet comes an element and no text, with a filter and without") {
    REQUIRE(write("budget-overview", all(), "a.xlsx"));
    const auto sheets = sheets_in(folder.path / "a.xlsx");
    REQUIRE(sheets >= 2);
    constexpr std::string_view end_of_rows = "</sheetData>";
    int with_filter = 0;
    for (int number = 1; number <= sheets; ++number) {
        const auto xml = sheet_xml(folder.path / "a.xlsx", number);
        const auto behind = xml.substr(xml.find(end_of_rows) + end_of_rows.size());
        CHECK(behind.substr(0, 1) == "<");
        if (behind.find("<autoFilter") != std::string::npos) ++with_filter;
    }
    CHECK(with_filter > 0);
    CHECK(with_filter < sheets);
}

TEST_CASE_METHOD(Written, "a formula that does not give what the ledger says stops the workbook") {
    folder.put("mine.yaml", report_text("{field: available, header: Frei, kind: money, formula: {plus: [paid]}}"));
    const ReportCatalogue own{folder.path};
    CHECK_THROWS_AS(own.write("mine", all(), store, programmes, texts(), clock, folder.path / "x.xlsx"),
                    std::logic_error);
    CHECK_FALSE(fs::exists(folder.path / "x.xlsx"));
}

TEST_CASE("text in a cell holds nothing that a program would act on") {
    auto [given, expected] = GENERATE(table<std::string, std::string>({
        {"=1+1", "=1+1"},  // written as a text cell, so it stays text
        {"Ein\x01 Zeichen\tund\x7f", "Ein  Zeichen und "},
        {"Zeile\r\nnoch eine", "Zeile \nnoch eine"},
        {"_x0041_", "_x005F_x0041_"},
        {"_x004_ bleibt", "_x004_ bleibt"},
        {"\xEF\xBF\xBF", "\xEF\xBF\xBD"},
        {"kaputt \xFC", "\xEF\xBF\xBD"},
        {"Pößneck", "Pößneck"},
    }));
    CHECK(cell_text(given) == expected);
    CHECK(cell_text(std::string(40'000, 'a')).size() == 32'767);
    std::string many;
    for (int i = 0; i < 40'000; ++i) many += "ß";
    CHECK(cell_text(many).size() == std::size_t{2} * 32'767);
}

// The workbooks that check_workbook.py opens with openpyxl and recalculates with LibreOffice.
TEST_CASE_METHOD(Written, "sample workbooks are written for the recalculation") {
    const fs::path samples{REPORT_SAMPLES};
    fs::remove_all(samples);
    fs::create_directories(samples);
    for (const auto& report : shipped().list())
        REQUIRE(
            shipped().write(report.name, all(), store, programmes, texts(), clock, samples / (report.name + ".xlsx")));
    auto options = all();
    options.as_of = day("2025-03-11");
    REQUIRE(shipped().write("budget-overview", options, store, programmes, texts(), clock,
                            samples / "budget-overview-as-of.xlsx"));
    options.as_of = day("2024-12-31");
    options.programme = "thueregovrl";
    REQUIRE(shipped().write("applications", options, store, programmes, texts(), clock,
                            samples / "applications-empty.xlsx"));
    CHECK(std::distance(fs::directory_iterator{samples}, {}) == 12);

    // Recalculated only: it is no report, it has no checks against the ledger and says so by binding nobody.
    fs::create_directories(samples / "simulation");
    const auto euro = [](std::int64_t euros) { return Money::cents(euros * 100); };
    SimulationBook simulation{.title = "Warteliste", .shown = "Titel 16 90/633 01", .years = {}, .cases = {}};
    simulation.years = {{2026, "Ansatz", euro(100'000), euro(20'000)}, {2027, "VE", euro(50'000), {}}};
    simulation.cases = {
        {"EGOV-2026-0001", "Pößneck", "=1+1", "Warteliste", true, {euro(70'000), euro(30'000)}, "passt"},
        {"EGOV-2026-0002", "Ranis", "B", "Warteliste", false, {euro(90'000), {}}, "es fehlen 40.000 €"}};
    write_simulation_book(samples / "simulation" / "simulation.xlsx", simulation, texts(), clock.now());
    simulation.cases.clear();
    write_simulation_book(samples / "simulation" / "empty.xlsx", simulation, texts(), clock.now());
}

TEST_CASE_METHOD(Written,
                 "all sheets of a workbook share one reading of a case; checks that fold cases count for themselves") {
    for (const auto& [name, readings] : std::map<std::string, int>{{"grants", 1}, {"repayments", 2}}) {
        CountingStore counting{store};
        REQUIRE(shipped().write(name, all(), counting, programmes, texts(), clock, folder.path / (name + ".xlsx")));
        INFO(name);
        CHECK(counting.readings.at(1) == readings);
        for (const auto& [id, times] : counting.readings)
            if (id != 0) CHECK(times <= readings);  // 0 is the house's own history: the budget's lines
    }
}
