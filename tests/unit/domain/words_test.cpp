#include "domain/money.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <map>
#include <rapidcheck.h>

using namespace foerderlauf;

TEST_CASE("a sum is spelled out as a notice says it") {
    std::ifstream table{SOURCE_DIR "/tests/unit/domain/words.csv"};
    REQUIRE(table);
    int rows = 0;
    for (std::string line; std::getline(table, line);) {
        const auto semicolon = line.find(';');
        if (line.starts_with('#') || line == "amount;words" || semicolon == std::string::npos) continue;
        CAPTURE(line);
        const auto amount = Money::parse(line.substr(0, semicolon));
        REQUIRE(amount);
        CHECK(in_german_words(*amount) == line.substr(semicolon + 1));
        ++rows;
    }
    CHECK(rows >= 200);
    CHECK(in_german_words(Money::cents(max_cents)) == "einhundert Milliarden Euro");
}

TEST_CASE("two different sums are never spelled alike") {
    // Every number up to ten thousand euros and its neighbours at each higher place.
    std::map<std::string, std::int64_t> spelled;
    for (std::int64_t place : {1LL, 100LL, 100'000LL, 100'000'000LL, 100'000'000'000LL})
        for (std::int64_t number = 1; number < 1'000; ++number)
            if (number * place <= max_cents) {
                const auto [at, fresh] = spelled.emplace(in_german_words(Money::cents(number * place)), number * place);
                if (!fresh && at->second != number * place)
                    FAIL(at->first << " means " << at->second << " and " << number * place);
            }
    CHECK(rc::check("for any two sums", [] {
        const auto sum = rc::gen::inRange<std::int64_t>(-max_cents, max_cents + 1);
        const auto one = *sum;
        const auto other = *sum;
        RC_PRE(one != other);
        RC_ASSERT(in_german_words(Money::cents(one)) != in_german_words(Money::cents(other)));
    }));
}
