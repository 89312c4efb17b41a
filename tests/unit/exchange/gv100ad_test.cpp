#include "exchange/gv100ad.hpp"

#include "exchange/recipients_csv.hpp"
#include "exchange/successors_csv.hpp"
#include "store/memory_store.hpp"

#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

using namespace foerderlauf;

namespace {

const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config/texts.de.exchange.yaml");
    return all;
}

/// Text in columns of characters, not bytes: filled with blanks up to `width`.
std::string padded(std::string text, std::size_t width) {
    std::size_t length = 0;
    for (const char c : text) length += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return text + std::string(width - length, ' ');
}

/// A line by the columns of domain.md § 6.1, 220 characters wide.
struct Line {
    std::string type, ags, association, name, seat, mark;
    std::string area = {}, inhabitants = {}, postal_code = {}, state = "20250831";
    std::string text() const {
        return padded(padded(type + state + padded(ags, 8) + padded(association, 4) + padded(name, 50) +
                                 padded(seat, 50) + mark,
                             128) +
                          padded(area, 11) + padded(inhabitants, 11),
                      165) +
               padded(postal_code, 55) + "\n";
    }
};

const Line land{"10", "16", "", "Thüringen", "Erfurt", ""};
const Line district{"40", "16075", "", "Saale-Orla-Kreis", "Schleiz", "44"};
const Line free_association{"50", "16075", "0085", "Pößneck, Stadt", "", "50"};
const Line poessneck{"60", "16075085", "0085", "Pößneck, Stadt", "", "63", "00000002443", "00000011960", "07381"};
const Line association{"50", "16075", "5013", "Ranis-Ziegenrück", "Ranis", "54"};
const Line ranis{"60", "16075088", "5013", "Ranis, Stadt", "", "63", "00000001057", "00000001680", "07389"};
const Line keila{"60", "16075047", "5013", "Keila", "", "64", "00000000416", "00000000073", "07389"};
const Line city_district{"40", "16051", "", "Erfurt, Stadt", "Erfurt", "41"};
const Line city_association{"50", "16051", "0000", "Erfurt, Stadt", "", "50"};
const Line city{"60", "16051000", "0000", "Erfurt, Stadt", "", "61", "00000026991", "00000218793", "99084"};

std::string file_of(const std::vector<Line>& lines) {
    std::string text;
    for (const auto& line : lines) text += line.text();
    return text;
}
const std::vector<Line> all = {
    land, city_district, city_association, city, district, free_association, poessneck, association, ranis, keila};

/// The file with one line put in the place of another, counted from 1.
std::string with_line(std::size_t number, const std::string& text) {
    std::string file;
    for (std::size_t i = 0; i < all.size(); ++i) file += i + 1 == number ? text : all[i].text();
    return file;
}
Line changed(Line line, std::string Line::*column, std::string text) {
    line.*column = std::move(text);
    return line;
}

RecipientsFile read(const std::string& bytes) {
    auto file = parse_gv100ad(bytes, "gv.txt");
    if (!file)
        for (const auto& error : file.error()) UNSCOPED_INFO(sentence_of(error, texts()));
    REQUIRE(file);
    return std::move(*file);
}
std::string first_complaint(const std::string& bytes) {
    const auto file = parse_gv100ad(bytes, "gv.txt");
    return file ? "read" : sentence_of(file.error().front(), texts());
}

std::string latin1(const std::string& utf8) {
    std::string bytes;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        if (byte < 0x80) bytes += utf8[i];
        else {
            bytes += static_cast<char>((byte & 0x03U) << 6U | (static_cast<unsigned char>(utf8[i + 1]) & 0x3FU));
            ++i;
        }
    }
    return bytes;
}

Recipient body(const RecipientsFile& file, const std::string& key) {
    for (const auto& row : file.rows)
        if (row.key == key) return row;
    FAIL("no body " << key);
    return {};
}

}  // namespace

