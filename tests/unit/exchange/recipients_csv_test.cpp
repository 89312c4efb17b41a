#include "exchange/recipients_csv.hpp"

#include "base/sha256.hpp"
#include "store/memory_store.hpp"
#include "store/recipients.hpp"
#include "store/sqlite_store.hpp"
#include "../../store/folder.hpp"

#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>
#include <set>

using namespace foerderlauf;

namespace {

const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config/texts.de.exchange.yaml");
    return all;
}

const std::string header = "level,ags,ars,name,type,district_ags,district_name,association_code,association_name,"
                           "association_type,seat,population,area_ha,postal_code\n";
const std::string poessneck =
    "gemeinde,16075085,160750085085,\"Pößneck, Stadt\",Stadt,16075000,Saale-Orla-Kreis,0085,,verbandsfreie "
    "Gemeinde,,11960,2443,07381\n";
const std::string ranis_ziegenrueck =
    "verwaltungsgemeinschaft,,160755013000,Ranis-Ziegenrück,Verwaltungsgemeinschaft,16075000,"
    "Saale-Orla-Kreis,5013,Ranis-Ziegenrück,Verwaltungsgemeinschaft,Ranis,6693,13100,\n";
const std::string keila =
    "gemeinde,16075047,160755013047,Keila,Gemeinde,16075000,Saale-Orla-Kreis,5013,Ranis-Ziegenrück,"
    "Verwaltungsgemeinschaft,,73,416,07389\n";
const std::string luisenthal =
    "gemeinde,16067044,160675050044,Luisenthal,Gemeinde,16067000,Gotha,5050,\"Ohrdruf, Stadt\","
    "Erfüllende Gemeinde,,1118,3058,99885\n";

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::string with(std::string text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    REQUIRE(at != std::string::npos);
    return text.replace(at, before.size(), after);
}

std::vector<Recipient> rows_of(const std::string& csv) {
    auto file = parse_recipients_csv(csv, "r.csv");
    REQUIRE(file);
    return file->rows;
}

/// The complaints as a person reads them, one a line.
std::vector<std::string> complaints(const std::string& csv) {
    auto file = parse_recipients_csv(csv, "r.csv");
    REQUIRE_FALSE(file);
    std::vector<std::string> lines;
    for (const auto& error : file.error()) lines.push_back(sentence_of(error, texts()));
    return lines;
}

/// A register without a database.
struct Register {
    std::map<std::string, Recipient> bodies;
    MemoryStore store{[](const CaseFile&) { return CaseRow{}; }};

    RecipientChanges import(const std::string& csv) {
        const auto file = parse_recipients_csv(csv, "r.csv");
        REQUIRE(file);
        const RecipientTable table{[&](Transaction&) {
                                       std::vector<Recipient> all;
                                       for (const auto& [key, body] : bodies) all.push_back(body);
                                       return all;
                                   },
                                   [&](Transaction&, const std::vector<Recipient>& rows) {
                                       for (const auto& body : rows) bodies[body.key] = body;
                                   }};
        return import_recipients(store, table, *file, 7, 7, Instant{}).value();
    }
    std::vector<Event> events() {
        std::vector<Event> found;
        store.read([&](Snapshot& snapshot) { found = snapshot.events(0); });
        return found;
    }
};

}  // namespace

TEST_CASE("a body is read with its keys, its name, its district and its association") {
    const auto rows = rows_of(header + poessneck + ranis_ziegenrueck + keila + luisenthal);
    REQUIRE(rows.size() == 4);
    CHECK(rows[0] == Recipient{"16075085", "16075085", "160750085085", "Pößneck, Stadt", "gemeinde", "Saale-Orla-Kreis",
                               "", 11960, "", 2443, "07381"});
    CHECK(rows[1] == Recipient{"160755013000", "", "160755013000", "Ranis-Ziegenrück", "verwaltungsgemeinschaft",
                               "Saale-Orla-Kreis", "", 6693, "Ranis", 13100, ""});
    CHECK(rows[2].association_ars == "160755013000");
    CHECK(rows[3].association_ars.empty());  // an "erfüllende Gemeinde" is no Verwaltungsgemeinschaft
}

TEST_CASE("columns are found by name, whatever their order, the line ends or the byte order mark") {
    const auto plain = rows_of(header + poessneck);
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : header + "\n" + poessneck) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    CHECK(rows_of(windows) == plain);
    const auto turned =
        "population,ags,level,ars,name,type,district_ags,district_name,association_code,association_name,association_"
        "type,"
        "seat,area_ha,postal_code\n11960,16075085,gemeinde,160750085085,\"Pößneck, Stadt\",Stadt,16075000,"
        "Saale-Orla-Kreis,0085,,verbandsfreie Gemeinde,,2443,07381\n";
    CHECK(rows_of(turned) == plain);
}

