#include "web/api/json_reading.hpp"

#include "base/canonical_json.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("JSON is read as it stands: texts, whole numbers, lists, objects") {
    const auto read = read_json_object(R"( {"b":[1,-2,true,null,"ß"],"a":{"x":9223372036854775807}} )");
    REQUIRE(read);
    CHECK(canonical_json(*read) == R"({"a":{"x":9223372036854775807},"b":[1,-2,true,null,"ß"]})");
}

TEST_CASE("a number that is no integer of 64 bits keeps its spelling") {
    const auto spelling = GENERATE(as<std::string>{}, "1.0", "1e3", "-0.5", "9223372036854775808",
                                   "123456789012345678901234567890");
    const auto read = read_json_object(R"({"amount_cents":)" + spelling + "}");
    REQUIRE(read);
    const auto* fraction = std::get_if<Fraction>(&member(*read, "amount_cents").any());
    REQUIRE(fraction);
    CHECK(fraction->spelling == spelling);
}

TEST_CASE("what is no JSON object is not read, and the answer says why") {
    const auto [text, key] = GENERATE(table<std::string, std::string>({
        {"", "api.json.syntax"},
        {"{", "api.json.syntax"},
        {"{} {}", "api.json.syntax"},
        {"{'a':1}", "api.json.syntax"},
        {R"({"a":01})", "api.json.syntax"},
        {R"({"a":1,})", "api.json.syntax"},
        {R"({"a":NaN})", "api.json.syntax"},
        {R"({"a":"\ud800"})", "api.json.syntax"},
        {"{\"a\":\"\n\"}", "api.json.syntax"},
        {"// c\n{}", "api.json.syntax"},
        {R"({"a":1e400})", "api.json.number"},
        {R"({"a":1,"a":2})", "api.json.name_twice"},
        {R"({"a":{"b":1,"b":1}})", "api.json.name_twice"},
        {R"({"a":1,"\u0061":2})", "api.json.name_twice"},
        {"{\"a\":\"\xFF\"}", "api.json.not_utf8"},
        {"{\"a\":\"\xC0\xAF\"}", "api.json.not_utf8"},
        {"[1]", "api.json.not_an_object"},
        {"null", "api.json.not_an_object"},
        {"\"text\"", "api.json.not_an_object"},
    }));
    INFO(text);
    const auto read = read_json_object(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().key == key);
}

TEST_CASE("the place of a mistake is told in bytes") {
    CHECK(integer_of(read_json_object(R"({"a":x})").error().values, "at") == 6);
}

TEST_CASE("objects and lists may lie 32 deep and no deeper") {
    const auto nested = [](int lists) {
        return R"({"a":)" + std::string(static_cast<std::size_t>(lists), '[') +
               std::string(static_cast<std::size_t>(lists), ']') + "}";
    };
    CHECK(read_json_object(nested(deepest_json - 1)));
    CHECK(read_json_object(nested(deepest_json)).error().key == "api.json.too_deep");
    CHECK(read_json_object(nested(100'000)).error().key == "api.json.too_deep");
}
