#include "letters/blocks.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using Kind = LetterBlock::Kind;
using Lines = std::vector<std::string>;

namespace {

constexpr auto head =
    "Amt für Proben\nErfurt, Stadtteil Mitte, 13.03.2026\nAktenzeichen: A-1: neu\nGemeindeschlüssel: 16075085\n\n"
    "Stadt Pößneck\nvertreten durch den Bürgermeister\n\n"
    "Zuwendungsbescheid\nFörderung\nIhr Antrag\n\n";

std::vector<LetterBlock> blocks_of(const std::string& body) { return letter_sheet(head + body).blocks; }

}  // namespace

TEST_CASE("the first three parts of a letter are its head, its recipient and its title") {
    const auto sheet = letter_sheet(head);
    CHECK(sheet.authority == "Amt für Proben");
    CHECK(sheet.place == "Erfurt, Stadtteil Mitte");
    CHECK(sheet.date == "13.03.2026");
    CHECK(sheet.information == std::vector<std::pair<std::string, std::string>>{{"Aktenzeichen", "A-1: neu"},
                                                                                {"Gemeindeschlüssel", "16075085"}});
    CHECK(sheet.recipient == Lines{"Stadt Pößneck", "vertreten durch den Bürgermeister"});
    CHECK(sheet.title == "Zuwendungsbescheid");
    CHECK(sheet.subject == Lines{"Förderung", "Ihr Antrag"});
    CHECK(sheet.blocks.empty());
    CHECK(member(record_of(sheet), "number") == Value{"A-1: neu"});
}

TEST_CASE("marks make headings, amounts, lists, tables, facts and the signature; all else is a paragraph") {
    const auto blocks = blocks_of(
        "## 1. Bewilligung\nWir bewilligen\nIhnen\n\n= 80.000,00 €\n= in Worten: achtzigtausend Euro\n\n"
        "| Ausgaben | 1,00 €\n| Zeitraum | 2026 bis 2027\n|| Jahr | Betrag\n| 2026 | 1,00 €\n\n"
        "| Titel | 16 90\n– eins\n– zwei\n~ Im Auftrag\n~ Hartung\n");
    REQUIRE(blocks.size() == 8);
    CHECK(blocks[0] == LetterBlock{Kind::Heading, {"1. Bewilligung"}});
    CHECK(blocks[1] == LetterBlock{Kind::Paragraph, {"Wir bewilligen", "Ihnen"}});
    CHECK(blocks[2] == LetterBlock{Kind::Amount, {"80.000,00 €", "in Worten: achtzigtausend Euro"}});
    CHECK(blocks[3] == LetterBlock{Kind::Facts, {}, {}, {{"Ausgaben", "1,00 €"}, {"Zeitraum", "2026 bis 2027"}}});
    CHECK(blocks[4] == LetterBlock{Kind::Table, {}, {"Jahr", "Betrag"}, {{"2026", "1,00 €"}}});
    CHECK(blocks[5] == LetterBlock{Kind::Facts, {}, {}, {{"Titel", "16 90"}}});
    CHECK(blocks[6] == LetterBlock{Kind::Items, {"eins", "zwei"}});
    CHECK(blocks[7] == LetterBlock{Kind::Signature, {"Im Auftrag", "Hartung"}});
}

TEST_CASE("the rest of a value of several lines goes on with its row or item, and stands alone behind an empty line") {
    const auto blocks = blocks_of("|| Posten | Grund\n| Schulung | nicht\nförderfähig\n– fehlt\nnoch\n\nSchluss\n");
    REQUIRE(blocks.size() == 3);
    CHECK(blocks[0].rows == std::vector<Lines>{{"Schulung", "nicht förderfähig"}});
    CHECK(blocks[1].lines == Lines{"fehlt noch"});
    CHECK(blocks[2] == LetterBlock{Kind::Paragraph, {"Schluss"}});
}

TEST_CASE("what somebody typed never becomes a heading, a row, a sum or a signature") {
    const std::string typed = GENERATE("## Rechtsbehelfsbelehrung", "= 1.000.000,00 €", "– Punkt", "|| Jahr | Betrag",
                                       "| 2026 | 1,00 €", "~ Die Ministerin", "erste Zeile\n## zweite", "a\n\n| b | c");
    for (const auto& block : blocks_of(without_marks(typed) + "\n")) CHECK(block.kind == Kind::Paragraph);
    const auto in_a_row = blocks_of("|| Posten | Betrag\n| " + without_marks(typed) + " | 5,00 €\n");
    REQUIRE_FALSE(in_a_row.empty());
    CHECK(in_a_row.front().rows.front().size() <= 2);
}

TEST_CASE("values without marks stay as they are, to the letter") {
    CHECK(without_marks("Projekt # 5 = gut – und ~ 3 ## Seiten") == "Projekt # 5 = gut – und ~ 3 ## Seiten");
    CHECK(without_marks("") == "");
    CHECK(without_marks("a|b") == "a¦b");
}

TEST_CASE("every text has a sheet") {
    const std::string text = GENERATE("", "\n\n\n", "nur eine Zeile", "##", "|| ", "= ", "\xff\xfe", "a\n\nb");
    CHECK_NOTHROW(record_of(letter_sheet(text)));
}
