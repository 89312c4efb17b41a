#include "casework/demo_config.hpp"
#include "casework/installation.hpp"
#include "domain/load.hpp"

#include "base/sha256.hpp"

#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>
#include <set>

using namespace foerderlauf;

namespace {

namespace fs = std::filesystem;

const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config/texts.de.exchange.yaml");
    return all;
}

/// A file with this content for the time of one test.
class File {
public:
    explicit File(const std::string& content)
        : path_{fs::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(8)) + ".yaml")} {
        std::ofstream{path_, std::ios::binary} << content;
    }
    ~File() { fs::remove(path_); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// What a loader complains about, each as `line: sentence`.
template <typename Load>
std::vector<std::string> complaints(const Load& load) {
    std::vector<std::string> lines;
    try {
        load();
    } catch (const BadFile& bad) {
        for (const auto& error : bad.errors())
            lines.push_back(std::to_string(error.place.line) + ": " + texts().sentence(error.message));
    }
    return lines;
}

std::vector<std::string> line_complaints(const std::string& entry) {
    const File file{"budget_lines:\n  - programme: p\n    chapter: 16 90\n    title: 633 01\n    label: L\n" + entry};
    return complaints([&] { load_budget_lines(file.path(), 2026); });
}

std::vector<int> years_of(const std::vector<BudgetLineRow>& rows, const std::string& programme) {
    std::vector<int> years;
    for (const auto& row : rows)
        if (row.programme == programme) years.push_back(row.year);
    return years;
}

using Complaints = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "the demo has twenty millions in 2019 and 2020, ten in every later year up to the current one, and says DEMO") {
    const auto rows = load_budget_lines(SOURCE_DIR "/config/demo/budget-lines.yaml", 2026);
    REQUIRE(rows.size() == 16);
    CHECK(years_of(rows, "thueregovrl") == std::vector<int>{2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026});
    CHECK(years_of(rows, "thuerfag") == years_of(rows, "thueregovrl"));
    for (const auto& row : rows) {
        CHECK(row.line() == (row.programme == "thuerfag" ? "17 20/613 01" : "16 90/633 01"));
        CHECK(row.demo);
        CHECK(row.label.find("DEMO") != std::string::npos);
        CHECK(row.appropriation == Money::cents(row.year <= 2020 ? 2'000'000'000 : 1'000'000'000));
        const auto later = row.commitment_appropriations;
        if (row.year == 2026)
            CHECK(later == std::map<int, Money>{{2027, Money::cents(500'000'000)},
                                                {2028, Money::cents(300'000'000)},
                                                {2029, Money::cents(200'000'000)}});
        else CHECK(later.empty());
    }
}

TEST_CASE("the demo follows the clock: no budget of a year that has not come") {
    CHECK(years_of(load_budget_lines(SOURCE_DIR "/config/demo/budget-lines.yaml", 2019), "thuerfag") ==
          std::vector<int>{2019});
    CHECK(years_of(load_budget_lines(SOURCE_DIR "/config/demo/budget-lines.yaml", 2021), "thuerfag") ==
          std::vector<int>{2019, 2020, 2021});
    CHECK(load_budget_lines(SOURCE_DIR "/config/demo/budget-lines.yaml", 2018).empty());
}

TEST_CASE("an installation begins without budget lines") {
    CHECK(load_budget_lines(SOURCE_DIR "/config/budget-lines.yaml", 2026).empty());
}

TEST_CASE("a file may plan years ahead") {
    const File file{
        "budget_lines:\n  - programme: p\n    chapter: 16 90\n    title: 633 01\n    label: L\n    appropriations:\n"
        "      - {year: 2027, amount: \"1.000,00 €\"}\n    commitment_appropriations:\n"
        "      - {year: 2027, due_year: 2029, amount: \"10,50 €\"}\n"};
    const auto rows = load_budget_lines(file.path(), 2026);
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().year == 2027);
    CHECK(rows.front().commitment_appropriations == std::map<int, Money>{{2029, Money::cents(1050)}});
    CHECK_FALSE(rows.front().demo);
}

