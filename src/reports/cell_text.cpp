#include "reports/workbook.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t longest_text = 32'767;  // of a cell, in UTF-16 units

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

/// `_x0041_`: read back as one character by every reader of the format.
bool is_escape(std::string_view text) {
    if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return false;
    for (std::size_t i = 2; i < 6; ++i)
        if (!is_hex(text[i])) return false;
    return true;
}

std::size_t utf16_units(unsigned char first_byte) {
    if ((first_byte & 0xC0) == 0x80) return 0;  // goes on with a character already counted
    return first_byte >= 0xF0 ? 2 : 1;
}

}  // namespace

bool is_cell_text(std::string_view text) {
    // U+FFFE and U+FFFF begin with 0xEF, and no text of so few bytes has too many characters.
    const auto is_plain = [](char c) { return c >= ' ' && c != '\x7f' && c != '_'; };
    if (text.size() > longest_text) return false;
    if (std::ranges::all_of(text, is_plain)) return true;
    return std::ranges::all_of(text, [&](char c) { return is_plain(c) || (c < '\0' && c != '\xEF'); }) && is_utf8(text);
}

std::string cell_text(std::string_view text) {
    if (!is_utf8(text))
        return "\xEF\xBF\xBD";  // nothing that came in is other than UTF-8; if it were, it would break the file
    std::string clean;
    std::size_t units = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool forbidden = text.substr(i, 3) == "\xEF\xBF\xBE" ||
                               text.substr(i, 3) == "\xEF\xBF\xBF";  // U+FFFE, U+FFFF: not XML
        const std::size_t more = is_escape(text.substr(i)) ? 7 : utf16_units(static_cast<unsigned char>(c));
        if (units + more > longest_text) return clean;
        units += more;
        if (forbidden) {
            clean += "\xEF\xBF\xBD";
            i += 2;
        } else if (is_escape(text.substr(i))) {
            clean += "_x005F_";
        } else {
            const bool control = (c >= '\0' && c < ' ' && c != '\n') || c == '\x7f';
            clean += control ? ' ' : c;
        }
    }
    return clean;
}

}  // namespace foerderlauf
