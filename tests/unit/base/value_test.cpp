#include "base/value.hpp"

#include "base/canonical_json.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("a value knows what it is") {
    CHECK(Value{}.is_empty());
    CHECK(*Value{true}.as_bool());
    CHECK(*Value{7}.as_integer() == 7);
    CHECK(*Value{"code"}.as_text() == "code");
    CHECK(*Value{FreeText{"frei"}}.as_text() == "frei");
    CHECK(Value{7}.as_text() == nullptr);
    CHECK(Value{true}.as_integer() == nullptr);
    CHECK(Value{"true"}.as_bool() == nullptr);
    CHECK(Value{Fraction{"1.0"}}.as_integer() == nullptr);
    CHECK_FALSE(Value{"frei"} == Value{FreeText{"frei"}});  // a code is not a free text
}

TEST_CASE("members are read without fear: what is absent or of another type is the default") {
    const Record record{{"n", 5}, {"t", "x"}, {"b", true}, {"l", List{1, 2}}, {"empty", Value{}}};
    CHECK(member(record, "none").is_empty());
    CHECK(integer_of(record, "n") == 5);
    CHECK(integer_of(record, "t", 9) == 9);
    CHECK(integer_of(record, "none", -1) == -1);
    CHECK(text_of(record, "t") == "x");
    CHECK(text_of(record, "n").empty());
    CHECK(flag_of(record, "b"));
    CHECK_FALSE(flag_of(record, "n"));
    CHECK(list_of(record, "l").size() == 2);
    CHECK(list_of(record, "empty").empty());
}

// RFC 7386, appendix A: the rows that a record can say.
TEST_CASE("a merge patch replaces, adds, removes and goes into records") {
    auto [target, patch, result] = GENERATE(table<Record, Record, Record>({
        {Record{{"a", "b"}}, Record{{"a", "c"}}, Record{{"a", "c"}}},
        {Record{{"a", "b"}}, Record{{"b", "c"}}, Record{{"a", "b"}, {"b", "c"}}},
        {Record{{"a", "b"}}, Record{{"a", Value{}}}, Record{}},
        {Record{{"a", "b"}, {"b", "c"}}, Record{{"a", Value{}}}, Record{{"b", "c"}}},
        {Record{{"a", List{"b"}}}, Record{{"a", "c"}}, Record{{"a", "c"}}},
        {Record{{"a", "c"}}, Record{{"a", List{"b"}}}, Record{{"a", List{"b"}}}},
        {Record{{"a", Record{{"b", "c"}}}}, Record{{"a", Record{{"b", "d"}, {"c", Value{}}}}},
         Record{{"a", Record{{"b", "d"}}}}},
        {Record{{"a", List{Record{{"b", "c"}}}}}, Record{{"a", List{1}}}, Record{{"a", List{1}}}},
        {Record{{"a", "foo"}}, Record{{"a", Record{{"b", "c"}}}}, Record{{"a", Record{{"b", "c"}}}}},
        {Record{}, Record{{"a", Record{{"bb", Record{{"ccc", Value{}}}}}}}, Record{{"a", Record{{"bb", Record{}}}}}},
        {Record{{"e", Value{}}}, Record{{"a", 1}}, Record{{"e", Value{}}, {"a", 1}}},
    }));
    merge_patch(target, patch);
    CHECK(target == result);
}

TEST_CASE("what is hashed is written in one way only") {
    const Record record{
        {"b", List{1, -2, true, Value{}}}, {"a", "Pößneck \"Stadt\"\n\x01/"}, {"A", Record{}}, {"f", FreeText{"frei"}}};
    CHECK(canonical_json(record) == R"({"A":{},"a":"Pößneck \"Stadt\"\n\u0001/","b":[1,-2,true,null],"f":"frei"})");
    CHECK(canonical_json(Value{std::int64_t{-9007199254740993}}) == "-9007199254740993");
}
