#include "forms/field_value.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/// Blanks are how an IBAN is printed in groups; small letters are how it is typed.
std::string compact(std::string_view text) {
    std::string iban;
    for (const char c : text)
        if (c != ' ') iban += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return iban;
}

/// ISO 7064 mod 97-10: the first four characters go to the end, letters count 10 to 35, the rest is 1.
int remainder_of(const std::string& iban) {
    int remainder = 0;
    for (const char c : iban.substr(4) + iban.substr(0, 4))
        remainder = is_digit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
    return remainder;
}

bool has_shape(const std::string& iban) {
    constexpr std::size_t shortest = 15, longest = 34, german = 22;
    if (iban.size() < shortest || iban.size() > longest) return false;
    if (!is_capital(iban[0]) || !is_capital(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3])) return false;
    if (!std::ranges::all_of(iban, [](char c) { return is_digit(c) || is_capital(c); })) return false;
    if (!iban.starts_with("DE")) return true;
    return iban.size() == german && std::ranges::all_of(iban.substr(2), is_digit);
}

}  // namespace

Result<std::string> parse_iban(std::string_view text) {
    const auto iban = compact(text);
    if (!has_shape(iban)) return refuse("field.iban_shape");
    if (remainder_of(iban) != 1) return refuse("field.iban_check");
    return iban;
}

}  // namespace foerderlauf
