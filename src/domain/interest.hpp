#pragma once

#include "domain/calendar.hpp"
#include "domain/money.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// One row of `config/base-rates.yaml`: the base rate (Basiszinssatz, § 247 BGB) from a day on.
struct BaseRate {
    Date from;
    std::int64_t hundredths = 0;  ///< of a percent; may be negative (−0.88 % is −88)
    std::string source;
    bool unverified = false;
    std::optional<Date> to = {};  ///< last day, where a rate stood longer; without it the row holds for its half-year
};

Date last_day_of(const BaseRate& row);  ///< the last day a row holds: `to`, else the end of its half-year

/// A table of base rates. A row is never used past its last day: a half-year nobody entered is unknown, not unchanged.
struct BaseRates {
    std::vector<BaseRate> rows;  ///< ascending by `from`
};

struct InterestPeriod {
    Date from, to;  ///< both days count
    int days = 0;
    std::int64_t base_hundredths = 0;
    std::int64_t rate_hundredths = 0;  ///< base rate plus points
};
struct Interest {
    Money amount;
    std::vector<InterestPeriod> periods;
};
/// Interest of § 49a Abs. 3 and 4 VwVfG: base rate of each day plus `points` (5.00), divided by 365, leap years too
/// (`actual_year_in_leap_years` false); exact, rounded half up once at the end. Both days count.
/// Refusal `interest.before_first_rate`, `interest.rate_unknown` (a day of the period lies in a half-year without a row),
/// `interest.end_before_start`, `interest.negative_amount`.
Result<Interest> interest(Money amount, Date from, Date to, const BaseRates& rates,
                          bool actual_year_in_leap_years = false);

}  // namespace foerderlauf
