#include "forms/form.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("names with dots become rows") {
    CHECK(
        nested({{"title", "T"}, {"plan.0.item", "a"}, {"plan.0.amount_cents", "1,00"}, {"plan.1.item", "b"}}) ==
        Record{{"title", "T"}, {"plan", List{Record{{"item", "a"}, {"amount_cents", "1,00"}}, Record{{"item", "b"}}}}});
}

TEST_CASE("rows stand in the order of their numbers, not of their spelling") {
    const auto record = nested({{"plan.10.item", "last"}, {"plan.9.item", "middle"}, {"plan.2.item", "first"}});
    CHECK(record ==
          Record{{"plan", List{Record{{"item", "first"}}, Record{{"item", "middle"}}, Record{{"item", "last"}}}}});
}

TEST_CASE("rows that are wholly blank are dropped, half filled ones stay") {
    CHECK(
        nested(
            {{"plan.0.item", ""}, {"plan.0.amount_cents", "  "}, {"plan.1.item", "b"}, {"plan.1.amount_cents", ""}}) ==
        Record{{"plan", List{Record{{"item", "b"}, {"amount_cents", ""}}}}});
    CHECK(nested({{"plan.0.item", ""}}) == Record{{"plan", List{}}});
}

TEST_CASE("of a name that comes twice the last counts") {
    CHECK(nested({{"agreed", "nein"}, {"agreed", "ja"}}) == Record{{"agreed", "ja"}});
}

TEST_CASE("a huge row number costs nothing and a deep name stays one name") {
    CHECK(nested({{"plan.999999999.item", "a"}}) == Record{{"plan", List{Record{{"item", "a"}}}}});
    std::string deep = "a";
    for (int i = 0; i < 100'000; ++i) deep += ".a";
    CHECK(nested({{deep, "x"}}) == Record{{deep, "x"}});
    CHECK(nested({{"a..b", "x"}}) == Record{{"a..b", "x"}});
    CHECK(nested({{".", "x"}}) == Record{{".", "x"}});
}

TEST_CASE("a name that is both a value and a group keeps the group") {
    CHECK(nested({{"plan", "x"}, {"plan.0.item", "a"}}) == Record{{"plan", List{Record{{"item", "a"}}}}});
}