TEST_CASE("a wrong line is named by its number and in German, and nothing is imported") {
    auto [csv, expected] = GENERATE(table<std::string, std::string>({
        {header + poessneck + with(keila, "16075047,", "1607504,"),
         "r.csv:3: „1607504“ ist kein Gemeindeschlüssel: Er hat genau acht Ziffern."},
        {header + with(keila, "160755013047", "16075501304x"),
         "r.csv:2: „16075501304x“ ist kein Regionalschlüssel: Er hat genau zwölf Ziffern."},
        {header + with(keila, "160755013047", "160755013048"),
         "r.csv:2: Gemeindeschlüssel 16075047 und Regionalschlüssel 160755013048 gehören nicht zusammen."},
        {header +
             with(with(with(keila, "16075047", "09075047"), "160755013047", "090755013047"), "16075000", "09075000"),
         "r.csv:2: „09075047“ liegt nicht in Thüringen: Der Schlüssel beginnt mit 16."},
        {header + with(with(ranis_ziegenrueck, "160755013000", "090755013000"), "16075000", "09075000"),
         "r.csv:2: „090755013000“ liegt nicht in Thüringen: Der Schlüssel beginnt mit 16."},
        {header + with(ranis_ziegenrueck, "160755013000", "160755013001"),
         "r.csv:2: Der Regionalschlüssel einer Verwaltungsgemeinschaft endet auf 000; hier steht „160755013001“."},
        {header + with(ranis_ziegenrueck, ",,", ",16075000,"),
         "r.csv:2: Eine Verwaltungsgemeinschaft hat keinen Gemeindeschlüssel; hier steht „16075000“."},
        {header + with(keila, ",73,", ",-73,"),
         "r.csv:2: „-73“ ist keine Einwohnerzahl. Erwartet wird eine ganze Zahl ab 0 ohne Punkte."},
        {header + with(keila, ",73,", ",1.073,"),
         "r.csv:2: „1.073“ ist keine Einwohnerzahl. Erwartet wird eine ganze Zahl ab 0 ohne Punkte."},
        {header + with(keila, "Keila", " "), "r.csv:2: Der Name fehlt."},
        {header + with(keila, "gemeinde,", "dorf,"), "r.csv:2: „dorf“ ist keine Ebene. Möglich sind: landkreis, "
                                                     "verwaltungsgemeinschaft, kreisfreie_stadt, gemeinde."},
        {header + with(keila, "16075000", "16076000"),
         "r.csv:2: Der Kreis 16076000 passt nicht zum Schlüssel 16075047."},
        {header + with(keila, ",07389", ""),
         "r.csv:2: Die Zeile hat 13 Werte, die Kopfzeile 14. Bitte prüfen Sie Kommas und Anführungszeichen."},
        {header + with(keila, "Keila", "Kei\xFC"),
         "r.csv:2: Die Zeile ist nicht in UTF-8 geschrieben. Bitte speichern Sie die Datei in UTF-8."},
        {header + with(keila, "Keila", std::string{"Kei\x01"}),
         "r.csv:2: Die Zeile enthält ein Steuerzeichen. Bitte entfernen Sie es."},
        {header + with(keila, "Keila", "\"Keila"),
         "r.csv:2: Ein Anführungszeichen wird nicht geschlossen. Bitte prüfen Sie diese und die folgenden Zeilen."},
        {header + with(keila, "Keila", "Kei\"la"),
         "r.csv:2: Ein Anführungszeichen steht mitten in einem Wert. Werte mit Anführungszeichen bitte ganz in "
         "Anführungszeichen setzen und innere verdoppeln."},
        {with(header, "population", "einwohner") + keila,
         "r.csv:1: Die Spalte „einwohner“ ist nicht bekannt. Erwartet werden: level, ags, ars, name, type, "
         "district_ags, district_name, "
         "association_code, association_name, association_type, seat, population, area_ha, postal_code."},
        {with(header, ",area_ha", ",seat") + keila, "r.csv:1: Die Spalte „seat“ steht zweimal in der Kopfzeile."},
        {header, "r.csv: Die Datei hat keine Zeile mit einer Körperschaft. Eingelesen wurde nichts."},
    }));
    CHECK(complaints(csv).front() == expected);
}

TEST_CASE("a key that comes twice names both lines") {
    CHECK(complaints(header + keila + poessneck + keila) ==
          std::vector<std::string>{"r.csv:4: Der Schlüssel 16075047 steht schon in Zeile 2.",
                                   "r.csv:4: Der Schlüssel 160755013047 steht schon in Zeile 2."});
}

TEST_CASE("every mistake of the file is told at once, in the order of its lines") {
    const auto lines = complaints(header + with(keila, ",73,", ",-1,") + with(poessneck, "Pößneck", "P\xF6\xDFneck") +
                                  with(luisenthal, "16067044", "1"));
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].starts_with("r.csv:2: "));
    CHECK(lines[1].starts_with("r.csv:3: "));
    CHECK(lines[2].starts_with("r.csv:4: "));
}

TEST_CASE("an empty file and a missing column are refused") {
    CHECK(complaints("").front().starts_with("r.csv: Die Datei ist leer."));
    CHECK(complaints(with(header, ",postal_code", "") + keila).front() ==
          "r.csv:1: In der Kopfzeile fehlt die Spalte „postal_code“.");
}

