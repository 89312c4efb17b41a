#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// `2026-11-21`, exactly; refusal `date.spelling`, `date.no_such_day` (31 February) or `date.year_range`.
/// Years 1900 to 2199.
Result<Date> parse_date(std::string_view iso);
/// `21.11.2026` as clerks type it (leading zeros may be missing); same refusals.
Result<Date> parse_german_date(std::string_view text);
std::string to_iso(Date day);
Date following_day(Date day);
std::string to_german(Date day);               ///< `21.11.2026`
std::string to_german_with_weekday(Date day);  ///< `Samstag, 21.11.2026`

Date plus_days(Date day, int count);
int days_between(Date from, Date to);  ///< negative when `to` lies before `from`

/// A holiday rule as a row of `config/holidays.yaml`: a fixed day of the year or a distance from Easter Sunday,
/// valid in some years, in the whole Land or only at some places (Fronleichnam).
struct HolidayRule {
    std::string name;
    std::optional<std::chrono::month_day> fixed;
    std::optional<int> days_after_easter;
    int from_year = 1900;
    int to_year = 9999;
    std::set<std::string> places;  ///< AGS prefixes; empty means the whole Land
    std::string source;
    bool unverified = false;  ///< shown as a setting that somebody has to confirm
    std::string note = {};
};

/// The day a rule falls on in a year; nothing where it does not hold in it, or the day does not exist (29 February).
std::optional<Date> day_in(const HolidayRule& rule, int year);

/// Which days are working days at a place. A value: build it once from the rules, ask as often as you like.
class Calendar {
public:
    Calendar() = default;
    explicit Calendar(std::vector<HolidayRule> rules) : rules_{std::move(rules)} {}

    /// `place` is an AGS; empty means the Land without local holidays.
    bool is_holiday(Date day, std::string_view place = {}) const;
    /// Neither Saturday, Sunday nor holiday (§ 193 BGB, § 31 Abs. 3 VwVfG).
    bool is_working_day(Date day, std::string_view place = {}) const;
    Date next_or_same_working_day(Date day, std::string_view place = {}) const;
    std::string holiday_name(Date day, std::string_view place = {}) const;

    const std::vector<HolidayRule>& rules() const { return rules_; }

private:
    std::vector<HolidayRule> rules_;
};

Date easter_sunday(std::chrono::year year);  ///< Gregorian calendar

}  // namespace foerderlauf
