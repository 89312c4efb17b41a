#include "letters/verification.hpp"

#include "base/sha256.hpp"

#include <memory>
#include <qrencode.h>

namespace foerderlauf {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t signs = 16;

unsigned nibble(char digit) { return static_cast<unsigned>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

/// The sign somebody meant, 0 for what is none, a blank for what does not matter.
char meant(char typed) {
    if (typed >= 'a' && typed <= 'z') typed = static_cast<char>(typed - 'a' + 'A');
    if (typed == ' ' || typed == '-') return ' ';
    if (typed == 'O') return '0';
    if (typed == 'I' || typed == 'L') return '1';
    return alphabet.find(typed) == std::string_view::npos ? '\0' : typed;
}

}  // namespace

std::string verification_code(std::int64_t case_id, std::int64_t seq, std::string_view name, std::string_view sha256) {
    constexpr unsigned bits_of_nibble = 4, bits_of_sign = 5, lowest_sign = 31;
    const auto hash = sha256_hex("foerderlauf letter\n" + std::to_string(case_id) + '\n' + std::to_string(seq) + '\n' +
                                 std::string{name} + '\n' + std::string{sha256});
    std::string code;
    unsigned bits = 0, held = 0;
    for (std::size_t at = 0; code.size() < signs; ++at) {
        bits = (bits << bits_of_nibble | nibble(hash[at])) & 0xFFFFU;
        held += bits_of_nibble;
        if (held < bits_of_sign) continue;
        held -= bits_of_sign;
        code += alphabet[bits >> held & lowest_sign];
    }
    return code;
}

std::string in_fours(std::string_view code) {
    constexpr std::size_t four = 4;
    std::string spaced;
    for (std::size_t at = 0; at < code.size(); at += four)
        spaced += (at == 0 ? "" : "-") + std::string{code.substr(at, four)};
    return spaced;
}

std::string code_from(std::string_view typed) {
    std::string code;
    for (const char character : typed) {
        const char sign = meant(character);
        if (sign == '\0' || code.size() > signs) return {};
        if (sign != ' ') code += sign;
    }
    return code.size() == signs ? code : std::string{};
}

std::vector<std::string> squares_of(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code{QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M),
                                                               QRcode_free};
    std::vector<std::string> rows;
    if (!code) return rows;
    const auto width = static_cast<std::size_t>(code->width);
    for (std::size_t y = 0; y < width; ++y) {
        std::string row;
        for (std::size_t x = 0; x < width; ++x) row += (code->data[y * width + x] & 1U) != 0 ? '1' : '0';
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace foerderlauf