TEST_CASE("a wrong budget line names the line of the file and what is expected") {
    auto [entry, expected] = GENERATE(table<std::string, std::string>({
        {"    appropriations: [{year: 1999, amount: \"1,00 €\"}]\n",
         "6: „1999“ ist kein Haushaltsjahr. Möglich sind Jahre von 2000 bis 2199 und „current“."},
        {"    appropriations: [{amount: \"1,00 €\"}]\n", "6: Ein Ansatz braucht entweder year oder from und to."},
        {"    appropriations: [{year: 2026, from: 2026, amount: \"1,00 €\"}]\n",
         "6: Ein Ansatz braucht entweder year oder from und to."},
        {"    appropriations: [{from: 2027, to: 2026, amount: \"1,00 €\"}]\n",
         "6: Der Zeitraum endet 2026 und damit vor seinem Beginn 2027."},
        {"    appropriations: [{year: 2026, amount: \"-1,00 €\"}]\n", "6: Der Betrag darf nicht negativ sein."},
        {"    appropriations:\n      - {year: 2026, amount: \"1,00 €\"}\n      - {from: 2025, to: 2026, amount: \"1,00 "
         "€\"}\n",
         "8: Das Haushaltsjahr 2026 hat schon einen Ansatz in Zeile 7."},
        {"    appropriations: [{year: 2026, amount: \"1,00 €\"}]\n    commitment_appropriations: [{year: 2026, "
         "due_year: 2026, amount: \"1,00 €\"}]\n",
         "7: Fällig wird eine Verpflichtungsermächtigung in einem späteren Jahr als 2026; hier steht 2026."},
        {"    appropriations: [{year: 2026, amount: \"1,00 €\"}]\n    commitment_appropriations: [{year: 2025, "
         "due_year: 2026, amount: \"1,00 €\"}]\n",
         "7: Für das Haushaltsjahr 2025 steht hier kein Ansatz; eine Verpflichtungsermächtigung braucht ihren "
         "Haushalt."},
        {"    appropriations: [{year: 2026, amount: \"1,00 €\"}]\n    commitment_appropriations: [{year: 2026, amount: "
         "\"1,00 €\"}]\n",
         "7: Eine Verpflichtungsermächtigung braucht entweder due_year oder years_later."},
        {"    appropriations: [{year: 2026, amount: \"1,00 €\"}]\n    commitment_appropriations: [{year: current, "
         "years_later: 0, amount: \"1,00 €\"}]\n",
         "7: years_later liegt zwischen 1 und 50."},
        {"    appropriations: []\n  - programme: p\n    chapter: 1690\n    title: \"633\"\n    label: L\n    "
         "appropriations: []\n",
         "8: „1690“ ist kein Kapitel. Es hat vier Ziffern, zum Beispiel 16 90."},
        {"    appropriations: []\n  - programme: q\n    chapter: 16 90\n    title: 633 01\n    label: M\n    "
         "appropriations: []\n",
         "7: Der Titel 16 90/633 01 steht schon in Zeile 2."},
    }));
    const auto said = line_complaints(entry);
    REQUIRE_FALSE(said.empty());
    CHECK(said.front() == expected);
}

TEST_CASE("every district of Thüringen has its court, marked as unverified") {
    const auto installation = load_installation(SOURCE_DIR "/config");
    CHECK(installation.courts.size() == 22);
    for (const auto& [district, court] : installation.courts) {
        CHECK(court.unverified);
        CHECK(court.source == "Angaben der Gerichte; Anlage zu § 1 ThürAGVwGO nicht gelesen");
    }
    auto [key, ars, name, place] = GENERATE(table<std::string, std::string, std::string, std::string>({
        {"16075085", "160750085085", "Verwaltungsgericht Gera", "16052000"},
        {"", "160755013000", "Verwaltungsgericht Gera", "16052000"},  // a Verwaltungsgemeinschaft has no AGS
        {"16063105", "160630105105", "Verwaltungsgericht Meiningen", "16066042"},
        {"16051000", "160510000000", "Verwaltungsgericht Weimar", "16055000"},
        {"16062000", "160620000000", "Verwaltungsgericht Weimar", "16055000"},
    }));
    Recipient body;
    body.ags = key;
    body.ars = ars;
    const auto* court = installation.court_for(body);
    REQUIRE(court);
    CHECK(court->name == name);
    CHECK(court->place == place);
    body.ags = "09162000";
    CHECK(installation.court_for(body) == nullptr);
}

TEST_CASE("a district's own source goes before that of all districts") {
    const File file{"source: All\ncourts:\n  - {name: C, place: \"16055000\"}\ndistricts:\n"
                    "  - {district: \"16051\", court: C}\n  - {district: \"16052\", court: C, source: Own}\n"};
    const auto courts = load_courts(file.path());
    CHECK(courts.at("16051").source == "All");
    CHECK(courts.at("16052").source == "Own");
}

