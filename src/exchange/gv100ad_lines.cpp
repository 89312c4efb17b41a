#include "exchange/gv100ad_lines.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view differ_in_latin9 =
    "\xA4\xA6\xA8\xB4\xB8\xBC\xBD\xBE";  ///< ¤ ¦ ¨ ´ ¸ ¼ ½ ¾ or € Š š Ž ž Œ œ Ÿ

bool is_control(char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; }

/// ISO-8859-1, ISO-8859-15 and Windows-1252 agree on what the line says.
bool means_one_thing(std::string_view line) {
    return std::ranges::none_of(line, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte >= 0x80 && byte < 0xA0) || differ_in_latin9.find(c) != std::string_view::npos;
    });
}

std::vector<std::string> characters_of_latin1(std::string_view line) {
    std::vector<std::string> characters;
    for (const char c : line) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) characters.emplace_back(1, c);
        else characters.push_back({static_cast<char>(0xC0U | byte >> 6U), static_cast<char>(0x80U | (byte & 0x3FU))});
    }
    return characters;
}

std::vector<std::string> characters_of_utf8(std::string_view line) {
    std::vector<std::string> characters;
    for (const char c : line) {
        const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (continues) characters.back() += c;
        else characters.emplace_back(1, c);
    }
    return characters;
}

/// UTF-8 that somebody took for Latin-1 and converted again: ö has become Ã¶. No German name has Ã or Â.
/// In a file read as Latin-1 such bytes are a line of UTF-8 among the others.
bool converted_twice(std::string_view line, bool latin1) {
    if (latin1) return line.find('\xC3') != std::string_view::npos || line.find('\xC2') != std::string_view::npos;
    return line.find("\xC3\x83") != std::string_view::npos || line.find("\xC3\x82") != std::string_view::npos ||
           line.find("\xEF\xBF\xBD") != std::string_view::npos;
}

}  // namespace

std::string Gv100adLine::text(std::size_t from, std::size_t to) const {
    std::string joined;
    for (std::size_t i = from; i <= to && i < characters_.size(); ++i) joined += characters_[i];
    return std::string{trimmed(joined)};
}

Gv100adText lines_of_gv100ad(std::string_view bytes, const std::string& file_name, std::vector<LoadError>& errors) {
    if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
    // One file has one encoding: a single line that is no UTF-8 tells it for all of them.
    Gv100adText text{{}, !is_utf8(bytes)};
    const auto complain = [&](int line, const char* key) { errors.push_back({{file_name, line}, {key, {}}}); };
    for (int number = 1; !bytes.empty(); ++number) {
        const auto end = bytes.find('\n');
        auto line = bytes.substr(0, end);
        bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        if (std::ranges::any_of(line, is_control)) complain(number, "gv100ad.control_character");
        else if (converted_twice(line, text.read_as_latin1)) complain(number, "gv100ad.converted_twice");
        else if (text.read_as_latin1 && !means_one_thing(line)) complain(number, "gv100ad.encoding");
        else
            text.lines.emplace_back(number,
                                    text.read_as_latin1 ? characters_of_latin1(line) : characters_of_utf8(line));
    }
    return text;
}

}  // namespace foerderlauf
