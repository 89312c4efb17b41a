#include "exchange/rows_xlsx.hpp"

#include <charconv>

namespace foerderlauf {

namespace {

constexpr int excel_digits = 15, most_places = 40;

/// Digits and where the point stands among them: 0.00125 is `125` with the point at -2.
struct Decimal {
    std::string digits;
    int point = 0;
};

void round_to_excel(Decimal& number) {
    if (number.digits.size() <= excel_digits) return;
    const bool up = number.digits[excel_digits] >= '5';
    number.digits.resize(excel_digits);
    if (!up) return;
    auto at = number.digits.size();
    while (at > 0 && number.digits[at - 1] == '9') number.digits[--at] = '0';
    if (at > 0) return void(++number.digits[at - 1]);
    number.digits.insert(0, "1");
    ++number.point;
}

std::string written(Decimal number) {
    const auto first = number.digits.find_first_not_of('0');
    if (first == std::string::npos) return "0";
    number.digits.erase(0, first);
    number.point -= static_cast<int>(first);
    round_to_excel(number);
    number.digits.erase(number.digits.find_last_not_of('0') + 1);
    if (number.point > most_places || number.point < -most_places) return {};
    if (number.point <= 0) return "0," + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
    const auto point = static_cast<std::size_t>(number.point);
    if (point >= number.digits.size()) return number.digits + std::string(point - number.digits.size(), '0');
    return number.digits.insert(point, ",");
}

}  // namespace

std::string german_number(std::string_view stored) {
    const bool negative = stored.starts_with('-');
    if (negative) stored.remove_prefix(1);
    const auto exponent_at = stored.find_first_of("eE");
    auto mantissa = stored.substr(0, exponent_at);
    int exponent = 0;
    if (exponent_at != std::string_view::npos) {
        auto text = stored.substr(exponent_at + 1);
        if (text.starts_with('+')) text.remove_prefix(1);
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), exponent);
        if (fault != std::errc{} || end != text.data() + text.size()) return {};
    }
    const auto point = mantissa.find('.');
    const auto whole = mantissa.substr(0, point);
    const auto fraction = point == std::string_view::npos ? std::string_view{} : mantissa.substr(point + 1);
    Decimal number{std::string{whole} + std::string{fraction}, 0};
    constexpr std::size_t longest = 400;
    const bool digits_only = number.digits.find_first_not_of("0123456789") == std::string::npos;
    if (number.digits.empty() || number.digits.size() > longest || !digits_only) return {};
    if (exponent > 1'000 || exponent < -1'000) return {};
    number.point = static_cast<int>(whole.size()) + exponent;
    auto text = written(std::move(number));
    return negative && !text.empty() && text != "0" ? "-" + text : text;
}

}  // namespace foerderlauf
