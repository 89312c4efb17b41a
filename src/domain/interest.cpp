#include "domain/interest.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

__extension__ using Wide = __int128;  // amount × rate × days × 366 passes the range of int64

constexpr std::int64_t points_hundredths = 5'00;  // § 49a Abs. 3 S. 1 VwVfG: five percentage points above the base rate

Date end_of_half_year(Date day) {
    using namespace std::chrono_literals;
    return day.month() < std::chrono::July ? Date{day.year() / 6 / 30} : Date{day.year() / 12 / 31};
}

/// The row in force that day, or null.
const BaseRate* rate_of(const BaseRates& rates, Date day) {
    const auto after = std::ranges::upper_bound(rates.rows, day, {}, &BaseRate::from);
    if (after == rates.rows.begin()) return nullptr;
    const auto& row = *std::prev(after);
    return day <= last_day_of(row) ? &row : nullptr;
}

Date last_day_in_force(const BaseRates& rates, const BaseRate& row) {
    const auto* next = &row + 1;
    const bool is_last = next == rates.rows.data() + rates.rows.size();
    return is_last ? last_day_of(row) : std::min(last_day_of(row), plus_days(next->from, -1));
}

int leap_days_within(Date from, Date to) {
    using namespace std::chrono_literals;
    int count = 0;
    for (auto year = from.year(); year <= to.year(); ++year)
        if (year.is_leap())
            count += days_between(std::max(from, Date{year / 1 / 1}), std::min(to, Date{year / 12 / 31})) + 1;
    return count;
}

std::int64_t rounded_half_up(Wide numerator, Wide denominator) {
    const Wide doubled = 2 * numerator + denominator;
    const Wide quotient = doubled / (2 * denominator);
    const bool below = doubled < 0 && doubled % (2 * denominator) != 0;  // division of integers truncates towards zero
    return static_cast<std::int64_t>(quotient) - (below ? 1 : 0);
}

Result<std::vector<InterestPeriod>> periods_of(Date from, Date to, const BaseRates& rates) {
    if (rates.rows.empty() || from < rates.rows.front().from)
        return refuse("interest.before_first_rate", {{"from", to_iso(from)}});
    std::vector<InterestPeriod> periods;
    for (Date day = from; day <= to; day = plus_days(periods.back().to, 1)) {
        const auto* row = rate_of(rates, day);
        if (!row) return refuse("interest.rate_unknown", {{"from", to_iso(day)}});
        const Date end = std::min(to, last_day_in_force(rates, *row));
        periods.push_back({day, end, days_between(day, end) + 1, row->hundredths, row->hundredths + points_hundredths});
    }
    return periods;
}

}  // namespace

Date last_day_of(const BaseRate& row) { return row.to ? *row.to : end_of_half_year(row.from); }

Result<Interest> interest(Money amount, Date from, Date to, const BaseRates& rates, bool actual_year_in_leap_years) {
    if (to < from) return refuse("interest.end_before_start", {{"from", to_iso(from)}, {"to", to_iso(to)}});
    if (amount < Money{}) return refuse("interest.negative_amount", {{"given_cents", amount.in_cents()}});
    auto periods = periods_of(from, to, rates);
    if (!periods) return tl::unexpected{periods.error()};

    // Summed over the common denominator 365 × 366 × 100.00 %, so that nothing is rounded before the end.
    Wide sum = 0;
    for (const auto& period : *periods) {
        const int leap = actual_year_in_leap_years ? leap_days_within(period.from, period.to) : 0;
        sum += Wide{amount.in_cents()} * period.rate_hundredths * ((period.days - leap) * 366 + leap * 365);
    }
    return Interest{Money::cents(rounded_half_up(sum, Wide{365} * 366 * 100'00)), std::move(*periods)};
}

}  // namespace foerderlauf
