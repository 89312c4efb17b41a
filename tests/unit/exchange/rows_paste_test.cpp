#include "exchange/rows_paste.hpp"
#include "unit/exchange/vouchers.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

Field plan() {
    auto field = column("cost_plan", FieldKind::Rows, "Ausgabenplan");
    field.max = 3;
    field.columns = {column("item", FieldKind::Text, "Position"), column("year", FieldKind::Integer, "Jahr"),
                     column("amount_cents", FieldKind::Money, "Betrag"), column("eligible", FieldKind::Flag, "Ja")};
    return field;
}

const Record& typed(const RowsFile& file, std::size_t row) { return *file.typed.at(row).as_record(); }

}  // namespace

TEST_CASE("rows copied out of a spreadsheet stand in the order of the columns") {
    const auto file = read_rows_paste(plan(), "Server\t2026\t1.234,50 €\tja\r\nKurse\t2027\t500\tNein\r\n");
    REQUIRE(file.errors.empty());
    REQUIRE(file.typed.size() == 2);
    CHECK(text_of(typed(file, 0), "item") == "Server");
    CHECK(integer_of(typed(file, 0), "amount_cents") == 123'450);
    CHECK(flag_of(typed(file, 0), "eligible"));
    CHECK(integer_of(typed(file, 1), "year") == 2027);
    CHECK_FALSE(flag_of(typed(file, 1), "eligible"));
}

TEST_CASE("with their header the columns may stand in any order, and blank lines and columns do not count") {
    const auto file = read_rows_paste(plan(), "Ja\tBetrag\tPosition\tJahr\t\n\t\t\t\t\nWAHR\t7,00\tServer\t2026\t\n");
    REQUIRE(file.errors.empty());
    REQUIRE(file.typed.size() == 1);
    CHECK(integer_of(typed(file, 0), "amount_cents") == 700);
    CHECK(flag_of(typed(file, 0), "eligible"));
}

TEST_CASE("a cell of several lines is one cell, and an inch is no quotation mark") {
    const auto file = read_rows_paste(plan(),
                                      "\"Monitor\n\"\"gross\"\"\"\t2026\t1,00\tja\n12\" Monitor\t2026\t2,00\tja");
    REQUIRE(file.errors.empty());
    CHECK(text_of(typed(file, 0), "item") == "Monitor \"gross\"");
    CHECK(text_of(typed(file, 1), "item") == "12\" Monitor");
}

TEST_CASE("what is wrong is said with its line and column, and then nothing is taken") {
    const auto file = read_rows_paste(plan(), "Server\tbald\t1,00\tja\nKurse\t2027\t1,2,3\tja");
    REQUIRE(file.errors.size() == 2);
    CHECK(file.errors[0].line == 1);
    CHECK(file.errors[0].column == "Jahr");
    CHECK(file.errors[0].given == "bald");
    CHECK(file.errors[1].line == 2);
    CHECK(file.errors[1].column == "Betrag");
    CHECK(file.typed.empty());
}

TEST_CASE("a line with too few values, an unknown header and too many rows are refused") {
    CHECK(read_rows_paste(plan(), "Server\t2026\n").errors.at(0).message.key == "rows_csv.field_count");
    CHECK(read_rows_paste(plan(), "Position\tJahr\tSumme\n").errors.at(0).message.key == "rows_csv.unknown_column");
    CHECK(read_rows_paste(plan(), " \n").errors.at(0).message.key == "rows_csv.no_rows");
    const std::string line = "Server\t2026\t1,00\tja\n";
    CHECK(read_rows_paste(plan(), line + line + line + line).errors.at(0).message.key == "field.too_many_rows");
}
