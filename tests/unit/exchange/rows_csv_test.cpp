// Rows of a form from a file as spreadsheets save them.
#include "exchange/rows_csv.hpp"
#include "unit/exchange/vouchers.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using foerderlauf::test::vouchers;

namespace {

const std::string header = "Nr.;Tag;Empfänger;Betrag\r\n";

std::vector<std::string> errors_of(const std::string& bytes) {
    std::vector<std::string> errors;
    for (const auto& error : read_rows_csv(vouchers(), bytes).errors)
        errors.push_back(std::to_string(error.line) + " " + error.column + " " + error.message.key);
    return errors;
}

}  // namespace

TEST_CASE("days and amounts are read as people write them") {
    const auto file = read_rows_csv(
        vouchers(), header + "1;1.6.2025;Systemhaus;1.234,56\r\n;;;\r\n\"2\";30.06.2025;\"Müller; Söhne\";7\r\n");
    CHECK(file.errors.empty());
    REQUIRE(file.typed.size() == 2);
    CHECK(integer_of(*file.typed[0].as_record(), "amount_cents") == 123'456);
    CHECK(text_of(*file.typed[0].as_record(), "day") == "2025-06-01");
    CHECK(text_of(*file.typed[1].as_record(), "payee") == "Müller; Söhne");
    CHECK(text_of(*file.rows[0].as_record(), "amount_cents") == "1.234,56");
}

TEST_CASE("commas do too, with the columns in another order, and Latin-1 as Excel writes it") {
    const auto file = read_rows_csv(vouchers(),
                                    "Betrag,Nr.,Tag,Empf\xE4nger\n\"5,00 \x80\",7,1.6.2025,M\xFCller \x96 S\xF6hne\n");
    CHECK(file.errors.empty());
    REQUIRE(file.typed.size() == 1);
    CHECK(text_of(*file.typed[0].as_record(), "payee") == "Müller – Söhne");
    CHECK(integer_of(*file.typed[0].as_record(), "amount_cents") == 500);
}

TEST_CASE("what is wrong is told with line and column, all of it at once, and nothing is taken") {
    const auto file = read_rows_csv(vouchers(), header + "1;31.6.2025;Systemhaus;1,00\r\n\r\n2;1.6.2025;;1.23\r\n");
    CHECK(file.typed.empty());
    const auto all = errors_of(header + "1;31.6.2025;Systemhaus;1,00\r\n\r\n2;1.6.2025;Haus;1.23\r\n");
    CHECK(all == std::vector<std::string>{"2 Tag field.no_such_day", "4 Betrag field.amount_ambiguous"});
    CHECK(errors_of(header + "1;1.6.2025;;1,00\r\n") == std::vector<std::string>{"2 Empfänger field.missing"});
    CHECK(errors_of(header + "1;1.6.2025;Haus\r\n") == std::vector<std::string>{"2  rows_csv.field_count"});
    CHECK(errors_of(header + "1;1.6.2025;\"Haus;1,00\r\n") == std::vector<std::string>{"2  recipients_csv.open_quote"});
}

TEST_CASE("a file without the columns of the list is refused before its rows are looked at") {
    CHECK(errors_of("") == std::vector<std::string>{"0  rows_csv.empty"});
    CHECK(errors_of(header) == std::vector<std::string>{"0  rows_csv.no_rows"});
    CHECK(errors_of("Nr.;Tag;Nr.;Betrag\r\nx;y;z;a\r\n") ==
          std::vector<std::string>{"1  rows_csv.column_twice", "1  rows_csv.missing_column"});
    CHECK(errors_of("Nr.;Datum;Empfänger;Betrag\r\n") ==
          std::vector<std::string>{"1  rows_csv.unknown_column", "1  rows_csv.missing_column"});
}

TEST_CASE("more rows than the list may have are refused") {
    std::string bytes = header;
    for (int i = 0; i < 4; ++i) bytes += "1;1.6.2025;Haus;1,00\r\n";
    CHECK(errors_of(bytes).size() == 1);
}

TEST_CASE("a file to fill in can be read again") {
    const auto empty = rows_csv(vouchers(), {Record{{"payee", FreeText{"A;B \"C\""}}}});
    CHECK(empty == "\xEF\xBB\xBFNr.;Tag;Empfänger;Betrag\r\n;;\"A;B \"\"C\"\"\";\r\n");
    CHECK(read_rows_csv(vouchers(), empty).rows.size() == 1);
}
