#include "exchange/rows_xlsx.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "domain/money.hpp"
#include "exchange/rows_reading.hpp"
#include "exchange/spreadsheet.hpp"
#include "forms/field_value.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace foerderlauf {

namespace {

bool is_day(const Field& column) { return column.kind == FieldKind::Date; }
bool is_number(const Field& column) {
    return column.kind == FieldKind::Money || column.kind == FieldKind::Integer || column.kind == FieldKind::Rate;
}

/// The row the header stands in; the end when there is none.
std::vector<SheetRow>::const_iterator header_of(const Field& field, const std::vector<SheetRow>& rows) {
    const auto names = [&](const SheetCell& cell) {
        return std::ranges::find(field.columns, trimmed(cell.text), &Field::label) != field.columns.end();
    };
    const auto found = std::ranges::find_if(
        rows, [&](const SheetRow& row) { return std::ranges::count_if(row.cells, names) >= 2; });
    return found == rows.end() ? rows.begin() : found;
}

std::string german_day(const std::string& iso) {
    const auto day = parse_date(iso);
    return day ? to_german(*day) : iso;
}

/// `1234,5` as an amount is written, `1.234,50`; as it is when it is none, or finer than a cent.
std::string as_amount(const std::string& number) {
    const auto comma = number.find(',');
    const bool one_digit = comma != std::string::npos && number.size() - comma == 2;
    const auto amount = Money::parse(one_digit ? number + "0" : number);
    return amount ? to_german_number(*amount) : number;
}

/// A cell as people would type it into the column, or why it cannot stand there.
struct TypedCell {
    std::string text;
    std::string wrong = {};  ///< key below `rows_xlsx.`
};

TypedCell typed(const Field& column, const SheetCell& cell) {
    switch (cell.kind) {
        case StoredAs::Fault: return {cell.text, "fault"};
        case StoredAs::Uncounted: return {"", "uncounted"};
        case StoredAs::Truth: return {cell.text == "1" ? "ja" : "nein"};
        case StoredAs::Day:
            if (cell.text.empty()) return {"", "no_such_day"};
            if (is_day(column)) return {german_day(cell.text)};
            // What looks like a day (`1-2`, `3/4`) Excel makes one: what was typed is lost.
            return {german_day(cell.text), is_number(column) ? "day_for_number" : "day_for_text"};
        case StoredAs::Number: {
            auto number = german_number(cell.text);
            if (number.empty()) return {cell.text, "no_number"};
            if (is_day(column)) return {number, "number_for_day"};
            const auto comma = number.find(',');
            const bool finer = comma != std::string::npos && number.size() - comma > 3;
            if (column.kind == FieldKind::Money && finer) return {number, "finer_than_cents"};
            return {column.kind == FieldKind::Money ? as_amount(number) : number};
        }
        case StoredAs::Text: break;
    }
    auto text = cell.text;
    if (column.kind != FieldKind::LongText) std::ranges::replace(text, '\n', ' ');
    return {text};
}

/// Which column of the sheet is which of the header, and back.
struct Places {
    std::vector<int> columns;               ///< of the sheet, by place in the header
    std::map<std::string, int> by_label{};  ///< to the sheet's
};

void take_row(RowsReading& reading, const Places& places, const SheetRow& row) {
    TableLine line{row.number, std::vector<std::string>(places.columns.size())};
    for (const auto& cell : row.cells) {
        const auto place = std::ranges::find(places.columns, cell.column);
        const auto name = column_letters(cell.column) + std::to_string(row.number);
        if (place == places.columns.end()) {
            reading.complain({row.number, "", {"rows_xlsx.beside", {{"given", shown(cell.text)}}}, name});
            continue;
        }
        const auto at = static_cast<std::size_t>(place - places.columns.begin());
        const auto& column = *reading.columns()[at];
        auto [text, wrong] = typed(column, cell);
        if (!wrong.empty())
            reading.complain({row.number, column.label, {"rows_xlsx." + wrong, {{"given", shown(text)}}}, name});
        line.values[at] = std::move(text);
    }
    reading.take_line(line);
}

}  // namespace

bool looks_like_workbook(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

RowsFile read_rows_xlsx(const Field& field, std::string_view bytes) {
    RowsReading reading{field};
    const auto sheet = read_spreadsheet(bytes);
    if (!sheet) {
        reading.complain({0, "", sheet.error().message});
        return reading.refused();
    }
    const auto header = header_of(field, *sheet);
    if (header == sheet->end()) {
        reading.complain(0, "empty", {{"columns", labels_of(field)}});
        return reading.refused();
    }
    Places places;
    TableLine labels{header->number, {}};
    for (const auto& cell : header->cells) {
        places.columns.push_back(cell.column);
        places.by_label[std::string{trimmed(cell.text)}] = cell.column;
        labels.values.push_back(cell.text);
    }
    if (!reading.take_header(labels)) return reading.refused();
    for (auto row = header + 1; row != sheet->end(); ++row) take_row(reading, places, *row);
    auto file = reading.judged();
    for (auto& error : file.errors)
        if (error.cell.empty() && error.line > 0 && places.by_label.contains(error.column))
            error.cell = column_letters(places.by_label.at(error.column)) + std::to_string(error.line);
    const auto title = file.errors.empty() ? std::string{} : sheet_title(bytes);
    for (auto& error : file.errors) error.sheet = title;
    // As one reads a sheet; `AA7` stands behind `Z7`.
    std::ranges::stable_sort(file.errors, {}, [](const RowsFileError& error) {
        return std::tuple{error.line, error.cell.size(), error.cell};
    });
    return file;
}

}  // namespace foerderlauf
