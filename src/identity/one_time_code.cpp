#include "identity/one_time_code.hpp"

#include "base/sha256.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <liboath/oath.h>
#include <memory>
#include <new>

namespace foerderlauf {

namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::size_t code_digits = 6;
constexpr unsigned seconds_of_step = 30;
constexpr std::size_t steps_beside = 1;
constexpr std::size_t how_many_codes = 10;
constexpr std::size_t signs_of_code = 8;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford: no I, L, O, U

std::string base32_of(const std::string& bytes) {
    char* made = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(bytes.data(), bytes.size(), &made, &length) != OATH_OK) throw std::bad_alloc{};
    const std::unique_ptr<char, decltype(&std::free)> kept{made, &std::free};
    return {made, length};
}

std::string in_groups(std::string_view text, std::string_view between) {
    constexpr std::size_t group = 4;
    std::string spaced;
    for (std::size_t at = 0; at < text.size(); at += group)
        spaced.append(at == 0 ? std::string_view{} : between).append(text.substr(at, group));
    return spaced;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_';
}

std::string escaped(std::string_view text) {
    std::string address;
    for (const char c : text)
        if (is_unreserved(c)) address += c;
        else address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return address;
}

}  // namespace

std::string new_code_secret() { return random_bytes(secret_bytes); }

std::string spelled_secret(const std::string& secret) { return in_groups(base32_of(secret), " "); }

std::string otpauth_address(const std::string& secret, std::string_view account, std::string_view issuer) {
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", escaped(issuer), escaped(account), base32_of(secret),
                       escaped(issuer));
}

std::optional<std::int64_t> step_of_code(const std::string& secret, std::string_view code, Instant now) {
    std::string digits{code};
    std::erase(digits, ' ');
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (digits.size() != code_digits || !std::ranges::all_of(digits, is_digit)) return {};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    int away = 0;
    std::uint64_t step = 0;
    const int found = oath_totp_validate4(secret.data(), secret.size(), seconds, seconds_of_step, 0, steps_beside,
                                          &away, &step, 0, digits.c_str());
    return found < 0 ? std::nullopt : std::optional{static_cast<std::int64_t>(step)};
}

std::vector<std::string> new_recovery_codes() {
    std::vector<std::string> codes;
    for (std::size_t n = 0; n < how_many_codes; ++n) {
        std::string code;
        for (const char byte : random_bytes(signs_of_code))
            code += alphabet[static_cast<unsigned char>(byte) % alphabet.size()];  // 256 is a multiple of 32
        codes.push_back(in_groups(code, "-"));
    }
    return codes;
}

std::string plain_recovery_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        const char sign = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (alphabet.find(sign) == std::string_view::npos) return {};
        plain += sign;
    }
    return plain.size() == signs_of_code ? plain : std::string{};
}

}  // namespace foerderlauf
