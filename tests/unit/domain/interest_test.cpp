#include "domain/interest.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;
using namespace std::chrono_literals;

namespace {

std::int64_t cents_due(std::int64_t amount, std::string_view from, std::string_view to, bool actual = false) {
    return interest(Money::cents(amount), day(from), day(to), base_rates(), actual).value().amount.in_cents();
}

}  // namespace

TEST_CASE("interest is exact and rounded half up once") {
    auto [amount, from, to, due] = GENERATE(table<std::int64_t, std::string, std::string, std::int64_t>({
        {1000000, "2026-01-01", "2026-06-30", 31092},   // domain.md § 3.6
        {1234567, "2024-02-01", "2025-08-15", 150380},  // domain.md § 3.6: 151, 184, 181 and 46 days
        {1000000, "2021-01-01", "2021-12-31", 41200},   // a whole year at −0.88 + 5 = 4.12 %
        {1000000, "2020-01-01", "2020-12-31", 41313},   // 366/365 of 412.00 = 413.1287…
        {1000000, "2025-06-30", "2025-07-01", 371},     // (7.27 + 6.27) % × 10,000 / 365 = 3.7095…
        {25000, "2026-01-01", "2026-03-14", 314},       // 73 days are a fifth of a year: 250 × 6.27 % / 5 = 3.135
        {24999, "2026-01-01", "2026-03-14", 313},
        {100, "2026-01-01", "2026-01-01", 0},   // a day's interest on a euro is a sixtieth of a cent
        {2911, "2026-01-01", "2026-01-01", 1},  // 0.50005…
        {2910, "2026-01-01", "2026-01-01", 0},  // 0.49988…
        {0, "2026-01-01", "2026-06-30", 0},
        // Σ days × rate = 2375×412 + 181×662 + 184×812 + 182×862 + 184×837 + 181×727 + 184×627 + 181×627 = 1,919,064
        {max_cents, "2016-07-01", "2026-06-30", 5257709589041},
    }));
    CAPTURE(amount, from, to);
    CHECK(cents_due(amount, from, to) == due);
}

TEST_CASE("by setting a leap year has 366 days") {
    CHECK(cents_due(1000000, "2020-01-01", "2020-12-31", true) == 41200);
    CHECK(cents_due(1000000, "2021-01-01", "2021-12-31", true) == 41200);
    // One day at 8.12 % of 2023 and one at 8.62 % of 2024: 222.4658 + 235.5191 against 222.4658 + 236.1644 cents.
    CHECK(cents_due(1000000, "2023-12-31", "2024-01-01", true) == 458);
    CHECK(cents_due(1000000, "2023-12-31", "2024-01-01", false) == 459);
}

TEST_CASE("interest shows the periods it was counted from") {
    const auto due = interest(Money::cents(1234567), day("2024-02-01"), day("2025-08-15"), base_rates()).value();
    std::vector<std::string> seen;
    for (const auto& period : due.periods)
        seen.push_back(to_iso(period.from) + " " + to_iso(period.to) + " " + std::to_string(period.days) + " " +
                       hundredths_text(period.base_hundredths) + " " + hundredths_text(period.rate_hundredths));
    CHECK(seen == std::vector<std::string>{"2024-02-01 2024-06-30 151 3.62 8.62", "2024-07-01 2024-12-31 184 3.37 8.37",
                                           "2025-01-01 2025-06-30 181 2.27 7.27",
                                           "2025-07-01 2025-08-15 46 1.27 6.27"});
}

TEST_CASE("interest is refused where no base rate was entered") {
    const auto key = [](std::string_view from, std::string_view to) {
        return refusal_of(interest(Money::cents(1), day(from), day(to), base_rates()));
    };
    CHECK(key("2026-01-01", "2026-07-01") == "interest.rate_unknown");
    CHECK(key("2026-07-01", "2026-07-01") == "interest.rate_unknown");
    CHECK(key("2016-06-30", "2016-07-01") == "interest.before_first_rate");
    CHECK(key("2026-02-02", "2026-02-01") == "interest.end_before_start");
    CHECK(refusal_of(interest(Money::cents(1), day("2026-01-01"), day("2026-01-01"), {})) ==
          "interest.before_first_rate");
    CHECK(refusal_of(interest(Money::cents(-1), day("2026-01-01"), day("2026-01-01"), base_rates())) ==
          "interest.negative_amount");
}

TEST_CASE("a half-year that was forgotten is unknown, not unchanged") {
    auto rates = base_rates();
    rates.rows.push_back({2027y / 1 / 1, 150, "test"});
    const auto due = interest(Money::cents(1000000), day("2026-06-30"), day("2027-01-01"), rates);
    REQUIRE_FALSE(due);
    CHECK(due.error().message == Message{"interest.rate_unknown", {{"from", "2026-07-01"}}});
    CHECK(interest(Money::cents(1000000), day("2027-01-01"), day("2027-06-30"), rates));
    CHECK_FALSE(interest(Money::cents(1000000), day("2027-01-01"), day("2027-07-01"), rates));
}

TEST_CASE("nothing is entered from 1 July 2026 on, and what is not confirmed is marked") {
    CHECK(base_rates().rows.back().from == Date{2026y / 1 / 1});
    for (const auto& row : base_rates().rows) CHECK(row.unverified == (row.from < Date{2025y / 7 / 1}));
}

TEST_CASE("the days of the periods are the days of the whole") {
    CHECK(rc::check("for every span with known rates", [] {
        const auto from = plus_days(2016y / 7 / 1, *rc::gen::inRange(0, 3'652));
        const auto to = plus_days(from, *rc::gen::inRange(0, days_between(from, 2026y / 6 / 30) + 1));
        const auto amount = Money::cents(*rc::gen::inRange<std::int64_t>(0, max_cents));
        const auto due = interest(amount, from, to, base_rates()).value();
        int days = 0;
        for (const auto& period : due.periods) days += period.days;
        RC_ASSERT(days == days_between(from, to) + 1);
        RC_ASSERT(due.periods.front().from == from);
        RC_ASSERT(due.periods.back().to == to);
        RC_ASSERT(due.amount >= Money{});
    }));
}
