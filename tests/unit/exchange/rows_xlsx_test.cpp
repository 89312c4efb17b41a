// Rows of a form from an Excel workbook: what people fill in, and files that mean harm.
#include "exchange/rows_xlsx.hpp"
#include "exchange/spreadsheet.hpp"
#include "unit/exchange/vouchers.hpp"
#include "unit/exchange/xlsx_in_test.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using foerderlauf::test::vouchers;

namespace {

const std::string header = sheet_row(1, text_cell("A1", "Nr.") + text_cell("B1", "Tag") + text_cell("C1", "Empfänger") +
                                            text_cell("D1", "Betrag"));

/// A whole row 7 of which one cell is given.
std::string row_with(const std::string& cell) {
    std::string cells;
    for (const auto& other :
         {text_cell("A7", "1"), number_cell("B7", "45809", 1), text_cell("C7", "Haus"), number_cell("D7", "7")})
        cells += other.substr(0, 9) == cell.substr(0, 9) ? cell : other;
    return header + sheet_row(7, cells);
}

RowsFile read(const std::string& sheet_data) { return read_rows_xlsx(vouchers(), XlsxInTest{sheet_data}.bytes()); }

std::vector<std::string> told(const RowsFile& file) {
    std::vector<std::string> errors;
    for (const auto& error : file.errors) errors.push_back(error.cell + " " + error.column + " " + error.message.key);
    return errors;
}

std::string first_key(const std::string& bytes) {
    const auto file = read_rows_xlsx(vouchers(), bytes);
    REQUIRE(file.errors.size() == 1);
    CHECK(file.typed.empty());
    return file.errors.front().message.key;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("days and amounts are taken as Excel stores them, and as text where people typed text") {
    const auto file = read(header +
                           sheet_row(2, number_cell("A2", "1") + number_cell("B2", "45809", 1) +
                                            text_cell("C2", "Systemhaus") + number_cell("D2", "1234.5600000000001")) +
                           sheet_row(4, text_cell("A4", "2") + text_cell("B4", "30.06.2025") +
                                            text_cell("C4", "M&amp;S") + text_cell("D4", "1.234,56 €")) +
                           sheet_row(9, text_cell("A9", "3") + number_cell("B9", "45809.75", 2) +
                                            text_cell("C9", "Haus") +
                                            R"(<c r="D9" s="3"><f>SUM(D2:D4)</f><v>7.0E-1</v></c>)"));
    CHECK(told(file) == Keys{});
    REQUIRE(file.typed.size() == 3);
    CHECK(text_of(*file.typed[0].as_record(), "number") == "1");
    CHECK(text_of(*file.typed[0].as_record(), "day") == "2025-06-01");
    CHECK(integer_of(*file.typed[0].as_record(), "amount_cents") == 123'456);
    CHECK(text_of(*file.rows[0].as_record(), "amount_cents") == "1.234,56");
    CHECK(text_of(*file.rows[0].as_record(), "day") == "01.06.2025");
    CHECK(text_of(*file.typed[1].as_record(), "payee") == "M&S");
    CHECK(text_of(*file.typed[2].as_record(), "day") == "2025-06-01");
    CHECK(integer_of(*file.typed[2].as_record(), "amount_cents") == 70);
}

TEST_CASE("texts are looked up where Excel shares them, in runs too, and the columns may stand in another order") {
    const auto shared =
        std::string{
            "<si><t>Betrag</t></si><si><t>Nr.</t></si><si><t>Tag</t></si><si><r><t>Emp</t></r><r><t>fänger</t>"} +
        "</r><rPh><t>laut</t></rPh></si><si><t>Müller_x000D_\nSöhne</t></si>";
    const auto cell = [](const char* place, int text) {
        return "<c r=\"" + std::string{place} + "\" t=\"s\"><v>" + std::to_string(text) + "</v></c>";
    };
    const XlsxInTest book{sheet_row(3, cell("B3", 0) + cell("C3", 1) + cell("E3", 2) + cell("F3", 3)) +
                              sheet_row(4, number_cell("B4", "5") + text_cell("C4", "1-2") +
                                               number_cell("E4", "44347", 1) + cell("F4", 4)),
                          shared, true};
    const auto file = read_rows_xlsx(vouchers(), book.bytes());
    CHECK(told(file) == Keys{});
    REQUIRE(file.typed.size() == 1);
    CHECK(text_of(*file.typed[0].as_record(), "payee") == "Müller Söhne");
    CHECK(text_of(*file.typed[0].as_record(), "day") == "2025-06-01");  // 44,347 days after 1 January 1904
}

TEST_CASE("hints above the header are passed over, and cells need not say where they stand") {
    const auto plain = [](const std::string& text) { return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>"; };
    const auto file = read(sheet_row(1, text_cell("A1", "Belegliste")) +
                           sheet_row(2, text_cell("A2", "Bitte ausfüllen")) + "<row>" + plain("Nr.") + plain("Tag") +
                           plain("Empfänger") + plain("Betrag") + "</row><row>" + plain("1") + plain("1.6.2025") +
                           plain("Haus") + plain("viel") + "</row>");
    CHECK(told(file) == Keys{"D4 Betrag field.amount_spelling"});
}

TEST_CASE("what a cell holds and the column cannot is told with the cell, all of it at once") {
    CHECK(told(read(row_with(text_cell("D7", "viel")))) == Keys{"D7 Betrag field.amount_spelling"});
    CHECK(told(read(row_with(number_cell("D7", "33.333333333333336")))) ==
          Keys{"D7 Betrag rows_xlsx.finer_than_cents"});
    CHECK(told(read(row_with(number_cell("D7", "45809", 1)))) == Keys{"D7 Betrag rows_xlsx.day_for_number"});
    CHECK(told(read(row_with(R"(<c r="D7" t="e"><f>1/0</f><v>#DIV/0!</v></c>)"))) == Keys{"D7 Betrag rows_xlsx.fault"});
    CHECK(told(read(row_with(R"(<c r="D7"><f>SUM(A1)</f><v></v></c>)"))) == Keys{"D7 Betrag rows_xlsx.uncounted"});
    CHECK(told(read(row_with(R"(<c r="D7"><v>NaN</v></c>)"))) == Keys{"D7 Betrag rows_xlsx.no_number"});
    CHECK(told(read(row_with(number_cell("B7", "45809")))) == Keys{"B7 Tag rows_xlsx.number_for_day"});
    CHECK(told(read(row_with(number_cell("B7", "60", 1)))) ==
          Keys{"B7 Tag rows_xlsx.no_such_day"});  // 29 February 1900
    CHECK(told(read(row_with(number_cell("B7", "99999999", 1)))) == Keys{"B7 Tag rows_xlsx.no_such_day"});
    CHECK(told(read(row_with(number_cell("A7", "45809", 1)))) == Keys{"A7 Nr. rows_xlsx.day_for_text"});
    CHECK(told(read(row_with("<c r=\"C7\"/>"))) == Keys{"C7 Empfänger field.missing"});  // as merged cells are
    CHECK(told(read(row_with(number_cell("D7", "7")) + sheet_row(8, text_cell("F8", "Summe")))) ==
          Keys{"F8  rows_xlsx.beside"});
    CHECK(told(read(header + sheet_row(2, text_cell("A2", "1") + text_cell("B2", "31.6.2025") +
                                              text_cell("C2", "Haus") + number_cell("D2", "1.234")))) ==
          Keys{"B2 Tag field.no_such_day", "D2 Betrag rows_xlsx.finer_than_cents"});
}

TEST_CASE("a sheet without the columns of the list, or with more rows than it may have, is refused") {
    CHECK(told(read("")) == Keys{"  rows_csv.empty"});
    CHECK(told(read(header)) == Keys{"  rows_csv.no_rows"});
    CHECK(told(read(sheet_row(1, text_cell("A1", "Nr.") + text_cell("B1", "Datum") + text_cell("C1", "Empfänger") +
                                     text_cell("D1", "Betrag")))) ==
          Keys{"  rows_csv.unknown_column", "  rows_csv.missing_column"});
    std::string rows = header;
    for (int row = 2; row < 10'002; ++row) rows += sheet_row(row, text_cell("A" + std::to_string(row), "1"));
    CHECK(first_key(XlsxInTest{rows}.bytes()) == "field.too_many_rows");
    for (int row = 10'002; row < 13'000; ++row) rows += sheet_row(row, text_cell("A" + std::to_string(row), "1"));
    CHECK(first_key(XlsxInTest{rows}.bytes()) == "rows_xlsx.too_large");
}

TEST_CASE("a file that is no workbook, is locked, old, broken or has macros is refused in its own words") {
    CHECK(first_key("PK\x03\x04 nothing more") == "rows_xlsx.not_a_workbook");
    XlsxInTest text_document{header};
    text_document.parts.erase("xl/workbook.xml");
    CHECK(first_key(text_document.bytes()) == "rows_xlsx.not_a_workbook");
    XlsxInTest macros{header};
    macros.parts["xl/vbaProject.bin"] = "x";
    CHECK(first_key(macros.bytes()) == "rows_xlsx.macros");
    CHECK(first_key(XlsxInTest{header}.bytes("geheim")) == "rows_xlsx.encrypted");
    const std::string compound{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
    CHECK(first_key(compound + "Workbook") == "rows_xlsx.old_format");
    const std::string_view wide{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};
    CHECK(first_key(compound + std::string{wide}) == "rows_xlsx.encrypted");
    XlsxInTest cut{header};
    cut.parts["xl/worksheets/sheet1.xml"].resize(80);
    CHECK(first_key(cut.bytes()) == "rows_xlsx.broken");
    XlsxInTest elsewhere{header};
    elsewhere.parts.erase("xl/worksheets/sheet1.xml");
    CHECK(first_key(elsewhere.bytes()) == "rows_xlsx.broken");
    auto damaged = XlsxInTest{header + std::string(2'000, ' ')}.bytes();
    damaged[damaged.find("sheet1.xml") + 30] ^= 0x55;
    CHECK_FALSE(read_rows_xlsx(vouchers(), damaged).errors.empty());
}

TEST_CASE("a bomb is not unfolded: neither packed bytes, nor entities, nor one text named a million times") {
    CHECK(first_key(XlsxInTest{header + std::string(40 << 20, ' ')}.bytes()) == "rows_xlsx.too_large");
    XlsxInTest entities{header};
    entities.parts["xl/worksheets/sheet1.xml"] = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
                                                 "\"&a;&a;&a;\">]><worksheet><sheetData>&b;</sheetData></worksheet>";
    CHECK(first_key(entities.bytes()) == "rows_xlsx.doctype");
    std::string rows = header;
    for (int row = 2; row < 1'000; ++row) rows += sheet_row(row, "<c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c>");
    const XlsxInTest repeated{rows, "<si><t>" + std::string(30'000, 'a') + "</t></si>"};
    CHECK(first_key(repeated.bytes()) == "rows_xlsx.too_large");
}

TEST_CASE("a stored number is written out exactly, with the noise of Excel's arithmetic rounded off") {
    CHECK(german_number("1234.5600000000001") == "1234,56");
    CHECK(german_number("0.30000000000000004") == "0,3");
    CHECK(german_number("999999999999999.9") == "1000000000000000");
    CHECK(german_number("1E3") == "1000");
    CHECK(german_number("-7.0E-1") == "-0,7");
    CHECK(german_number("-0") == "0");
    CHECK(german_number("00012") == "12");
    CHECK(german_number("") == "");
    CHECK(german_number("1e99") == "");
    CHECK(german_number("1,5") == "");
    CHECK(german_number("0x10") == "");
}

TEST_CASE("columns are lettered as spreadsheets do") {
    CHECK(column_letters(0) == "A");
    CHECK(column_letters(25) == "Z");
    CHECK(column_letters(26) == "AA");
}
