#include "forms/rows_difference.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

using Kind = RowDifference::Kind;

Field column(const char* name, FieldKind kind) {
    Field field;
    field.name = field.label = name;
    field.kind = kind;
    field.max_length = 100;
    return field;
}

Field plan() {
    Field field;
    field.name = "cost_plan";
    field.kind = FieldKind::Rows;
    field.columns = {column("item", FieldKind::Text), column("year", FieldKind::Integer),
                     column("amount_cents", FieldKind::Money), column("eligible", FieldKind::Flag)};
    return field;
}

Value row(const char* item, const char* year, const char* amount, const char* eligible = "ja") {
    return Record{{"item", item}, {"year", year}, {"amount_cents", amount}, {"eligible", eligible}};
}

std::vector<Kind> kinds(const List& before, const List& after) {
    std::vector<Kind> kinds;
    for (const auto& difference : row_differences(plan(), before, after, Spelling::German))
        kinds.push_back(difference.kind);
    return kinds;
}

}  // namespace

TEST_CASE("equal rows answer for each other, whatever their order and spelling") {
    const List before = {row("Server", "2026", "1.000,00"), row("Kurse", "2027", "500,00")};
    const List after = {row("Kurse", "2027", "500"), row("Server", "2026", "1000,00", "Ja")};
    CHECK(kinds(before, after) == std::vector{Kind::Same, Kind::Same});
}

TEST_CASE("a row is new, changed, or gone; each row stands in one difference only") {
    const List before = {row("Server", "2026", "1.000,00"), row("Kurse", "2027", "500,00")};
    const List after = {row("Server", "2026", "1.200,00"), row("Lizenzen", "2028", "70,00", "nein")};
    const auto differences = row_differences(plan(), before, after, Spelling::German);
    REQUIRE(differences.size() == 3);
    CHECK(differences[0].kind == Kind::Changed);
    CHECK(integer_of(differences[0].before, "amount_cents") == 100'000);
    CHECK(integer_of(differences[0].after, "amount_cents") == 120'000);
    CHECK(differences[1].kind == Kind::Added);
    CHECK(differences[1].before.empty());
    CHECK(differences[2].kind == Kind::Removed);
    CHECK(text_of(differences[2].before, "item") == "Kurse");
    CHECK(differences[2].after.empty());
}

TEST_CASE("of two rows that look alike the nearer one is the changed one") {
    const List before = {row("Server", "2026", "1.000,00"), row("Server", "2027", "1.000,00")};
    const List after = {row("Server", "2027", "900,00")};
    const auto differences = row_differences(plan(), before, after, Spelling::German);
    REQUIRE(differences.size() == 2);
    CHECK(integer_of(differences[0].before, "year") == 2027);
    CHECK(differences[1].kind == Kind::Removed);
    CHECK(integer_of(differences[1].before, "year") == 2026);
}

TEST_CASE("the same row twice needs its like twice") {
    const List once = {row("Server", "2026", "1,00")};
    const List twice = {row("Server", "2026", "1,00"), row("Server", "2026", "1,00")};
    CHECK(kinds(once, twice) == std::vector{Kind::Same, Kind::Added});
    CHECK(kinds(twice, once) == std::vector{Kind::Same, Kind::Removed});
}

TEST_CASE("what cannot be read is no reason to lose a row: it counts as changed") {
    const auto differences = row_differences(plan(), {row("Server", "2026", "viel")}, {row("Server", "2026", "7,00")},
                                             Spelling::German);
    REQUIRE(differences.size() == 1);
    CHECK(differences[0].kind == Kind::Changed);
    CHECK(text_of(differences[0].before, "amount_cents") == "viel");
}