TEST_CASE(
    "an import tells what is new, changed, unchanged and missing, and leaves a vermerk with the hash of the file") {
    Register reg;
    const auto first = reg.import(header + poessneck + keila);
    CHECK(first.added.size() == 2);
    const auto second_file = header + with(poessneck, "11960", "11990") + luisenthal;
    const auto second = reg.import(second_file);
    CHECK(second.added.size() == 1);
    CHECK(second.changed.size() == 1);
    CHECK(second.unchanged == 0);
    REQUIRE(second.missing.size() == 1);
    CHECK(second.missing.front().name == "Keila");
    CHECK(reg.bodies.size() == 3);  // what is missing stays
    CHECK(reg.bodies.at("16075085").population == 11990);

    const auto events = reg.events();
    REQUIRE(events.size() == 4);  // the first import; then what is new, what changed, and the sum
    CHECK(events[1].step == "recipient_added");
    CHECK(text_of(events[1].facts.fields, "recipient") == "16067044");
    CHECK(events[2].step == "recipient_changed");
    CHECK(events[2].facts.fields ==
          Record{{"recipient", "16075085"},
                 {"name", "Pößneck, Stadt"},
                 {"changes", List{Record{{"field", "population"}, {"from", "11960"}, {"to", "11990"}}}}});
    CHECK(events[3].step == "recipients_imported");
    CHECK(events[3].actor == 7);
    CHECK(events[3].facts.fields ==
          Record{{"added", 1}, {"changed", 1}, {"unchanged", 0}, {"missing", 1}, {"sha256", sha256_hex(second_file)}});
}

TEST_CASE("importing the same file again changes nothing and leaves no vermerk") {
    Register reg;
    reg.import(header + poessneck + keila);
    const auto again = reg.import(header + poessneck + keila);
    CHECK(again.nothing_to_do());
    CHECK(again.unchanged == 2);
    CHECK(reg.events().size() == 1);
}

TEST_CASE("an import that fails on the way leaves register and history as they were") {
    MemoryStore store{[](const CaseFile&) { return CaseRow{}; }};
    const auto file = parse_recipients_csv(header + poessneck, "r.csv").value();
    const RecipientTable broken{
        [](Transaction&) { return std::vector<Recipient>{}; },
        [](Transaction&, const std::vector<Recipient>&) { throw std::runtime_error{"disk full"}; }};
    CHECK_THROWS(import_recipients(store, broken, file, 0, 0, Instant{}));
    store.read([](Snapshot& snapshot) { CHECK(snapshot.events(0).empty()); });
}

TEST_CASE("the register of the database is brought to what the file says, once") {
    const test::TestFolder folder;
    SqliteStore store{test::lock_on(folder.data()), [](const CaseFile&) { return CaseRow{}; }, Instant{}};
    const auto import = [&](const std::string& csv) {
        return import_recipients(store, recipient_table(), parse_recipients_csv(csv, "r.csv").value(), 0, 0, Instant{})
            .value();
    };
    CHECK(import(header + poessneck + ranis_ziegenrueck + keila).added.size() == 3);
    CHECK(import(header + poessneck + ranis_ziegenrueck + keila).nothing_to_do());
    const auto changes = import(header + with(poessneck, "11960", "11990"));
    CHECK(changes.changed.size() == 1);
    CHECK(changes.missing.size() == 2);
    store.read([](Snapshot& snapshot) {
        CHECK(find_recipient(snapshot.session(), "16075085")->population == 11990);
        CHECK(find_recipient(snapshot.session(), "160755013000")->name == "Ranis-Ziegenrück");
        CHECK(snapshot.events(0).size() == 3);
    });
}

TEST_CASE("the shipped recipients are the districts, the free cities and the bodies of the demo") {
    const auto rows = rows_of(bytes_of(SOURCE_DIR "/config/recipients.csv"));
    const auto count = [&](std::string_view kind) { return std::ranges::count(rows, kind, &Recipient::kind); };
    CHECK(count("landkreis") == 17);
    CHECK(count("kreisfreie_stadt") == 5);
    CHECK(count("verwaltungsgemeinschaft") == 1);
    CHECK(std::ranges::count(rows, std::string{"160755013000"}, &Recipient::association_ars) == 13);
}

TEST_CASE("all 664 bodies of Thüringen are read") {
    const std::filesystem::path file = SOURCE_DIR "/../shared/data/recipients-thueringen.csv";
    if (!std::filesystem::exists(file)) {
        WARN("the full list of recipients is not on this machine: nothing was read");
        return;
    }
    const auto rows = rows_of(bytes_of(file));
    CHECK(rows.size() == 664);
    std::set<std::string> keys;
    std::int64_t people = 0;
    for (const auto& body : rows) {
        keys.insert(body.key);
        if (body.kind == "gemeinde" || body.kind == "kreisfreie_stadt") people += body.population;
    }
    CHECK(keys.size() == 664);
    CHECK(people == 2'100'277);
    Register reg;
    CHECK(reg.import(bytes_of(file)).added.size() == 664);
    CHECK(reg.import(bytes_of(file)).nothing_to_do());
}
