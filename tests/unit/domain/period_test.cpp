#include "domain/period.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;
using namespace std::chrono_literals;

TEST_CASE("a period ends on the day the law gives") {
    auto [from, how_long, end] = GENERATE(table<std::string, std::string, std::string>({
        // domain.md § 3.5 and contract § 2
        {"2026-11-06", "1 month", "2026-12-07"},  // 6 December is a Sunday
        {"2027-01-03", "1 month", "2027-02-03"},
        {"2028-01-31", "1 month", "2028-02-29"},  // § 188 Abs. 3 BGB
        // months
        {"2026-01-31", "1 month", "2026-03-02"},  // 28 February is a Saturday
        {"2026-04-30", "1 month", "2026-06-01"},  // 30 May is a Saturday
        {"2028-01-30", "1 month", "2028-02-29"},
        {"2026-02-28", "1 month", "2026-03-30"},    // the same number, not the last day: 28 March is a Saturday
        {"2026-03-03", "1 month", "2026-04-07"},    // Good Friday, weekend, Easter Monday
        {"2026-04-14", "1 month", "2026-05-15"},    // Ascension Day is a Thursday
        {"2026-11-25", "1 month", "2026-12-28"},    // both days of Christmas and a Sunday
        {"2026-09-14", "3 months", "2026-12-14"},   // inaction, § 75 VwGO
        {"2026-11-30", "3 months", "2027-03-01"},   // 28 February 2027 is a Sunday
        {"2026-11-21", "12 months", "2027-11-22"},  // 21 November 2027 is a Sunday
        {"2026-11-06", "0 months", "2026-11-06"},
        // years
        {"2028-02-29", "1 year", "2029-02-28"},
        {"2026-11-21", "2 years", "2028-11-21"},
        {"2026-05-01", "1 year", "2027-05-03"},  // a holiday on a Saturday
        // weeks and days
        {"2026-11-06", "4 weeks", "2026-12-04"},
        {"2027-09-13", "1 week", "2027-09-21"},   // 20 September 2027, Weltkindertag, is a Monday
        {"2018-09-13", "1 week", "2018-09-20"},   // no holiday before 2019
        {"2019-09-13", "1 week", "2019-09-23"},   // Weltkindertag is a Friday
        {"2025-10-24", "7 days", "2025-11-03"},   // Reformationstag is a Friday
        {"2026-12-18", "14 days", "2027-01-04"},  // New Year's Day is a Friday
        {"2026-11-20", "1 day", "2026-11-23"},    // Saturday
        {"2026-11-21", "0 days", "2026-11-23"},
        // working days
        {"2026-11-06", "10 working_days", "2026-11-20"},
        {"2026-12-23", "3 working_days", "2026-12-29"},  // 24, 28, 29
        {"2026-04-02", "1 working_day", "2026-04-07"},
        {"2026-11-21", "0 working_days", "2026-11-23"},
    }));
    CAPTURE(from, how_long);
    CHECK(to_iso(last_day(day(from), length(how_long), thuringia(), erfurt)) == end);
}

TEST_CASE("a local holiday moves the end only at its place") {
    CHECK(to_iso(last_day(day("2026-05-04"), length("1 month"), thuringia(), erfurt)) == "2026-06-04");
    CHECK(to_iso(last_day(day("2026-05-04"), length("1 month"), thuringia(), heilbad_heiligenstadt)) == "2026-06-05");
    CHECK(to_iso(last_day(day("2026-05-04"), length("1 month"), thuringia())) == "2026-06-04");
    CHECK(to_iso(last_day(day("2026-06-03"), length("1 working_day"), thuringia(), heilbad_heiligenstadt)) ==
          "2026-06-05");
}

