#include "domain/calendar.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// The number in 1 to `most` digits, or nothing.
std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() < least || text.size() > most || !std::ranges::all_of(text, is_digit)) return {};
    return std::stoi(std::string{text});
}

Result<Date> existing_day(std::string_view given, int year, int month, int day) {
    const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                    std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return refuse("date.no_such_day", {{"given", FreeText{std::string{given}}}});
    if (year < 1900 || year > 2199) return refuse("date.year_range", {{"given", FreeText{std::string{given}}}});
    return date;
}

tl::unexpected<Refusal> misspelled(std::string_view given) {
    return refuse("date.spelling", {{"given", FreeText{std::string{given}}}});
}

bool holds_at(const HolidayRule& rule, std::string_view place) {
    return rule.places.empty() ||
           std::ranges::any_of(rule.places, [&](const auto& prefix) { return place.starts_with(prefix); });
}

bool falls_on(const HolidayRule& rule, Date day) { return day_in(rule, static_cast<int>(day.year())) == day; }

}  // namespace

std::optional<Date> day_in(const HolidayRule& rule, int year) {
    if (year < rule.from_year || year > rule.to_year) return std::nullopt;
    const std::chrono::year of{year};
    if (!rule.fixed && !rule.days_after_easter) return std::nullopt;
    const auto day = rule.fixed ? Date{of / *rule.fixed} : plus_days(easter_sunday(of), *rule.days_after_easter);
    return day.ok() ? std::optional{day} : std::nullopt;
}

Result<Date> parse_date(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return misspelled(iso);
    const auto year = number(iso.substr(0, 4), 4, 4);
    const auto month = number(iso.substr(5, 2), 2, 2);
    const auto day = number(iso.substr(8, 2), 2, 2);
    if (!year || !month || !day) return misspelled(iso);
    return existing_day(iso, *year, *month, *day);
}

Result<Date> parse_german_date(std::string_view text) {
    const auto parts = split(text, '.');
    if (parts.size() != 3) return misspelled(text);
    const auto day = number(parts[0], 1, 2);
    const auto month = number(parts[1], 1, 2);
    const auto year = number(parts[2], 4, 4);
    if (!year || !month || !day) return misspelled(text);
    return existing_day(text, *year, *month, *day);
}

std::string to_iso(Date day) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

Date following_day(Date day) { return std::chrono::sys_days{day} + std::chrono::days{1}; }

std::string to_german(Date day) {
    return fmt::format("{:02}.{:02}.{:04}", static_cast<unsigned>(day.day()), static_cast<unsigned>(day.month()),
                       static_cast<int>(day.year()));
}

std::string to_german_with_weekday(Date day) {
    static constexpr std::array<std::string_view, 7> names = {"Sonntag",    "Montag",  "Dienstag", "Mittwoch",
                                                              "Donnerstag", "Freitag", "Samstag"};
    return fmt::format("{}, {}", names[std::chrono::weekday{sys_days{day}}.c_encoding()], to_german(day));
}

Date plus_days(Date day, int count) { return Date{sys_days{day} + days{count}}; }

int days_between(Date from, Date to) { return static_cast<int>((sys_days{to} - sys_days{from}).count()); }

bool Calendar::is_holiday(Date day, std::string_view place) const {
    return std::ranges::any_of(rules_, [&](const auto& rule) { return holds_at(rule, place) && falls_on(rule, day); });
}

bool Calendar::is_working_day(Date day, std::string_view place) const {
    const std::chrono::weekday weekday{sys_days{day}};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday && !is_holiday(day, place);
}

Date Calendar::next_or_same_working_day(Date day, std::string_view place) const {
    while (!is_working_day(day, place)) day = plus_days(day, 1);
    return day;
}

std::string Calendar::holiday_name(Date day, std::string_view place) const {
    const auto found = std::ranges::find_if(
        rules_, [&](const auto& rule) { return holds_at(rule, place) && falls_on(rule, day); });
    return found == rules_.end() ? std::string{} : found->name;
}

// The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, ch. 8), valid for every Gregorian year.
Date easter_sunday(std::chrono::year year) {
    const int count = static_cast<int>(year);
    const int golden = count % 19;
    const int century = count / 100;
    const int in_century = count % 100;
    const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
    const int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    const int late = (golden + 11 * epact + 22 * weekday) / 451;
    const int day_of_march = epact + weekday - 7 * late + 114;
    return year / std::chrono::month{static_cast<unsigned>(day_of_march / 31)} /
           std::chrono::day{static_cast<unsigned>(day_of_march % 31 + 1)};
}

}  // namespace foerderlauf
