#include "domain/money.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view minus_sign = "\xE2\x88\x92";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

bool take_suffix(std::string_view& text, std::string_view suffix) {
    if (!text.ends_with(suffix)) return false;
    text.remove_suffix(suffix.size());
    return true;
}

/// Takes ` €` or ` EUR` off; the blank may be the no-break space that our own pages print.
void take_currency(std::string_view& text) {
    for (const std::string_view sign : {"€", "EUR"})
        for (const std::string_view blank : {std::string_view{" "}, no_break_space})
            if (take_suffix(text, std::string{blank}.append(sign))) return;
}

/// The digits of `1234` or `1.234.567`; empty when the grouping is not in threes.
std::string ungrouped(std::string_view text) {
    if (all_digits(text)) return std::string{text};
    std::string digits;
    auto dot = text.find('.');
    if (dot == std::string_view::npos || dot > 3) return {};
    for (bool first = true;; first = false) {
        const auto group = text.substr(0, dot);
        if (!all_digits(group) || (!first && group.size() != 3)) return {};
        digits += group;
        if (dot == std::string_view::npos) return digits;
        text.remove_prefix(dot + 1);
        dot = text.find('.');
    }
}

std::string grouped(std::int64_t euros) {
    std::string digits = std::to_string(euros);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    return digits;
}

std::string unsigned_number(Money amount) {
    const std::int64_t cents = amount.in_cents() < 0 ? -amount.in_cents() : amount.in_cents();
    return fmt::format("{},{:02}", grouped(cents / 100), cents % 100);
}

}  // namespace

Result<Money> Money::parse(std::string_view text) {
    const auto misspelled = [&] { return refuse("money.spelling", {{"given", FreeText{std::string{text}}}}); };
    auto rest = text;
    take_currency(rest);
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);

    std::string_view fraction = "00";
    if (const auto comma = rest.find(','); comma != std::string_view::npos) {
        fraction = rest.substr(comma + 1);
        rest = rest.substr(0, comma);
    }
    std::string digits = ungrouped(rest);
    if (digits.empty() || fraction.size() != 2 || !all_digits(fraction)) return misspelled();

    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    digits += fraction;
    const bool fits = digits.size() <= 14;  // 10^13 has fourteen digits, so std::stoll cannot overflow
    const std::int64_t count = fits ? std::stoll(digits) : max_cents + 1;
    if (count > max_cents) return refuse("money.too_large", {{"most_cents", max_cents}});
    return cents(negative ? -count : count);
}

std::string to_german_number(Money amount) { return (amount.in_cents() < 0 ? "-" : "") + unsigned_number(amount); }

std::string to_german(Money amount) {
    return fmt::format("{}{}{}€", amount.in_cents() < 0 ? minus_sign : "", unsigned_number(amount), no_break_space);
}

Result<Percent> Percent::parse(std::string_view text) {
    auto rest = text;
    take_suffix(rest, " %");
    const auto dot = rest.find('.');
    const bool well_formed = dot != std::string_view::npos && dot >= 1 && dot <= 3 && rest.size() == dot + 3 &&
                             all_digits(rest.substr(0, dot)) && all_digits(rest.substr(dot + 1)) &&
                             (dot == 1 || rest[0] != '0');
    if (!well_formed) return refuse("percent.spelling", {{"given", FreeText{std::string{text}}}});
    const auto hundredths = std::stoll(std::string{rest.substr(0, dot)}) * 100 +
                            std::stoll(std::string{rest.substr(dot + 1)});
    if (hundredths > 100'00) return refuse("percent.too_large", {{"given", std::string{text}}});
    return Percent{hundredths};
}

std::string to_text(Percent rate) { return hundredths_text(rate.hundredths); }

std::string to_german(Percent rate) {
    if (rate.hundredths % 100 == 0) return fmt::format("{}{}%", rate.hundredths / 100, no_break_space);
    return fmt::format("{},{:02}{}%", rate.hundredths / 100, rate.hundredths % 100, no_break_space);
}

std::string hundredths_text(std::int64_t hundredths) {
    const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

Money share_of(Money cost, Percent rate) {
    // Whole ten-thousandths first: cost × rate alone could leave the range of int64 for sums of a whole budget.
    const std::int64_t whole = cost.in_cents() / 100'00;
    const std::int64_t rest = cost.in_cents() % 100'00;
    return Money::cents(whole * rate.hundredths + rest * rate.hundredths / 100'00);
}

}  // namespace foerderlauf
