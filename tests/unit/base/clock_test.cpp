#include "base/clock.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;
using namespace std::chrono_literals;

namespace {

Instant instant(std::string_view text) {
    Instant moment;
    REQUIRE(from_rfc3339(text, moment));
    return moment;
}

}  // namespace

TEST_CASE("a civil day begins at midnight in Berlin") {
    auto [utc, day] = GENERATE(table<std::string, Date>({
        {"2026-11-21T22:59:59.999999Z", 2026y / 11 / 21},  // winter: one hour ahead
        {"2026-11-21T23:00:00.000000Z", 2026y / 11 / 22},
        {"2026-07-01T21:59:59.999999Z", 2026y / 7 / 1},  // summer: two hours
        {"2026-07-01T22:00:00.000000Z", 2026y / 7 / 2},
        {"2026-12-31T23:30:00.000000Z", 2027y / 1 / 1},  // a new budget year
    }));
    CHECK(berlin_day(instant(utc)) == day);
}

TEST_CASE("a time of day in Berlin is found in winter, in summer and on the days between") {
    CHECK(to_rfc3339(berlin_time(2026y / 11 / 21, 8h)) == "2026-11-21T07:00:00.000000Z");
    CHECK(to_rfc3339(berlin_time(2026y / 7 / 1, 8h)) == "2026-07-01T06:00:00.000000Z");
    CHECK(to_rfc3339(berlin_time(2026y / 3 / 29, 8h)) ==
          "2026-03-29T06:00:00.000000Z");  // the clocks went forward at 2
    CHECK(to_rfc3339(berlin_time(2026y / 10 / 25, 2h + 30min)) ==
          "2026-10-25T00:30:00.000000Z");  // 2:30 comes twice: the first
    CHECK(berlin_minutes(instant("2026-07-01T06:05:00.000000Z")) == 8h + 5min);
}

TEST_CASE("an instant is written with six decimals and read back") {
    CHECK(to_rfc3339(instant("2026-11-21T20:55:14.000001Z")) == "2026-11-21T20:55:14.000001Z");
    CHECK(rc::check("for every microsecond of two centuries", [] {
        const Instant moment{
            std::chrono::microseconds{*rc::gen::inRange<std::int64_t>(-2'000'000'000'000'000, 7'000'000'000'000'000)}};
        Instant read;
        RC_ASSERT(from_rfc3339(to_rfc3339(moment), read));
        RC_ASSERT(read == moment);
    }));
}

TEST_CASE("what is not exactly an instant is not read") {
    const auto text = GENERATE(as<std::string>{}, "", "2026-11-21", "2026-11-21T20:55:14Z", "2026-11-21T20:55:14.000Z",
                               "2026-11-21T20:55:14.000000", "2026-11-21t20:55:14.000000Z",
                               "2026-11-21T24:00:00.000000Z", "2026-11-21T20:60:00.000000Z",
                               "2026-11-21T20:55:60.000000Z", "2026-02-29T00:00:00.000000Z",
                               "2026-11-21T20:55:14.00000xZ", "2026-11-21T20:55:14.0000000Z");
    CAPTURE(text);
    Instant untouched{};
    CHECK_FALSE(from_rfc3339(text, untouched));
    CHECK(untouched == Instant{});
}

TEST_CASE("a standing clock stands until it is set") {
    SimulatedClock clock{instant("2026-11-21T23:30:00.000000Z"), SimulatedClock::Pace::Standing};
    CHECK(clock.today() == Date{2026y / 11 / 22});
    CHECK(clock.now() == clock.now());
    clock.set(instant("2036-11-21T12:00:00.000000Z"));
    CHECK(clock.now() == instant("2036-11-21T12:00:00.000000Z"));
}

TEST_CASE("a running clock starts where it is set and goes on from there") {
    const auto start = instant("2036-11-21T07:00:00.000000Z");
    SimulatedClock clock{start, SimulatedClock::Pace::Running};
    const auto first = clock.now();
    CHECK(first >= start);
    CHECK(clock.now() >= first);
    CHECK(clock.today() == Date{2036y / 11 / 21});
}
