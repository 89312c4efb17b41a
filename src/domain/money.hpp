#pragma once

#include "base/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace foerderlauf {

/// An exact amount in euro cents (Betrag). Never a double: a notice that is one cent off is wrong.
/// Range: ±10^13 cents wherever an amount comes in; sums of a budget stay far inside int64.
class Money {
public:
    constexpr Money() = default;
    static constexpr Money cents(std::int64_t count) { return Money{count}; }

    /// `[-]`, digits plain or grouped by dots in threes, optionally `,` and exactly two digits, optionally ` €` or ` EUR`.
    /// Nothing else: `1.23` could mean two things and is asked back. The blank may be a no-break space, so that a
    /// printed amount can be pasted. Refusal `money.spelling` or `money.too_large`.
    static Result<Money> parse(std::string_view text);

    constexpr std::int64_t in_cents() const { return cents_; }
    constexpr bool is_zero() const { return cents_ == 0; }
    constexpr auto operator<=>(const Money&) const = default;
    friend constexpr Money operator+(Money a, Money b) { return cents(a.cents_ + b.cents_); }
    friend constexpr Money operator-(Money a, Money b) { return cents(a.cents_ - b.cents_); }
    constexpr Money& operator+=(Money other) {
        cents_ += other.cents_;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        cents_ -= other.cents_;
        return *this;
    }

private:
    explicit constexpr Money(std::int64_t count) : cents_{count} {}
    std::int64_t cents_ = 0;
};

/// The largest amount taken in from outside: 10^13 cents (100 billion euros).
inline constexpr std::int64_t max_cents = 10'000'000'000'000;

/// `1.234,56 €` with a no-break space before the sign and `−` for negative amounts, as pages and letters show it.
std::string to_german(Money amount);
/// `1.234,56` without the sign, for tables whose caption says euro and for input fields (`-` for negative).
std::string to_german_number(Money amount);
/// Words as a notice spells the sum out: `eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent`.
/// Without cents only the euros are said (`achtzigtausend Euro`); the euros are always said (`null Euro und fünf Cent`),
/// so that a line cannot be lost unseen. Hundreds and thousands carry their `ein`, before the noun one is `ein`
/// (`einhundertein Euro`). Range 0 to 10^13 cents; negative amounts begin with `minus `.
std::string in_german_words(Money amount);

/// A rate (Fördersatz) in hundredths of a percent: 80.00 % is 8000. Range 0 to 10,000 (100 %) where it comes in.
struct Percent {
    std::int64_t hundredths = 0;
    /// `80.00` exactly two decimals, optionally followed by ` %` as in workflow files. Refusal `percent.spelling`,
    /// `percent.too_large` above 100.00.
    static Result<Percent> parse(std::string_view text);
    constexpr auto operator<=>(const Percent&) const = default;
};
std::string to_text(Percent rate);  ///< `80.00`, as the API spells it
/// Any number of hundredths of a percent in that spelling; base rates may be negative: `-0.88`.
std::string hundredths_text(std::int64_t hundredths);
std::string to_german(Percent rate);  ///< `80 %` or `66,67 %` with a no-break space

/// The share of `cost` that a rate allows, rounded down: rounding up would grant more than the rate.
/// `cost` must not be negative.
Money share_of(Money cost, Percent rate);

}  // namespace foerderlauf
