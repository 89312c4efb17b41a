#include "domain/mail.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t longest_address = 254;  // RFC 5321 § 4.5.3.1.3 less the angle brackets
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t word_bytes = 45;  ///< so many bytes make 60 letters of base64: with `=?UTF-8?B?…?=` 72, below 75

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Neither empty nor with a dot at either end or two in a row.
bool well_dotted(std::string_view text) {
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos;
}

bool is_local_part(std::string_view text) {
    constexpr std::string_view others = "!#$%&'*+-/=?^_`{|}~.";  // atext of RFC 5322, and the dot
    return well_dotted(text) && text.size() <= longest_local_part && std::ranges::all_of(text, [&](char c) {
               return is_letter_or_digit(c) || others.find(c) != std::string_view::npos;
           });
}

bool is_domain(std::string_view text) {
    return well_dotted(text) && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '.'; });
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t at) {
            return at < bytes.size() ? static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) : 0U;
        };
        const unsigned group = byte(i) << 16U | byte(i + 1) << 8U | byte(i + 2);
        out += letters[group >> 18U & 63U];
        out += letters[group >> 12U & 63U];
        out += i + 1 < bytes.size() ? letters[group >> 6U & 63U] : '=';
        out += i + 2 < bytes.size() ? letters[group & 63U] : '=';
    }
    return out;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

Result<std::string> parse_mail_address(std::string_view text) {
    const auto at = text.rfind('@');
    const bool well_formed = at != std::string_view::npos && text.size() <= longest_address &&
                             is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
    if (!well_formed) return refuse("mail.address", {{"given", FreeText{std::string{text}}}});
    return std::string{text};
}

std::string one_line(std::string_view text) {
    std::string line{text};
    std::ranges::replace_if(
        line, [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }, ' ');
    return line;
}

std::string encoded_header(std::string_view text) {
    auto line = one_line(text);
    // An encoded word is plain ASCII itself: a text that looks like one must not be taken for one.
    const bool plain = line.size() <= word_bytes && line.find("=?") == std::string::npos &&
                       std::ranges::all_of(line, [](char c) { return c >= 0x20 && c < 0x7F; });
    if (plain) return line;
    std::string out;
    for (std::size_t begin = 0; begin < line.size();) {
        auto end = std::min(begin + word_bytes, line.size());
        while (end < line.size() && end > begin + 1 && continues_character(line[end])) --end;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(std::string_view{line}.substr(begin, end - begin)) + "?=";
        begin = end;
    }
    return out;
}

}  // namespace foerderlauf
