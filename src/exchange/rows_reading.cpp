#include "exchange/rows_reading.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace foerderlauf {

namespace {

/// What the API calls the option whose label was given; every other value as it is.
std::string as_typed(const Field& column, std::string_view given) {
    const auto meant = folded(given);
    for (const auto& option : column.options)
        if (folded(option.label) == meant) return option.value;
    return std::string{given};
}

}  // namespace

std::string labels_of(const Field& field) {
    std::vector<std::string> labels;
    for (const auto& column : field.columns) labels.push_back(column.label);
    return joined(labels, ";");
}

void RowsReading::complain(int line, const std::string& key, Record values) {
    file_.errors.push_back({line, "", {"rows_csv." + key, std::move(values)}});
}

bool RowsReading::take_header(const TableLine& header) {
    for (const auto& given : header.values) {
        const std::string label{trimmed(given)};
        const auto found = std::ranges::find(field_.columns, label, &Field::label);
        const auto* column = found == field_.columns.end() ? nullptr : &*found;
        const bool twice = column && std::ranges::find(columns_, column) != columns_.end();
        if (!column)
            complain(header.number, "unknown_column", {{"column", FreeText{label}}, {"columns", labels_of(field_)}});
        else if (twice) complain(header.number, "column_twice", {{"column", label}});
        columns_.push_back(column);
    }
    for (const auto& column : field_.columns)
        if (std::ranges::find(columns_, &column) == columns_.end())
            complain(header.number, "missing_column", {{"column", column.label}, {"columns", labels_of(field_)}});
    return faultless();
}

void RowsReading::take_line(const TableLine& line) {
    if (std::ranges::all_of(line.values, [](const std::string& value) { return trimmed(value).empty(); })) return;
    if (line.values.size() != columns_.size()) {
        complain(line.number, "field_count",
                 {{"given", static_cast<std::int64_t>(line.values.size())},
                  {"expected", static_cast<std::int64_t>(columns_.size())}});
        return;
    }
    Record row;
    for (std::size_t i = 0; i < line.values.size(); ++i)
        row[columns_[i]->name] = as_typed(*columns_[i], trimmed(line.values[i]));
    file_.rows.emplace_back(std::move(row));
    lines_.push_back(line.number);
}

/// `vouchers.3.day`: the line of row 3 and the label of `day`.
RowsFileError RowsReading::cell_error(const std::string& name, const Message& message) const {
    const auto parts = split(name, '.');
    if (parts.size() < 2) return {0, "", message};
    std::size_t row = 0;
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), row);
    const int line = row < lines_.size() ? lines_[row] : 0;
    const auto column = parts.size() < 3 ? field_.columns.end()
                                         : std::ranges::find(field_.columns, parts[2], &Field::name);
    if (column == field_.columns.end()) return {line, "", message};
    const auto* cells = row < file_.rows.size() ? file_.rows[row].as_record() : nullptr;
    return {line, column->label, message, {}, cells ? text_of(*cells, column->name) : std::string{}};
}

RowsFile RowsReading::judged() {
    if (file_.rows.empty() && faultless()) complain(0, "no_rows");
    if (file_.rows.empty()) return refused();
    const Form form{"", "", {field_}};
    auto decoded = decode(form, {{field_.name, file_.rows}}, Spelling::German);
    const auto wrong = decoded ? missing(form, *decoded) : decoded.error().fields;
    std::set<std::pair<int, std::string>> complained_of;
    for (const auto& error : file_.errors) complained_of.emplace(error.line, error.column);
    for (const auto& [name, message] : wrong) {
        auto error = cell_error(name, message);
        if (!complained_of.contains({error.line, error.column})) file_.errors.push_back(std::move(error));
    }
    if (!faultless()) return refused();
    file_.typed = list_of(*decoded, field_.name);
    return std::move(file_);
}

RowsFile RowsReading::refused() {
    std::ranges::stable_sort(file_.errors, {}, &RowsFileError::line);
    return std::move(file_);
}

}  // namespace foerderlauf
