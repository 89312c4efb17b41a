#include "reports/sheet_rows.hpp"
#include "reports/workbook.hpp"

#include "sheet_xml.hpp"

#include "base/sha256.hpp"

#include <Poco/Checksum.h>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// What packed pieces say, the last of them added here.
std::string unpacked(PackedText& text, const PackedSize& size, const std::string& last) {
    std::string stream(size.packed_length, '\0');
    text.read(stream.data(), stream.size());
    std::istringstream packed_stream{stream + packed(last, PieceEnds::Stream).bytes};
    constexpr int bare_deflate = -15;
    Poco::InflatingInputStream plain{packed_stream, bare_deflate};
    std::string whole;
    Poco::StreamCopier::copyToString(plain, whole);
    return whole;
}

std::string rows_of(SheetRows& sheet) {
    auto& text = sheet.finish();
    const auto size = text.finish();
    return unpacked(text, size, "");
}

/// The one cell `A1` as the file spells it.
template <class Value>
std::string spelled(Value value) {
    SheetRows sheet;
    sheet.write(0, 0, 0, value);
    return rows_of(sheet);
}

std::string as_number(const std::string& number) { return R"(<row r="1"><c r="A1"><v>)" + number + "</v></c></row>"; }
std::string as_text(const std::string& text, const std::string& more = "") {
    return R"(<row r="1"><c r="A1" t="inlineStr"><is><t)" + more + ">" + text + "</t></is></c></row>";
}

}  // namespace

TEST_CASE("an amount stands in the file to the cent, without blank decimals") {
    auto [cents, expected] = GENERATE(table<std::int64_t, std::string>({{0, "0"},
                                                                        {5, "0.05"},
                                                                        {-5, "-0.05"},
                                                                        {50, "0.5"},
                                                                        {8'000'000, "80000"},
                                                                        {123'456'701, "1234567.01"},
                                                                        {-10'000'000'000'001, "-100000000000.01"}}));
    CHECK(spelled(Money::cents(cents)) == as_number(expected));
}

TEST_CASE("a rate is a share of one, so that the format shows per cent") {
    CHECK(spelled(Percent{8000}) == as_number("0.8"));
    CHECK(spelled(Percent{6667}) == as_number("0.6667"));
    CHECK(spelled(Percent{10'000}) == as_number("1"));
    CHECK(spelled(Percent{-88}) == as_number("-0.0088"));
}

TEST_CASE("a day is counted as spreadsheets count, with the leap day of 1900 that never was") {
    using namespace std::chrono;
    CHECK(spelled(Date{year{1900} / 1 / 1}) == as_number("1"));
    CHECK(spelled(Date{year{1900} / 2 / 28}) == as_number("59"));
    CHECK(spelled(Date{year{1900} / 3 / 1}) == as_number("61"));
    CHECK(spelled(Date{year{2026} / 11 / 20}) == as_number("46346"));
}

TEST_CASE("a text keeps its signs and its blank ends; an empty one is a blank cell") {
    CHECK(spelled(std::string_view{"A & <B>"}) == as_text("A &amp; &lt;B&gt;"));
    CHECK(spelled(std::string_view{" A"}) == as_text(" A", R"( xml:space="preserve")"));
    CHECK(spelled(std::string_view{"A\n"}) == as_text("A\n", R"( xml:space="preserve")"));
    CHECK(spelled(std::string_view{""}) == R"(<row r="1"><c r="A1"/></row>)");
}

TEST_CASE("a cell carries its place and the number of its format, a formula its value") {
    SheetRows sheet;
    CHECK(sheet.dimension() == "A1");
    sheet.make_row_higher(3, 32);
    sheet.write(3, 27, 4, std::int64_t{7});
    sheet.write_formula(11, 1, 2, R"(=IF(A1<2,"ja","nein"))", std::string{"ja"});
    sheet.write_formula(11, 702, 0, "=SUM(B1:B2)", Money::cents(150));
    CHECK(sheet.dimension() == "B4:AAA12");
    CHECK(rows_of(sheet) == R"(<row r="4" ht="32" customHeight="1"><c r="AB4" s="4"><v>7</v></c></row>)"
                            R"(<row r="12"><c r="B12" s="2" t="str"><f>IF(A1&lt;2,"ja","nein")</f><v>ja</v></c>)"
                            R"(<c r="AAA12"><f>SUM(B1:B2)</f><v>1.5</v></c></row>)");
}

TEST_CASE("a cell above or left of one already written is refused") {
    SheetRows sheet;
    sheet.write(4, 2, 1, std::int64_t{1});
    CHECK_THROWS_AS(sheet.write(4, 2, 1, std::int64_t{1}), std::logic_error);
    CHECK_THROWS_AS(sheet.write(4, 1, 1, std::int64_t{1}), std::logic_error);
    CHECK_THROWS_AS(sheet.write(3, 5, 1, std::int64_t{1}), std::logic_error);
    CHECK_THROWS_AS(sheet.write_formula(5, 0, 1, "=A1", Date{}), std::logic_error);
}

TEST_CASE("a text packed in pieces beside its writing comes back whole, with the checksum of the whole") {
    PackedText text;
    std::string whole;
    for (int i = 0; i < 9; ++i) {
        std::string piece;
        for (int line = 0; line < 20'000 / (i + 1); ++line) piece += std::to_string(i * line) + '\n';
        whole += piece;
        text.add(piece);
    }
    const auto size = text.finish();
    CHECK(size.length == whole.size());
    CHECK(size.packed_length < whole.size() / 2);
    Poco::Checksum expected{Poco::Checksum::TYPE_CRC32};
    expected.update(whole);
    CHECK(size.crc == expected.checksum());
    CHECK(unpacked(text, size, "Ende") == whole + "Ende");
}

TEST_CASE("a sheet of many rows has every one of them in the file, in order") {
    const auto file = std::filesystem::temp_directory_path() / ("foerderlauf-rows-" + to_hex(random_bytes(8)));
    constexpr int rows = 30'000;
    const std::string longest(32'767, '&');  // longer than what is kept free behind a row
    {
        Workbook book{file, {"Viele", "", "", "", {}, {}}};
        auto sheet = book.add_sheet(
            {.title = "Viele", .widths = {20}, .header_row = -1, .footer_left = {}, .footer_right = {}, .page_of = {}});
        for (int row = 0; row < rows; ++row)
            sheet.write(row, 0, row % 10'000 == 0 ? Cell{longest} : Cell{std::int64_t{row}}, ColumnKind::Integer,
                        RowLook::Plain);
        book.save();
    }
    const auto xml = sheet_xml(file, 1);
    std::filesystem::remove(file);
    CHECK(xml.find("<dimension ref=\"A1:A30000\"/>") != std::string::npos);
    std::size_t at = 0;
    int found = 0;
    while ((at = xml.find("<row r=\"" + std::to_string(found + 1) + "\">", at)) != std::string::npos) ++found;
    CHECK(found == rows);
    CHECK(xml.substr(xml.find("<row r=\"29999\">")).starts_with(R"(<row r="29999"><c r="A29999" s="1"><v>29998</v>)"));
    CHECK(xml.find("</row></sheetData><page") != std::string::npos);
}