TEST_CASE("the directory gives each body its keys, its kind, its district, its association and its figures") {
    const auto file = read(file_of(all));
    CHECK(file.state_date == Date{std::chrono::year{2025} / 8 / 31});
    REQUIRE(file.rows.size() == 6);
    CHECK(body(file, "16075085") == Recipient{"16075085", "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                                              "Saale-Orla-Kreis", "", 11960, "", 2443, "07381"});
    CHECK(body(file, "16051000") == Recipient{"16051000", "16051000", "160510000000", "Erfurt, Stadt",
                                              "kreisfreie_stadt", "Erfurt, Stadt", "", 218793, "", 26991, "99084"});
    // A Verwaltungsgemeinschaft has no AGS; what it and the district have is what their municipalities have.
    CHECK(body(file, "160755013000") == Recipient{"160755013000", "", "160755013000", "Ranis-Ziegenrück",
                                                  "verwaltungsgemeinschaft", "Saale-Orla-Kreis", "", 1753, "Ranis",
                                                  1473, ""});
    CHECK(body(file, "16075000") == Recipient{"16075000", "16075000", "160750000000", "Saale-Orla-Kreis", "landkreis",
                                              "Saale-Orla-Kreis", "", 13713, "Schleiz", 3916, ""});
    CHECK(body(file, "16075047").association_ars == "160755013000");
    CHECK(body(file, "16075085").association_ars.empty());
}

TEST_CASE("a file is known by its content, not by its name") {
    CHECK(looks_like_gv100ad(file_of(all)));
    CHECK(looks_like_gv100ad("\xEF\xBB\xBF" + file_of(all)));
    CHECK_FALSE(looks_like_gv100ad("level,ags,ars,name\n"));
    CHECK_FALSE(looks_like_gv100ad(""));
    CHECK(looks_like_successors_csv("ags,valid_to,successor_ags\n"));
    CHECK_FALSE(looks_like_successors_csv("level,ags\nx,successor_ags\n"));
}

TEST_CASE("Latin-1 is read as what it says and told; columns are counted in characters either way") {
    const auto utf8 = read(file_of(all));
    const auto old = read(latin1(file_of(all)));
    CHECK(old.rows == utf8.rows);
    CHECK(old.read_as_latin1);
    CHECK_FALSE(utf8.read_as_latin1);
    std::string windows;
    for (const char c : file_of(all)) windows += c == '\n' ? std::string{"\r\n"} : std::string{c};
    CHECK(read(windows).rows == utf8.rows);
}

TEST_CASE("bytes that mean two things are refused instead of guessed") {
    const auto with_name = [](const std::string& name) {
        auto file = latin1(with_line(7, changed(poessneck, &Line::name, "P##neck").text()));
        return file.replace(file.find("##"), 2, name);
    };
    CHECK(first_complaint(with_name("\xA4\xA4")).starts_with("gv.txt:7: Die Zeile ist weder UTF-8 noch eindeutig"));
    CHECK(first_complaint(with_name("\x80\x80")).starts_with("gv.txt:7: Die Zeile ist weder UTF-8 noch eindeutig"));
    // One line of UTF-8 among lines of Latin-1, and UTF-8 that was converted once too often.
    CHECK(first_complaint(latin1(land.text()) + "60" + poessneck.text())
              .starts_with("gv.txt:2: Die Umlaute der Zeile sind zerstört"));
    CHECK(first_complaint(with_line(7, changed(poessneck, &Line::name, "PÃ¶Ã\u009fneck").text()))
              .starts_with("gv.txt:7: Die Umlaute der Zeile sind zerstört"));
}

TEST_CASE("a bad directory is refused with its line, and nothing of it is taken") {
    const auto [file, complaint] = GENERATE(table<std::string, std::string>({
        {with_line(7, poessneck.text().substr(0, 150) + "\n"),
         "gv.txt:7: Die Zeile ist nach 148 Zeichen abgeschnitten. Bitte laden Sie die Datei noch einmal vollständig."},
        {with_line(10, ranis.text()), "gv.txt:10: Der Schlüssel 16075088 steht schon in Zeile 9."},
        // the same AGS in another association: it would have lived twice
        {with_line(10, changed(poessneck, &Line::association, "5013").text()),
         "gv.txt:10: Der Schlüssel 16075085 steht schon in Zeile 7."},
        {with_line(7, changed(poessneck, &Line::ags, "09075085").text()),
         "gv.txt:7: Die Zeile gehört zum Land 09, dessen Kopfsatz (Satzart 10) in der Datei fehlt. Erwartet werden "
         "Körperschaften in Thüringen (16)."},
        {with_line(7, changed(poessneck, &Line::mark, "65").text()),
         "gv.txt:7: „65“ ist bei Satzart 60 kein Textkennzeichen, das dieses Programm kennt."},
        {with_line(7, changed(poessneck, &Line::state, "20260131").text()),
         "gv.txt:7: Die Zeile hat den Gebietsstand 31.01.2026, die Datei begann mit 31.08.2025. Bitte mischen Sie "
         "keine "
         "Verzeichnisse."},
        {with_line(7, changed(poessneck, &Line::association, "9999").text()),
         "gv.txt:7: Zu 16075085 fehlt in der Datei davor der Gemeindeverband 9999 (Satzart 50)."},
        {with_line(5, ""), "gv.txt:5: Zu 160750085 fehlt in der Datei davor der Kreis 16075 (Satzart 40)."},
        {with_line(7, changed(poessneck, &Line::inhabitants, "0000001196x").text()),
         "gv.txt:7: „0000001196x“ ist keine Einwohnerzahl. Bitte prüfen Sie, ob die Zeile vollständig ist."},
        {with_line(7, changed(poessneck, &Line::ags, "1607508").text()),
         "gv.txt:7: „1607508“ ist kein Gemeindeschlüssel: Er hat genau acht Ziffern."},
        {with_line(7, ""), "gv.txt:6: Der Gemeindeverband 160750085 hat keine Gemeinde; die Datei endet mit Zeile 9. "
                           "Bitte prüfen Sie, ob "
                           "sie vollständig ist."},
        {file_of({land, district, association}), "gv.txt:2: Der Kreis 16075 hat keine Gemeinde; die Datei endet mit "
                                                 "Zeile 3. Bitte prüfen Sie, ob sie vollständig "
                                                 "ist."},
        {land.text(), "gv.txt: Die Datei hat keine Körperschaft in Thüringen (Land 16). Eingelesen wurde nichts."},
    }));
    CHECK(first_complaint(file) == complaint);
}

TEST_CASE("of the nation-wide file the other Länder are passed over and counted") {
    const Line bavaria{"10", "09", "", "Bayern", "München", ""};
    const Line bavarian_district{"40", "09162", "", "München", "München", "41"};
    const Line munich{"60", "09162000", "0000", "München", "", "61", "00000031071", "01510378", "80331"};
    const auto file = read(bavaria.text() + bavarian_district.text() + munich.text() + file_of(all));
    CHECK(file.rows.size() == 6);
    CHECK(file.foreign_rows == 1);
}

TEST_CASE("a list of successors is read whole or refused with its line") {
    const auto complaint = [](const std::string& csv) {
        const auto list = parse_successors_csv(csv, "s.csv");
        return list ? "read" : sentence_of(list.error().front(), texts());
    };
    const std::string header = "valid_to,ags,successor_ags\n";
    const auto ends = parse_successors_csv(header + "2026-12-31,16075047,16075088\n", "s.csv");
    REQUIRE(ends);
    REQUIRE(ends->size() == 1);
    CHECK(ends->front().key == "16075047");
    CHECK(ends->front().successor == "16075088");
    CHECK(ends->front().valid_to == Date{std::chrono::year{2026} / 12 / 31});
    CHECK(ends->front().line == 2);
    CHECK(
        complaint(header + "31.12.2026,16075047,16075088\n") ==
        "s.csv:2: „31.12.2026“ ist kein Tag. Erwartet wird der letzte Tag der Körperschaft, zum Beispiel 2026-12-31.");
    CHECK(complaint(header + "2026-12-31,1607504,16075088\n") ==
          "s.csv:2: „1607504“ ist weder ein Gemeindeschlüssel (acht Ziffern) noch ein Regionalschlüssel (zwölf "
          "Ziffern).");
    CHECK(complaint(header + "2026-12-31,16075047,16075088\n2027-12-31,16075047,16075088\n") ==
          "s.csv:3: Der Schlüssel 16075047 steht schon in Zeile 2.");
    CHECK(complaint("ags,successor_ags\n16075047,16075088\n") ==
          "s.csv:1: In der Kopfzeile fehlt die Spalte „valid_to“. Erwartet werden ags, valid_to und successor_ags.");
    CHECK(complaint(header) == "s.csv: Die Liste nennt keine Körperschaft. Eingelesen wurde nichts.");
}

namespace {

/// A register in memory, as far as importing needs it.
struct KeptBodies {
    std::map<std::string, Recipient> bodies;
    MemoryStore store{[](const CaseFile&) { return CaseRow{}; }};
    Result<RecipientChanges> import(const std::string& bytes) {
        const RecipientTable table{[&](Transaction&) {
                                       std::vector<Recipient> rows;
                                       for (const auto& [key, kept] : bodies) rows.push_back(kept);
                                       return rows;
                                   },
                                   [&](Transaction&, const std::vector<Recipient>& rows) {
                                       for (const auto& row : rows) bodies[row.key] = row;
                                   }};
        return import_recipients(store, table, read(bytes), 0, 0, Instant{});
    }
    std::size_t events() {
        std::size_t count = 0;
        store.read([&](Snapshot& snapshot) { count = snapshot.events(0).size(); });
        return count;
    }
};

std::string of_state(const std::string& day, std::vector<Line> lines) {
    for (auto& line : lines) line.state = day;
    return file_of(lines);
}

}  // namespace

TEST_CASE("a newer directory says what is new, what changed from what to what, and what is missing; again, nothing") {
    KeptBodies kept;
    REQUIRE(kept.import(file_of(all)));
    auto newer = all;
    newer[8].name = "Ranis-Keila, Stadt";
    newer[9] = {"60", "16075090", "5013", "Neu-Keila", "", "64", "00000000416", "00000000073", "07389"};
    const auto changes = kept.import(of_state("20260131", newer)).value();
    REQUIRE(changes.added.size() == 1);
    CHECK(changes.added.front().name == "Neu-Keila");
    CHECK(changes.added.front().valid_from == Date{std::chrono::year{2026} / 1 / 31});
    REQUIRE(changes.changed.size() == 1);
    CHECK(changes.changed.front().fields == std::vector<FieldChange>{{"name", "Ranis, Stadt", "Ranis-Keila, Stadt"}});
    REQUIRE(changes.missing.size() == 1);
    CHECK(changes.missing.front().key == "16075047");
    const auto before = kept.events();
    const auto again = kept.import(of_state("20260131", newer)).value();
    CHECK(again.nothing_to_do());
    CHECK(kept.events() == before);
}

TEST_CASE("an older directory, and one in which an ended body lives again, are refused") {
    KeptBodies kept;
    REQUIRE(kept.import(of_state("20260131", all)));
    const auto older = kept.import(file_of(all));
    REQUIRE_FALSE(older);
    CHECK(older.error().message.key == "recipients_import.older");
    kept.bodies["16075047"].valid_to = std::chrono::year{2026} / 3 / 31;
    kept.bodies["16075047"].successor = "16075088";
    CHECK(kept.import(of_state("20260331", all)).value().ended.size() == 1);  // its last day
    const auto twice = kept.import(of_state("20260630", all));
    REQUIRE_FALSE(twice);
    CHECK(
        texts().sentence(twice.error().message.key, twice.error().message.values) ==
        "gv.txt, Zeile 10: Der Schlüssel 16075047 (Keila) endete am 31.03.2026, an seine Stelle trat 16075088. Ein "
        "Schlüssel lebt nicht zweimal; bitte klären Sie das mit dem Landesamt für Statistik. Eingelesen wurde nichts.");
}

namespace {

/// A line of GV100AD as the official file would have it, from a row of the CSV that was made of it.
std::vector<Line> lines_from(const std::filesystem::path& csv, std::vector<Recipient>& expected) {
    std::ifstream stream{csv, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    expected = parse_recipients_csv(bytes, "r.csv").value().rows;
    std::map<std::string, std::vector<Line>> by_place;
    for (const auto& row : expected) {
        const auto place = row.ars.substr(0, 9);
        const auto area = fmt::format("{:011}", row.area_ha), people = fmt::format("{:011}", row.population);
        if (row.kind == "landkreis")
            by_place[row.ars.substr(0, 5)] = {{"40", row.ags.substr(0, 5), "", row.name, row.seat, "44"}};
        else if (row.kind == "verwaltungsgemeinschaft")
            by_place[place].insert(by_place[place].begin(),
                                   {"50", row.ars.substr(0, 5), row.ars.substr(5, 4), row.name, row.seat, "54"});
        else {
            if (row.kind == "kreisfreie_stadt")
                by_place[row.ars.substr(0, 5)] = {{"40", row.ags.substr(0, 5), "", row.name, row.seat, "41"}};
            auto& lines = by_place[place];
            const bool own = row.association_ars.empty() && (lines.empty() || lines.front().type != "50");
            if (own)
                lines.insert(lines.begin(), {"50", row.ars.substr(0, 5), row.ars.substr(5, 4), row.name, "", "50"});
            lines.push_back({"60", row.ags, row.ars.substr(5, 4), row.name, row.seat,
                             row.kind == "gemeinde" ? "64" : "61", area, people, row.postal_code});
        }
    }
    std::vector<Line> lines{land};
    for (const auto& [place, some] : by_place) lines.insert(lines.end(), some.begin(), some.end());
    return lines;
}

}  // namespace

TEST_CASE("the whole directory of Thüringen gives the same 664 bodies as the CSV") {
    const std::filesystem::path csv = SOURCE_DIR "/../shared/data/recipients-thueringen.csv";
    if (!std::filesystem::exists(csv)) {
        WARN("the full list of recipients is not on this machine: nothing was read");
        return;
    }
    std::vector<Recipient> expected;
    const auto file = read(file_of(lines_from(csv, expected)));
    CHECK(file.rows.size() == 664);
    const auto changes = changes_between(expected, file.rows);
    for (const auto& change : changes.changed)
        for (const auto& field : change.fields)
            UNSCOPED_INFO(change.body.name << ": " << field.field << " " << field.from << " -> " << field.to);
    CHECK(changes.changed.empty());
    CHECK(changes.unchanged == 664);
}