TEST_CASE("a folder with several bad files tells all of them") {
    const auto folder = fs::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(8)));
    fs::create_directories(folder);
    std::ofstream{folder / "courts.yaml"} << "courts: []\ndistricts: [{district: \"1605\", court: X}]\n";
    std::ofstream{folder / "holidays.yaml"} << "holydays: []\n";
    std::set<std::string> files;
    try {
        load_installation(folder);
    } catch (const BadFile& bad) {
        for (const auto& error : bad.errors()) files.insert(fs::path{error.place.file}.filename().string());
    }
    CHECK(files.contains("courts.yaml"));
    CHECK(files.contains("holidays.yaml"));
    CHECK(files.contains("base-rates.yaml"));
    fs::remove_all(folder);
}

TEST_CASE("the demo has the sixteen accounts of the contract, and one for the other bodies of its stories") {
    const auto demo = load_demo_accounts(SOURCE_DIR "/config/demo/accounts.yaml");
    CHECK(demo.password == "demo");
    std::map<std::string, std::vector<HeldDuty>> duties;
    for (const auto& account : demo.accounts) duties[account.name] = account.duties;
    CHECK(duties.size() == 17);
    CHECK(duties.contains("beispiel"));
    CHECK(duties["gemeinde"] ==
          std::vector<HeldDuty>{{"applicant_clerk", "16075085", ""}, {"applicant_clerk", "16067053", ""}});
    CHECK(duties["zeichner"] ==
          std::vector<HeldDuty>{{"applicant_signatory", "16075085", ""}, {"applicant_signatory", "16067053", ""}});
    CHECK(duties["partner"] ==
          std::vector<HeldDuty>{{"applicant_signatory", "16065000", ""}, {"applicant_signatory", "16064000", ""}});
    CHECK(duties["nordhausen"] ==
          std::vector<HeldDuty>{{"applicant_clerk", "16062000", ""}, {"applicant_signatory", "16062000", ""}});
    CHECK(duties["vg"] ==
          std::vector<HeldDuty>{{"applicant_clerk", "160755013000", ""}, {"applicant_signatory", "160755013000", ""}});
    const std::map<std::string, std::string> of_authority = {{"beratung", "adviser"},
                                                             {"formal", "formal_review"},
                                                             {"fach", "technical_review"},
                                                             {"haushalt", "budget_officer"},
                                                             {"zweit", "second_reviewer"},
                                                             {"entscheidung", "decider"},
                                                             {"kasse", "cashier"},
                                                             {"verwendung", "proof_examiner"},
                                                             {"revision", "auditor"},
                                                             {"finanzen", "finance"},
                                                             {"admin", "admin"}};
    for (const auto& [name, duty] : of_authority) CHECK(duties[name] == std::vector<HeldDuty>{{duty, "", ""}});
}

TEST_CASE("a wrong demo account is named with its line") {
    auto [account, expected] = GENERATE(table<std::string, std::string>({
        {"{name: a, display_name: A, duties: [{duty: desider}]}",
         "3: Die Zuständigkeit „desider“ gibt es nicht. Gemeint: „decider“?"},
        {"{name: a, display_name: A, duties: [{duty: applicant_clerk}]}",
         "3: Die Zuständigkeit „applicant_clerk“ gilt für eine Körperschaft. Bitte recipients angeben."},
        {"{name: a, display_name: A, duties: [{duty: decider, recipients: [\"16075085\"]}]}",
         "3: Die Zuständigkeit „decider“ gehört zur Behörde und hat keine Körperschaft."},
        {"{name: a, display_name: A, duties: [{duty: applicant_clerk, recipients: [\"1607\"]}]}",
         "3: „1607“ ist weder ein Gemeindeschlüssel (8 Ziffern) noch ein Regionalschlüssel (12 Ziffern)."},
        {"{name: a, display_name: A, duties: []}", "3: Das Konto „a“ hat keine Zuständigkeit."},
        {"{name: A!, display_name: A, duties: [{duty: decider}]}",
         "3: „A!“ ist kein Kontoname. Erlaubt sind Kleinbuchstaben, Ziffern und _."},
    }));
    const File file{"password: demo\naccounts:\n  - " + account + "\n"};
    CHECK(complaints([&] { load_demo_accounts(file.path()); }) == Complaints{expected});
}

TEST_CASE("an import puts a new installation in force, and who reads the one before reads on undisturbed") {
    Installation first, second;
    first.strip = "davor";
    second.strip = "danach";
    InstallationInForce installation{first};
    const auto& read_before = *installation;
    installation.replace(second);
    CHECK(read_before.strip == "davor");
    CHECK(installation->strip == "danach");
}
