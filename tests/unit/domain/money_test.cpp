#include "domain/money.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;

namespace {

const std::string blank = "\xC2\xA0";  // the no-break space of printed amounts

}  // namespace

TEST_CASE("an amount is read as clerks write it") {
    auto [text, cents] = GENERATE_COPY(table<std::string, std::int64_t>({
        {"1.234,56 €", 123456},
        {"1234,56", 123456},
        {"1234", 123400},
        {"1.234", 123400},  // dots group, they never separate cents
        {"0", 0},
        {"-0", 0},
        {"0,01", 1},
        {"00,10", 10},
        {"007", 700},
        {"-12,50 EUR", -1250},
        {"1.000.000,00", 100000000},
        {"1.234,56" + blank + "€", 123456},
        {"100.000.000.000,00", max_cents},
        {"-100.000.000.000", -max_cents},
        {"000000000000000000000000000001,00", 100},
    }));
    CAPTURE(text);
    const auto amount = Money::parse(text);
    REQUIRE(amount);
    CHECK(amount->in_cents() == cents);
}

TEST_CASE("a spelling that could mean two things is asked back") {
    const auto text = GENERATE(as<std::string>{}, "1.23", "1,234.56", "5,5", "12 345,00", "", " ", "€", " €", "-",
                               "--1", "+1", "1,", ",50", "1.2345", "12.34.567", "1234.567", "1..234", ".123", "1.",
                               "1.234.", "1,234", "1,2,3", "1,-1", "1e3", "0x10", "1,00€", "1,00  €", "1,00 € ",
                               " 1,00", "1,00 EUR €", "1,00 eur", "1,00 €\n", "１", "1'000,00", "1.234.56,00", "- 1",
                               "1-");
    CAPTURE(text);
    CHECK(refusal_of(Money::parse(text)) == "money.spelling");
}

TEST_CASE("an amount above 100 billion euros is refused, however long it is spelled") {
    const auto text = GENERATE(as<std::string>{}, "100.000.000.000,01", "-100.000.000.000,01",
                               "99999999999999999999999999", "18446744073709551616,00", "1000000000000");
    CAPTURE(text);
    CHECK(refusal_of(Money::parse(text)) == "money.too_large");
}

TEST_CASE("an amount is printed with grouping dots, a no-break space and a minus sign") {
    CHECK(to_german(Money::cents(123456)) == "1.234,56" + blank + "€");
    CHECK(to_german(Money::cents(-123456)) == "\xE2\x88\x92"
                                              "1.234,56" +
                                                  blank + "€");
    CHECK(to_german(Money::cents(5)) == "0,05" + blank + "€");
    CHECK(to_german(Money{}) == "0,00" + blank + "€");
    CHECK(to_german_number(Money::cents(-5)) == "-0,05");
    CHECK(to_german_number(Money::cents(100000)) == "1.000,00");
    CHECK(to_german_number(Money::cents(99999)) == "999,99");
    CHECK(to_german_number(Money::cents(max_cents)) == "100.000.000.000,00");
}

TEST_CASE("what is printed is read back as the same amount") {
    CHECK(rc::check("for every amount", [] {
        const auto amount = Money::cents(*rc::gen::inRange<std::int64_t>(-max_cents, max_cents + 1));
        RC_ASSERT(Money::parse(to_german_number(amount)).value() == amount);
        RC_ASSERT(Money::parse(to_german_number(amount) + " €").value() == amount);
        if (amount >= Money{}) RC_ASSERT(Money::parse(to_german(amount)).value() == amount);
    }));
}

TEST_CASE("whatever is typed, reading an amount answers with an amount in range or a refusal") {
    CHECK(rc::check("for every text of the alphabet of amounts", [] {
        const auto text = *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', ',', '-', ' '));
        const auto amount = Money::parse(text);
        if (!amount) return;
        RC_ASSERT(amount->in_cents() <= max_cents);
        RC_ASSERT(amount->in_cents() >= -max_cents);
        RC_ASSERT(Money::parse(to_german_number(*amount)).value() == *amount);
    }));
}

TEST_CASE("a rate has exactly two decimals and stays within 100 percent") {
    CHECK(Percent::parse("80.00").value().hundredths == 8000);
    CHECK(Percent::parse("80.00 %").value().hundredths == 8000);
    CHECK(Percent::parse("0.01").value().hundredths == 1);
    CHECK(Percent::parse("100.00").value().hundredths == 10000);
    CHECK(refusal_of(Percent::parse("100.01")) == "percent.too_large");
    for (const auto* text :
         {"80", "80.0", "80,00", "80.000", "-1.00", "", ".50", "080.00", "1000.00", "80.00%", "80.00  %", "8e1.00"}) {
        CAPTURE(text);
        CHECK(refusal_of(Percent::parse(text)) == "percent.spelling");
    }
}

TEST_CASE("a rate is printed for the API with two decimals and for people as short as it can be") {
    CHECK(to_text(Percent{8000}) == "80.00");
    CHECK(to_text(Percent{6667}) == "66.67");
    CHECK(to_text(Percent{5}) == "0.05");
    CHECK(to_german(Percent{8000}) == "80" + blank + "%");
    CHECK(to_german(Percent{6667}) == "66,67" + blank + "%");
    CHECK(to_german(Percent{8050}) == "80,50" + blank + "%");
    CHECK(hundredths_text(-88) == "-0.88");
    CHECK(hundredths_text(127) == "1.27");
}

TEST_CASE("a share is rounded down to the cent") {
    auto [cost, rate, share] = GENERATE(table<std::int64_t, std::int64_t, std::int64_t>({
        {3333333, 8000, 2666666},  // 26,666.664
        {10000000, 8000, 8000000},
        {1, 9999, 0},
        {1, 10000, 1},
        {99, 5000, 49},            // 49.5
        {4000000, 7500, 3000000},  // the expert report: 75 % of 40,000
        {max_cents, 10000, max_cents},
        {max_cents, 1, 1000000000},
        {0, 8000, 0},
    }));
    CAPTURE(cost, rate);
    CHECK(share_of(Money::cents(cost), Percent{rate}).in_cents() == share);
}

TEST_CASE("a share never exceeds the rate and never misses it by a whole cent") {
    CHECK(rc::check("for every cost and rate", [] {
        const auto cost = *rc::gen::inRange<std::int64_t>(
            0, 900'000'000'000);  // cost × rate fits int64, as the check needs
        const auto rate = *rc::gen::inRange<std::int64_t>(0, 10'001);
        const auto share = share_of(Money::cents(cost), Percent{rate}).in_cents();
        RC_ASSERT(share * 10'000 <= cost * rate);
        RC_ASSERT((share + 1) * 10'000 > cost * rate);
    }));
}
