#include "domain/calendar.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;
using namespace std::chrono_literals;

namespace {

/// Gauss's rule with its two exceptions, for 1900 to 2199 (M = 24; N = 5 until 2099, then 6): another way to the same day.
Date easter_by_gauss(int year) {
    const int d = (19 * (year % 19) + 24) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + (year < 2100 ? 5 : 6)) % 7;
    int after_22_march = d + e;
    if (d == 29 && e == 6) after_22_march -= 7;
    if (d == 28 && e == 6 && year % 19 > 10) after_22_march -= 7;
    return plus_days(std::chrono::year{year} / 3 / 22, after_22_march);
}

}  // namespace

TEST_CASE("Easter Sunday falls on the day the Gregorian calendar gives") {
    // Printed tables; 1954, 1981, 2049 and 2076 are the exceptions of the rule, 1818 and 1943 the earliest and latest days.
    const auto iso = GENERATE(as<std::string>{}, "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
                              "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
                              "2028-04-16", "2038-04-25", "2049-04-18", "2076-04-19");
    CHECK(to_iso(easter_sunday(day(iso).year())) == iso);
    CHECK(easter_sunday(1818y) == Date{1818y / 3 / 22});
}

TEST_CASE("Easter agrees with Gauss's rule in every year a date may have") {
    for (int year = 1900; year < 2200; ++year) {
        CAPTURE(year);
        CHECK(easter_sunday(std::chrono::year{year}) == easter_by_gauss(year));
    }
}

TEST_CASE("Thuringia has eleven holidays, 2026") {
    std::vector<std::string> days;
    for (Date date = 2026y / 1 / 1; date <= Date{2026y / 12 / 31}; date = plus_days(date, 1))
        if (thuringia().is_holiday(date)) days.push_back(to_iso(date) + " " + thuringia().holiday_name(date));
    CHECK(days == std::vector<std::string>{"2026-01-01 Neujahr", "2026-04-03 Karfreitag", "2026-04-06 Ostermontag",
                                           "2026-05-01 Tag der Arbeit", "2026-05-14 Christi Himmelfahrt",
                                           "2026-05-25 Pfingstmontag", "2026-09-20 Weltkindertag",
                                           "2026-10-03 Tag der Deutschen Einheit", "2026-10-31 Reformationstag",
                                           "2026-12-25 Erster Weihnachtstag", "2026-12-26 Zweiter Weihnachtstag"});
}

TEST_CASE("the World Children's Day is a holiday since 2019") {
    CHECK_FALSE(thuringia().is_holiday(2018y / 9 / 20));
    CHECK(thuringia().is_holiday(2019y / 9 / 20));
}

TEST_CASE("Corpus Christi counts only where it is a holiday") {
    const Date corpus_christi = 2026y / 6 / 4;
    CHECK(thuringia().is_holiday(corpus_christi, heilbad_heiligenstadt));
    CHECK(thuringia().holiday_name(corpus_christi, heilbad_heiligenstadt) == "Fronleichnam");
    CHECK_FALSE(thuringia().is_holiday(corpus_christi, erfurt));
    CHECK_FALSE(thuringia().is_holiday(corpus_christi));
}

TEST_CASE("the local holiday is marked as a setting, with its source") {
    for (const auto& rule : thuringia().rules()) {
        CHECK_FALSE(rule.source.empty());
        CHECK(rule.unverified == !rule.places.empty());
        CHECK(rule.note.empty() == rule.places.empty());
    }
}

TEST_CASE("a working day is neither Saturday nor Sunday nor holiday") {
    CHECK(thuringia().is_working_day(2026y / 12 / 24));  // Christmas Eve is one
    CHECK_FALSE(thuringia().is_working_day(2026y / 12 / 25));
    CHECK_FALSE(thuringia().is_working_day(2026y / 11 / 21));  // a Saturday
    CHECK_FALSE(thuringia().is_working_day(2026y / 11 / 22));
    CHECK(thuringia().next_or_same_working_day(2026y / 12 / 25) == Date{2026y / 12 / 28});
    CHECK(thuringia().next_or_same_working_day(2026y / 12 / 28) == Date{2026y / 12 / 28});
}

TEST_CASE("a date is read exactly") {
    CHECK(parse_date("2028-02-29").value() == Date{2028y / 2 / 29});
    auto [text, key] = GENERATE(table<std::string, std::string>({
        {"2027-02-29", "date.no_such_day"},
        {"2026-02-31", "date.no_such_day"},
        {"2026-13-01", "date.no_such_day"},
        {"2026-00-10", "date.no_such_day"},
        {"2026-01-00", "date.no_such_day"},
        {"2100-02-29", "date.no_such_day"},
        {"1899-12-31", "date.year_range"},
        {"2200-01-01", "date.year_range"},
        {"2026-1-1", "date.spelling"},
        {"", "date.spelling"},
        {"2026/01/01", "date.spelling"},
        {"20260101", "date.spelling"},
        {"2026-01-01T00:00", "date.spelling"},
        {" 2026-01-01", "date.spelling"},
        {"2026-01-0x", "date.spelling"},
        {"-026-01-01", "date.spelling"},
        {"+026-01-01", "date.spelling"},
    }));
    CAPTURE(text);
    CHECK(refusal_of(parse_date(text)) == key);
}

TEST_CASE("a date is read as clerks type it") {
    CHECK(parse_german_date("21.11.2026").value() == Date{2026y / 11 / 21});
    CHECK(parse_german_date("1.2.2026").value() == Date{2026y / 2 / 1});
    CHECK(refusal_of(parse_german_date("31.2.2026")) == "date.no_such_day");
    for (const auto* text :
         {"", "21.11.26", "21.11.", "21-11-2026", "21. 11. 2026", "021.11.2026", "a.b.2026", "1.2.3.2026"}) {
        CAPTURE(text);
        CHECK(refusal_of(parse_german_date(text)) == "date.spelling");
    }
}

TEST_CASE("a date is printed for machines, for people, and with its weekday") {
    CHECK(to_iso(2026y / 1 / 5) == "2026-01-05");
    CHECK(to_german(2026y / 1 / 5) == "05.01.2026");
    CHECK(to_german_with_weekday(2026y / 11 / 21) == "Samstag, 21.11.2026");
    CHECK(to_german_with_weekday(2028y / 2 / 29) == "Dienstag, 29.02.2028");
}

TEST_CASE("days are counted across months and leap days") {
    CHECK(days_between(2026y / 1 / 1, 2026y / 12 / 31) == 364);
    CHECK(days_between(2028y / 2 / 28, 2028y / 3 / 1) == 2);
    CHECK(days_between(2026y / 11 / 21, 2026y / 11 / 20) == -1);
    CHECK(plus_days(2026y / 12 / 31, 1) == Date{2027y / 1 / 1});
    CHECK(rc::check("every date is read back from both spellings", [] {
        const auto date = plus_days(1900y / 1 / 1, *rc::gen::inRange(0, 109'572));  // to 2199-12-31
        RC_ASSERT(parse_date(to_iso(date)).value() == date);
        RC_ASSERT(parse_german_date(to_german(date)).value() == date);
        RC_ASSERT(days_between(1900y / 1 / 1, date) >= 0);
    }));
}