TEST_CASE("a period never ends on a day off and never early") {
    CHECK(rc::check("for every start and length", [] {
        const auto from = plus_days(2000y / 1 / 1, *rc::gen::inRange(0, 40'000));
        const auto unit = *rc::gen::element(Length::Unit::Day, Length::Unit::Week, Length::Unit::Month,
                                            Length::Unit::Year, Length::Unit::WorkingDay);
        const Length some{*rc::gen::inRange(0, 60), unit};
        const Length longer{some.count + 1, unit};
        const auto place = *rc::gen::element(erfurt, heilbad_heiligenstadt, std::string_view{});
        const auto end = last_day(from, some, thuringia(), place);
        RC_ASSERT(thuringia().is_working_day(end, place));
        RC_ASSERT(end >= plus_days(from, unit == Length::Unit::Month ? 28 * some.count : some.count));
        RC_ASSERT(last_day(from, longer, thuringia(), place) >= end);
    }));
}

TEST_CASE("a length is a number and a unit, singular and plural alike") {
    CHECK(length("1 month") == Length{1, Length::Unit::Month});
    CHECK(length("1 months") == Length{1, Length::Unit::Month});
    CHECK(length("2 month") == Length{2, Length::Unit::Month});
    CHECK(length("10 working_days") == Length{10, Length::Unit::WorkingDay});
    CHECK(length("1200 years") == Length{1200, Length::Unit::Year});
    for (const auto* text : {"", "month", "1", "1 ", " 1 month", "1  month", "1month", "-1 month", "1.5 months",
                             "1201 days", "99999 days", "1 Monat", "1 monthes", "1 month ", "one month", "1\tmonth"}) {
        CAPTURE(text);
        CHECK(refusal_of(Length::parse(text)) == "length.spelling");
    }
}

TEST_CASE("a length is printed as it is read") {
    CHECK(to_text(length("1 months")) == "1 month");
    CHECK(to_text(length("4 week")) == "4 weeks");
    CHECK(to_text(length("0 days")) == "0 days");
    CHECK(to_text(length("1 working_days")) == "1 working_day");
    CHECK(to_text(length("5 years")) == "5 years");
}

TEST_CASE("the day of service follows the kind and the law of the day") {
    auto [kind, date, served] = GENERATE(table<std::string, std::string, std::string>({
        {"post", "2026-11-02", "2026-11-06"},
        {"post", "2026-12-30", "2027-01-03"},  // a Sunday: it is a date, it does not move
        {"post", "2028-01-27", "2028-01-31"},
        {"post", "2024-12-31", "2025-01-03"},  // the third day, before the reform
        {"post", "2025-01-01", "2025-01-05"},
        {"post", "2028-02-26", "2028-03-01"},
        {"electronic", "2026-11-02", "2026-11-06"},
        {"electronic", "2022-03-01", "2022-03-04"},
        {"portal", "2026-11-02", "2026-11-03"},
        {"portal", "2026-12-31", "2027-01-01"},  // a holiday: it does not move
        {"delivered", "2026-11-21", "2026-11-21"},
    }));
    CAPTURE(kind, date);
    CHECK(to_iso(served_on(parse_service_kind(kind).value(), day(date))) == served);
}

TEST_CASE("only the four kinds of service are known") {
    for (const auto* text : {"", "Post", "fax", "post "}) CHECK(refusal_of(parse_service_kind(text)) == "service.kind");
}

TEST_CASE("from the post office to finality") {
    auto [posted, last] = GENERATE(table<std::string, std::string>({
        {"2026-11-02", "2026-12-07"},
        {"2026-12-30", "2027-02-03"},
        {"2028-01-27", "2028-02-29"},
    }));
    CHECK(to_iso(last_day(served_on(ServiceKind::Post, day(posted)), length("1 month"), thuringia(), erfurt)) == last);
}

TEST_CASE("a length is read and written as a person spells it") {
    auto [typed, stored, shown] = GENERATE(table<std::string, std::string, std::string>({
        {"2 Monate", "2 months", "2 Monate"},
        {" 1 monat ", "1 month", "1 Monat"},
        {"6 WOCHEN", "6 weeks", "6 Wochen"},
        {"10 Arbeitstage", "10 working_days", "10 Arbeitstage"},
        {"1 Jahr", "1 year", "1 Jahr"},
        {"2 months", "2 months", "2 Monate"},
    }));
    CAPTURE(typed);
    const auto length = Length::parse_german(typed);
    REQUIRE(length);
    CHECK(to_text(*length) == stored);
    CHECK(to_german(*length) == shown);
}

TEST_CASE("what is no length is refused in either spelling") {
    for (const auto* typed : {"", "Monate", "zwei Monate", "2Monate", "2 Monate 3 Tage", "-1 Monat", "2000 Tage"})
        CHECK_FALSE(Length::parse_german(typed));
    CHECK_FALSE(Length::parse("2 Monate"));
}
