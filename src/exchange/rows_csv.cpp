#include "exchange/rows_csv.hpp"

#include "base/text.hpp"
#include "exchange/csv.hpp"
#include "exchange/rows_reading.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// Windows-1252 from 0x80 to 0x9F, where Latin-1 has no letters (https://encoding.spec.whatwg.org/#index-windows-1252).
constexpr std::array<char16_t, 32> windows_letters = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string utf8_of_latin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const unsigned letter = byte >= 0x80 && byte < 0xA0 ? windows_letters[byte - 0x80U] : byte;
        if (letter < 0x80) {
            text += static_cast<char>(letter);
        } else if (letter < 0x800) {
            text += static_cast<char>(0xC0 | letter >> 6);
            text += static_cast<char>(0x80 | (letter & 0x3F));
        } else {
            text += static_cast<char>(0xE0 | letter >> 12);
            text += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
            text += static_cast<char>(0x80 | (letter & 0x3F));
        }
    }
    return text;
}

std::string quoted(const std::string& value) {
    if (value.find_first_of(";\"\r\n") == std::string::npos) return value;
    std::string text = "\"";
    for (const char c : value)
        text += c == '"' ? std::string{"\"\""} : std::string(1, c == '\r' || c == '\n' ? ' ' : c);
    return text + "\"";
}

/// As people read it: an option by its label.
std::string spoken(const Field& column, std::string value) {
    const auto option = std::ranges::find(column.options, value, &Option::value);
    return option == column.options.end() ? std::move(value) : option->label;
}

}  // namespace

RowsFile read_rows_csv(const Field& field, std::string_view bytes) {
    const auto text = is_utf8(bytes) ? std::string{bytes} : utf8_of_latin1(bytes);
    const char separator = text.substr(0, text.find('\n')).find(';') == std::string::npos ? ',' : ';';
    RowsReading reading{field};
    std::vector<LoadError> spelling;
    const auto records = read_csv(text, "", spelling, separator);
    for (const auto& error : spelling) reading.complain({error.place.line, "", error.message});
    if (records.empty() && spelling.empty()) reading.complain(0, "empty", {{"columns", labels_of(field)}});
    if (!reading.faultless()) return reading.refused();
    if (!reading.take_header({records.front().line, records.front().fields})) return reading.refused();
    for (std::size_t i = 1; i < records.size(); ++i) reading.take_line({records[i].line, records[i].fields});
    return reading.faultless() ? reading.judged() : reading.refused();
}

std::string rows_csv(const Field& field, const List& rows) {
    std::string text = "\xEF\xBB\xBF" + labels_of(field) + "\r\n";
    for (const auto& entry : rows) {
        std::vector<std::string> cells;
        for (const auto& column : field.columns)
            cells.push_back(
                quoted(spoken(column, entry.as_record() ? text_of(*entry.as_record(), column.name) : std::string{})));
        text += joined(cells, ";") + "\r\n";
    }
    return text;
}

}  // namespace foerderlauf
