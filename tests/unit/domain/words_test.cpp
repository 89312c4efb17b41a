#include "domain/money.hpp"

#include <catch2/catch_all.hpp>
#include <map>
#include <rapidcheck.h>

using namespace foerderlauf;

TEST_CASE("a sum is spelled out as a notice says it") {
    auto [cents, words] = GENERATE(table<std::int64_t, std::string>({
        {123456, "eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent"},
        {0, "null Euro"},
        {5, "null Euro und fünf Cent"},
        {100, "ein Euro"},
        {101, "ein Euro und ein Cent"},
        {200, "zwei Euro"},
        {1100, "elf Euro"},
        {1216, "zwölf Euro und sechzehn Cent"},
        {1717, "siebzehn Euro und siebzehn Cent"},
        {2000, "zwanzig Euro"},
        {2100, "einundzwanzig Euro"},
        {3000, "dreißig Euro"},
        {6677, "sechsundsechzig Euro und siebenundsiebzig Cent"},
        {9999, "neunundneunzig Euro und neunundneunzig Cent"},
        {10000, "einhundert Euro"},
        {10100, "einhundertein Euro"},
        {11000, "einhundertzehn Euro"},
        {21900, "zweihundertneunzehn Euro"},
        {100000, "eintausend Euro"},
        {100100, "eintausendein Euro"},
        {110000, "eintausendeinhundert Euro"},
        {1000000, "zehntausend Euro"},
        {2100000, "einundzwanzigtausend Euro"},
        {8000000, "achtzigtausend Euro"},
        {10100000, "einhunderteintausend Euro"},
        {50000000, "fünfhunderttausend Euro"},
        {99999999, "neunhundertneunundneunzigtausendneunhundertneunundneunzig Euro und neunundneunzig Cent"},
        {100000000, "eine Million Euro"},
        {100000100, "eine Million ein Euro"},
        {230000000, "zwei Millionen dreihunderttausend Euro"},
        {123456700, "eine Million zweihundertvierunddreißigtausendfünfhundertsiebenundsechzig Euro"},
        {2100000000, "einundzwanzig Millionen Euro"},
        {10100000000, "einhunderteine Millionen Euro"},
        {100000000000, "eine Milliarde Euro"},
        {200100000000, "zwei Milliarden eine Million Euro"},
        {max_cents, "einhundert Milliarden Euro"},
        {-123456, "minus eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent"},
    }));
    CAPTURE(cents);
    CHECK(in_german_words(Money::cents(cents)) == words);
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
