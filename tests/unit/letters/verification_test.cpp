#include "letters/verification.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("the code of a letter depends on the case, the event, the name and the words, and on nothing else") {
    const std::string hash(64, 'a');
    const auto code = verification_code(7, 12, "grant_notice", hash);
    CHECK(code.size() == 16);
    CHECK(code == verification_code(7, 12, "grant_notice", hash));
    CHECK(code != verification_code(8, 12, "grant_notice", hash));
    CHECK(code != verification_code(7, 13, "grant_notice", hash));
    CHECK(code != verification_code(7, 12, "hearing", hash));
    CHECK(code != verification_code(7, 12, "grant_notice", std::string(64, 'b')));
}

TEST_CASE("a code is typed as people type it") {
    const std::string typed = GENERATE("K7QX4M2P9RTD0ABC", "K7QX-4M2P-9RTD-0ABC", "k7qx 4m2p 9rtd 0abc",
                                       "K7QX-4M2P-9RTD-OABC");
    CHECK(code_from(typed) == "K7QX4M2P9RTD0ABC");
    CHECK(in_fours(code_from(typed)) == "K7QX-4M2P-9RTD-0ABC");
    CHECK(code_from("IL10-0000-0000-0000") == "1110000000000000");
}

TEST_CASE("what is no code is none") {
    const std::string typed = GENERATE("", "K7QX", "K7QX-4M2P-9RTD-0ABCD", "K7QX-4M2P-9RTD-0AB!", "U7QX-4M2P-9RTD-0ABC",
                                       "K7QX4M2P9RTD0AB\xc3\x84", "' OR 1=1 --    ");
    CHECK(code_from(typed).empty());
}

TEST_CASE("a QR code is a square with its three finder patterns") {
    const auto rows = squares_of("https://foerderlauf.example/echt/K7QX-4M2P-9RTD-0ABC");
    REQUIRE(rows.size() >= 21);
    for (const auto& row : rows) CHECK(row.size() == rows.size());
    CHECK(rows.front().starts_with("1111111"));
    CHECK(rows.front().ends_with("1111111"));
    CHECK(rows.back().starts_with("1111111"));
    CHECK(squares_of(std::string(5000, 'x')).empty());
}
