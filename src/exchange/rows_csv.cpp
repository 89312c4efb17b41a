#include "exchange/rows_csv.hpp"

#include "base/text.hpp"
#include "exchange/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

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

/// The file while it is read.
struct RowsReading {
    const Field& field;
    RowsFile file = {};
    std::vector<const Field*> columns = {};  ///< by place in the header
    std::vector<int> lines = {};             ///< of each row

    void complain(int line, const std::string& key, Record values = {}) {
        file.errors.push_back({line, "", {"rows_csv." + key, std::move(values)}});
    }
};

std::string labels_of(const Field& field) {
    std::vector<std::string> labels;
    for (const auto& column : field.columns) labels.push_back(column.label);
    return joined(labels, ";");
}

bool take_header(RowsReading& reading, const CsvRecord& header) {
    for (const auto& given : header.fields) {
        const std::string label{trimmed(given)};
        const auto found = std::ranges::find(reading.field.columns, label, &Field::label);
        const auto* column = found == reading.field.columns.end() ? nullptr : &*found;
        const bool twice = column && std::ranges::find(reading.columns, column) != reading.columns.end();
        if (!column)
            reading.complain(header.line, "unknown_column",
                             {{"column", FreeText{label}}, {"columns", labels_of(reading.field)}});
        else if (twice) reading.complain(header.line, "column_twice", {{"column", label}});
        reading.columns.push_back(column);
    }
    for (const auto& column : reading.field.columns)
        if (std::ranges::find(reading.columns, &column) == reading.columns.end())
            reading.complain(header.line, "missing_column",
                             {{"column", column.label}, {"columns", labels_of(reading.field)}});
    return reading.file.errors.empty();
}

void take_row(RowsReading& reading, const CsvRecord& record) {
    if (std::ranges::all_of(record.fields, [](const std::string& value) { return trimmed(value).empty(); })) return;
    if (record.fields.size() != reading.columns.size()) {
        reading.complain(record.line, "field_count",
                         {{"given", static_cast<std::int64_t>(record.fields.size())},
                          {"expected", static_cast<std::int64_t>(reading.columns.size())}});
        return;
    }
    Record row;
    for (std::size_t i = 0; i < record.fields.size(); ++i)
        row[reading.columns[i]->name] = std::string{trimmed(record.fields[i])};
    reading.file.rows.emplace_back(std::move(row));
    reading.lines.push_back(record.line);
}

/// `vouchers.3.day`: the line of row 3 and the label of `day`.
RowsFileError cell_error(const RowsReading& reading, const std::string& name, const Message& message) {
    const auto parts = split(name, '.');
    if (parts.size() < 2) return {0, "", message};
    std::size_t row = 0;
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), row);
    const int line = row < reading.lines.size() ? reading.lines[row] : 0;
    const auto column = parts.size() < 3 ? reading.field.columns.end()
                                         : std::ranges::find(reading.field.columns, parts[2], &Field::name);
    return {line, column == reading.field.columns.end() ? "" : column->label, message};
}

void judge_cells(RowsReading& reading) {
    const Form form{"", "", {reading.field}};
    auto decoded = decode(form, {{reading.field.name, reading.file.rows}}, Spelling::German);
    const auto wrong = decoded ? missing(form, *decoded) : decoded.error().fields;
    for (const auto& [name, message] : wrong) reading.file.errors.push_back(cell_error(reading, name, message));
    if (decoded) reading.file.typed = list_of(*decoded, reading.field.name);
}

std::string quoted(const std::string& value) {
    if (value.find_first_of(";\"\r\n") == std::string::npos) return value;
    std::string text = "\"";
    for (const char c : value)
        text += c == '"' ? std::string{"\"\""} : std::string(1, c == '\r' || c == '\n' ? ' ' : c);
    return text + "\"";
}

}  // namespace

RowsFile read_rows_csv(const Field& field, std::string_view bytes) {
    const auto text = is_utf8(bytes) ? std::string{bytes} : utf8_of_latin1(bytes);
    const char separator = text.substr(0, text.find('\n')).find(';') == std::string::npos ? ',' : ';';
    RowsReading reading{field};
    std::vector<LoadError> spelling;
    const auto records = read_csv(text, "", spelling, separator);
    for (const auto& error : spelling) reading.file.errors.push_back({error.place.line, "", error.message});
    if (records.empty() && spelling.empty()) reading.complain(0, "empty", {{"columns", labels_of(field)}});
    if (!records.empty() && reading.file.errors.empty() && take_header(reading, records.front())) {
        for (std::size_t i = 1; i < records.size(); ++i) take_row(reading, records[i]);
        if (reading.file.rows.empty() && reading.file.errors.empty()) reading.complain(0, "no_rows");
        if (reading.file.errors.empty()) judge_cells(reading);
    }
    if (!reading.file.errors.empty()) reading.file.typed.clear();
    std::ranges::stable_sort(reading.file.errors, {}, &RowsFileError::line);
    return std::move(reading.file);
}

std::string rows_csv(const Field& field, const List& rows) {
    std::string text = "\xEF\xBB\xBF" + labels_of(field) + "\r\n";
    for (const auto& entry : rows) {
        std::vector<std::string> cells;
        for (const auto& column : field.columns)
            cells.push_back(quoted(entry.as_record() ? text_of(*entry.as_record(), column.name) : std::string{}));
        text += joined(cells, ";") + "\r\n";
    }
    return text;
}

}  // namespace foerderlauf
