#include "exchange/rows_paste.hpp"

#include "base/text.hpp"
#include "exchange/rows_reading.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t most_lines = 12'000;

bool ends_cell(std::string_view text, std::size_t at) {
    return at >= text.size() || text[at] == '\t' || text[at] == '\n' || text[at] == '\r';
}

/// Where the quoted cell that begins at `begin` has its last quote; npos when the quote is only a letter (`12" Monitor`).
std::size_t closing_quote(std::string_view text, std::size_t begin) {
    for (auto at = text.find('"', begin + 1); at != std::string_view::npos; at = text.find('"', at + 1)) {
        if (at + 1 < text.size() && text[at + 1] == '"') ++at;
        else return ends_cell(text, at + 1) ? at : std::string_view::npos;
    }
    return std::string_view::npos;
}

std::string without_doubled_quotes(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        plain += text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? ' ' : text[i];
        if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') ++i;
    }
    return plain;
}

/// The lines with their values; the line of a row is the one it begins in.
std::vector<TableLine> lines_of(std::string_view text) {
    std::vector<TableLine> lines;
    int number = 1;
    for (std::size_t at = 0; at < text.size() && lines.size() <= most_lines;) {
        TableLine line{number, {}};
        for (bool more = true; more;) {
            const auto close = text.substr(at).starts_with('"') ? closing_quote(text, at) : std::string_view::npos;
            auto end = close == std::string_view::npos ? at : close + 1;
            while (!ends_cell(text, end)) ++end;
            const auto cell = text.substr(at, end - at);
            number += static_cast<int>(std::ranges::count(cell, '\n'));
            line.values.push_back(close == std::string_view::npos
                                      ? std::string{trimmed(cell)}
                                      : without_doubled_quotes(text.substr(at + 1, close - at - 1)));
            more = end < text.size() && text[end] == '\t';
            at = end + (more ? 1 : 0);
        }
        if (at < text.size() && text[at] == '\r') ++at;
        if (at < text.size() && text[at] == '\n') ++at;
        ++number;
        lines.push_back(std::move(line));
    }
    return lines;
}

bool is_header(const Field& field, const TableLine& line) {
    return std::ranges::count_if(line.values, [&](const std::string& value) {
               return std::ranges::find(field.columns, value, &Field::label) != field.columns.end();
           }) >= 2;
}

/// Columns of the selection that hold nothing, beyond those of the form, are no part of the table.
void drop_blank_end(TableLine& line, std::size_t columns) {
    while (line.values.size() > columns && line.values.back().empty()) line.values.pop_back();
}

}  // namespace

RowsFile read_rows_paste(const Field& field, std::string_view text) {
    RowsReading reading{field};
    auto lines = lines_of(text);
    if (lines.size() > most_lines) {
        reading.complain(0, "pasted_too_much", {{"most", static_cast<std::int64_t>(most_lines)}});
        return reading.refused();
    }
    TableLine header{0, {}};
    for (const auto& column : field.columns) header.values.push_back(column.label);
    std::size_t first = 0;
    if (!lines.empty() && is_header(field, lines.front())) {
        while (!lines.front().values.empty() && lines.front().values.back().empty()) lines.front().values.pop_back();
        header = lines.front();
        first = 1;
    }
    if (!reading.take_header(header)) return reading.refused();
    for (std::size_t i = first; i < lines.size(); ++i) {
        auto& line = lines[i];
        drop_blank_end(line, header.values.size());
        for (std::size_t at = 0; at < line.values.size() && at < reading.columns().size(); ++at)
            if (reading.columns()[at]->kind == FieldKind::Flag)
                line.values[at] = line.values[at] == "WAHR"     ? "ja"
                                  : line.values[at] == "FALSCH" ? "nein"
                                                                : line.values[at];
        reading.take_line(line);
    }
    return reading.faultless() ? reading.judged() : reading.refused();
}

}  // namespace foerderlauf
