#include "base/text.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;

namespace {

/// A character as UTF-8, from its number, by the definition.
std::string encoded(std::uint32_t c) {
    const auto byte = [](std::uint32_t value) { return static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 63))};
    if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
    return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
}

}  // namespace

TEST_CASE("every character is well-formed UTF-8, surrogates are not") {
    for (std::uint32_t c = 0; c < 0x110000; ++c)
        if (is_utf8(encoded(c)) != (c < 0xD800 || c > 0xDFFF)) FAIL("character " << c);
    SUCCEED();
}

TEST_CASE("ill-formed bytes are no UTF-8") {
    using namespace std::string_literals;
    const auto bytes = GENERATE(as<std::string>{}, "\x80", "\xC3", "\xC3(", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80",
                                "\xE2\x82", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
                                "\xFF", "gut\xFE");
    CHECK_FALSE(is_utf8(bytes));
    CHECK(is_utf8(""));
    CHECK(is_utf8("Pößneck € 𝄞"));
    CHECK(is_utf8("a\0b"s));
}

TEST_CASE("white space is taken off both ends only") {
    CHECK(trimmed("  a b \t\r\n") == "a b");
    CHECK(trimmed("\xC2\xA0"
                  "12,50\xC2\xA0") == "12,50");
    CHECK(trimmed(" \t ").empty());
    CHECK(trimmed("").empty());
    CHECK(trimmed("à") == "à");  // its last byte is the one of the no-break space
}

TEST_CASE("a text is split at every separator and joined again") {
    CHECK(split("a,b,,c", ',') == std::vector<std::string>{"a", "b", "", "c"});
    CHECK(split("", ',') == std::vector<std::string>{""});
    CHECK(split(",", ',') == std::vector<std::string>{"", ""});
    CHECK(joined({"a", "b", "c"}, ", ") == "a, b, c");
    CHECK(joined({}, ", ").empty());
    CHECK(joined({"", "a", ""}, ",") == ",a,");
    CHECK(rc::check("for every text", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::element('a', ';', ' '));
        RC_ASSERT(joined(split(text, ';'), ";") == text);
    }));
}

TEST_CASE("the length of a text is counted in characters") {
    CHECK(length_of("Pößneck") == 7);
    CHECK(length_of("€") == 1);
    CHECK(length_of("") == 0);
}

TEST_CASE("the word that was meant is the nearest, and none when none is near") {
    const std::vector<std::string> states = {"draft", "granted", "refused", "grant_served"};
    CHECK(nearest("grantd", states) == "granted");
    CHECK(nearest("draft", states) == "draft");
    CHECK(nearest("refuse", states) == "refused");
    CHECK(nearest("consultation", states).empty());
    CHECK(nearest("x", {}).empty());
}

TEST_CASE("searching does not mind capitals, German ones neither") {
    CHECK(folded("MÜHLHAUSEN/Thüringen, Straße ÄÖÜ") == "mühlhausen/thüringen, straße äöü");
    CHECK(folded("É") == "É");
}
