#include "domain/money.hpp"

#include <array>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 20> below_twenty = {
    "null", "ein", "zwei",  "drei",     "vier",     "fünf",     "sechs",    "sieben",   "acht",     "neun",
    "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
constexpr std::array<std::string_view, 10> tens = {"",        "",        "zwanzig", "dreißig", "vierzig",
                                                   "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"};

/// 1 to 99, as it stands before a noun or inside a longer number: `ein`, `einundzwanzig`.
std::string below_hundred(std::int64_t number) {
    const auto at = static_cast<std::size_t>(number);
    if (at < 20) return std::string{below_twenty[at]};
    std::string words;
    if (at % 10 != 0) words.append(below_twenty[at % 10]).append("und");
    return words.append(tens[at / 10]);
}

/// 1 to 999; empty for 0.
std::string below_thousand(std::int64_t number) {
    std::string words;
    if (number >= 100) words.append(below_twenty[static_cast<std::size_t>(number / 100)]).append("hundert");
    if (number % 100 != 0) words.append(below_hundred(number % 100));
    return words;
}

/// `eine Million`, `zwei Millionen`: the big numbers are feminine nouns, so a last `ein` is declined.
std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
    std::string words = below_thousand(number);
    const bool ends_in_one = number % 100 == 1;
    if (ends_in_one) words += 'e';
    return words.append(" ").append(number == 1 ? one : many);
}

std::string spelled(std::int64_t number) {
    if (number == 0) return "null";
    std::string words;
    const auto add = [&](const std::string& part) {
        if (!words.empty()) words += ' ';
        words += part;
    };
    if (const auto milliards = number / 1'000'000'000; milliards != 0)
        add(counted(milliards, "Milliarde", "Milliarden"));
    if (const auto millions = number / 1'000'000 % 1'000; millions != 0) add(counted(millions, "Million", "Millionen"));
    std::string small;
    if (const auto thousands = number / 1'000 % 1'000; thousands != 0) small = below_thousand(thousands) + "tausend";
    small += below_thousand(number % 1'000);
    if (!small.empty()) add(small);
    return words;
}

}  // namespace

std::string in_german_words(Money amount) {
    if (amount.in_cents() < 0) return "minus " + in_german_words(Money{} - amount);
    std::string words = spelled(amount.in_cents() / 100) + " Euro";
    if (const auto cents = amount.in_cents() % 100; cents != 0) words += " und " + spelled(cents) + " Cent";
    return words;
}

}  // namespace foerderlauf
