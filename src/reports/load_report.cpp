#include "reports/load_report_parts.hpp"

#include "base/text.hpp"
#include "forms/yaml_reader.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::size_t longest_tab_title = 31;  // of Excel
constexpr std::int64_t widest_column = 120;

struct KindName {
    std::string_view name;
    ColumnKind kind;
    CellKind cell;
};
constexpr std::array<KindName, 7> kind_names = {{{"text", ColumnKind::Text, CellKind::Text},
                                                 {"ags", ColumnKind::Key, CellKind::Text},
                                                 {"money", ColumnKind::Amount, CellKind::Amount},
                                                 {"date", ColumnKind::Day, CellKind::Day},
                                                 {"integer", ColumnKind::Integer, CellKind::Integer},
                                                 {"percent", ColumnKind::Rate, CellKind::Rate},
                                                 {"flag", ColumnKind::Flag, CellKind::Flag}}};

std::vector<std::string> names_of_kinds() {
    std::vector<std::string> names;
    for (const auto& known : kind_names) names.emplace_back(known.name);
    return names;
}

std::vector<std::string> names_of_fields(const Query& query) {
    std::vector<std::string> names;
    for (const auto& field : query.fields) names.push_back(field.name);
    return names;
}

std::vector<std::string> names_of_queries() {
    std::vector<std::string> names;
    for (const auto& query : queries()) names.push_back(query.name);
    return names;
}

int field_index(const YamlNode& at, const std::string& field, const Query& query, YamlReader& reader) {
    const int index = query.index_of(field);
    if (index < 0) reader.unknown(at, "report_file.unknown_field", field, names_of_fields(query));
    return index;
}

ColumnKind read_kind(const YamlNode& node, const ColumnDescription& column, const Query& query, YamlReader& reader) {
    const auto name = reader.required_text(node, "kind");
    const auto known = std::ranges::find(kind_names, name, &KindName::name);
    if (known == kind_names.end()) {
        if (!name.empty()) reader.unknown(node, "report_file.unknown_kind", name, names_of_kinds());
        return ColumnKind::Text;
    }
    if (column.field_index >= 0 && query.fields[static_cast<std::size_t>(column.field_index)].kind != known->cell)
        reader.complain(*node.find("kind"), "report_file.kind_differs", {{"field", column.field}, {"kind", name}});
    return known->kind;
}

/// Letters, digits and `_` with at least one `_`, so that no name reads like a cell.
bool is_defined_name(std::string_view name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    const bool letter_first = !name.empty() && (name.front() < '0' || name.front() > '9') && name.front() != '_';
    return letter_first && std::ranges::all_of(name, fits) && name.find('_') != std::string_view::npos;
}

void read_total(const YamlNode& node, ColumnDescription& column, std::set<std::string>& sum_names, YamlReader& reader) {
    if (const auto total = reader.text(node, "total"); !total.empty()) {
        if (total != "sum") reader.complain(*node.find("total"), "report_file.total", {{"given", total}});
        column.sum = true;
        if (column.kind != ColumnKind::Amount && column.kind != ColumnKind::Integer)
            reader.complain(*node.find("total"), "report_file.not_summable", {{"field", column.field}});
    }
    column.sum_name = reader.text(node, "name");
    if (column.sum_name.empty()) return;
    if (!column.sum || !is_defined_name(column.sum_name))
        reader.complain(*node.find("name"), "report_file.sum_name", {{"given", column.sum_name}});
    else if (!sum_names.insert(column.sum_name).second)
        reader.complain(*node.find("name"), "report_file.sum_name_twice", {{"given", column.sum_name}});
}

void read_mark(const YamlNode& node, ColumnDescription& column, YamlReader& reader) {
    using Mark = ColumnDescription::Mark;
    const auto name = reader.text(node, "mark");
    if (name.empty()) return;
    const bool number = column.kind == ColumnKind::Amount || column.kind == ColumnKind::Integer;
    if (name == "overdue" && column.kind == ColumnKind::Day) column.mark = Mark::Overdue;
    else if (name == "positive" && number) column.mark = Mark::Positive;
    else if (name == "negative" && number) column.mark = Mark::Negative;
    else reader.complain(*node.find("mark"), "report_file.mark", {{"given", name}, {"field", column.field}});
}

ColumnDescription read_column(const YamlNode& node, const Query& query, std::set<std::string>& sum_names,
                              YamlReader& reader) {
    ColumnDescription column;
    if (!reader.expect_map(node, {"field", "header", "kind", "width", "formula", "total", "name", "mark"}))
        return column;
    column.field = reader.required_text(node, "field");
    column.header = reader.required_text(node, "header");
    column.field_index = column.field.empty() ? -1 : field_index(node, column.field, query, reader);
    column.kind = read_kind(node, column, query, reader);
    const auto width = reader.integer(node, "width");
    if (width && (*width < 1 || *width > widest_column)) reader.complain(*node.find("width"), "report_file.width");
    else if (width) column.width = static_cast<int>(*width);
    read_total(node, column, sum_names, reader);
    read_mark(node, column, reader);
    return column;
}

std::vector<int> read_operands(const YamlNode& formula, std::string_view sign, const ColumnDescription& of,
                               const SheetDescription& sheet, YamlReader& reader) {
    std::vector<int> operands;
    for (const auto& field : reader.names(formula, sign)) {
        const int index = sheet.column_of(field);
        const auto* operand = index < 0 ? nullptr : &sheet.columns[static_cast<std::size_t>(index)];
        if (!operand)
            reader.complain(formula, "report_file.operand_missing", {{"field", of.field}, {"operand", field}});
        else if (operand->kind != of.kind)
            reader.complain(formula, "report_file.operand_kind", {{"field", of.field}, {"operand", field}});
        else operands.push_back(index);
    }
    return operands;
}

/// Formulas name other columns and are read when all columns are known.
void read_formulas(const YamlNode& columns, SheetDescription& sheet, YamlReader& reader) {
    for (std::size_t i = 0; i < columns.children.size(); ++i) {
        const auto* formula = columns.children[i].find("formula");
        if (!formula || !reader.expect_map(*formula, {"plus", "minus"})) continue;
        auto& column = sheet.columns[i];
        if (column.kind != ColumnKind::Amount && column.kind != ColumnKind::Integer)
            reader.complain(*formula, "report_file.not_summable", {{"field", column.field}});
        column.plus = read_operands(*formula, "plus", column, sheet, reader);
        column.minus = read_operands(*formula, "minus", column, sheet, reader);
        if (column.plus.empty() && column.minus.empty())
            reader.complain(*formula, "report_file.formula_empty", {{"field", column.field}});
    }
}

void check_formulas(const YamlNode& columns, const SheetDescription& sheet, YamlReader& reader) {
    const auto is_formula = [&](int index) {
        const auto& column = sheet.columns[static_cast<std::size_t>(index)];
        return !column.plus.empty() || !column.minus.empty();
    };
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
        for (const auto* operands : {&sheet.columns[i].plus, &sheet.columns[i].minus})
            if (std::ranges::any_of(*operands, is_formula))
                reader.complain(columns.children[i], "report_file.formula_of_formula",
                                {{"field", sheet.columns[i].field}});
}

void read_where(const YamlNode& node, SheetDescription& sheet, YamlReader& reader) {
    const auto* where = node.find("where");
    if (!where || !reader.expect_map(*where)) return;
    for (const auto& condition : where->children) {
        const int index = field_index(condition, condition.key, *sheet.query, reader);
        if (index >= 0) sheet.where.emplace_back(index, reader.scalar(condition));
    }
}

void read_order(const YamlNode& node, SheetDescription& sheet, YamlReader& reader) {
    for (auto name : reader.names(node, "order")) {
        const bool descending = name.starts_with('-');
        if (descending) name.erase(0, 1);
        const int index = field_index(node, name, *sheet.query, reader);
        if (index >= 0) sheet.order.push_back({index, descending});
    }
}

void read_group(const YamlNode& node, SheetDescription& sheet, YamlReader& reader) {
    const auto name = reader.text(node, "group");
    if (name.empty()) return;
    const int column = sheet.column_of(name);
    if (column < 0) reader.complain(*node.find("group"), "report_file.group", {{"given", name}});
    else sheet.group = column;
}

void read_title(const YamlNode& node, SheetDescription& sheet, YamlReader& reader) {
    sheet.title = reader.required_text(node, "title");
    const bool forbidden = sheet.title.find_first_of("[]:*?/\\'") != std::string::npos;
    if (forbidden || length_of(sheet.title) > longest_tab_title)
        reader.complain(*node.find("title"), "report_file.tab_title", {{"given", sheet.title}});
}

bool read_query(const YamlNode& node, SheetDescription& sheet, YamlReader& reader) {
    const auto name = reader.required_text(node, "query");
    sheet.query = find_query(name);
    if (!sheet.query && !name.empty())
        reader.unknown(*node.find("query"), "report_file.unknown_query", name, names_of_queries());
    return sheet.query != nullptr;
}

/// Every row says where it comes from; its header is a word of the catalogue.
void add_origin(SheetDescription& sheet) {
    constexpr int width = 10;
    for (const auto* field : {"case_id", "position"})
        if (sheet.column_of(field) < 0) {
            ColumnDescription column;
            column.field = field;
            column.kind = ColumnKind::Integer;
            column.field_index = sheet.query->index_of(field);
            column.width = width;
            sheet.columns.push_back(std::move(column));
        }
}

SheetDescription read_sheet(const YamlNode& node, std::set<std::string>& sum_names, YamlReader& reader) {
    SheetDescription sheet;
    if (!reader.expect_map(node, {"sheet", "title", "query", "where", "order", "group", "orientation", "columns"}))
        return sheet;
    sheet.name = reader.required_text(node, "sheet");
    if (!sheet.name.empty() && !is_name(sheet.name, Dashes::Allowed))
        reader.complain(*node.find("sheet"), "report_file.sheet_name", {{"given", sheet.name}});
    read_title(node, sheet, reader);
    const auto orientation = reader.text(node, "orientation");
    sheet.landscape = orientation != "portrait";
    if (!orientation.empty() && orientation != "portrait" && orientation != "landscape")
        reader.complain(*node.find("orientation"), "report_file.orientation", {{"given", orientation}});
    if (!read_query(node, sheet, reader)) return sheet;
    read_where(node, sheet, reader);
    read_order(node, sheet, reader);
    const auto* columns = node.find("columns");
    if (!columns || !columns->is_sequence() || columns->children.empty()) {
        reader.complain(columns ? *columns : node, "report_file.no_columns");
        return sheet;
    }
    for (const auto& column : columns->children)
        sheet.columns.push_back(read_column(column, *sheet.query, sum_names, reader));
    add_origin(sheet);
    read_formulas(*columns, sheet, reader);
    check_formulas(*columns, sheet, reader);
    read_group(node, sheet, reader);
    return sheet;
}

void read_options(const YamlNode& root, ReportDescription& report, YamlReader& reader) {
    static const std::vector<std::string> known = {"programme", "year", "as_of"};
    report.options = reader.names(root, "options");
    for (const auto& option : report.options)
        if (std::ranges::find(known, option) == known.end())
            reader.unknown(*root.find("options"), "report_file.unknown_option", option, known);
}

void read_sheets(const YamlNode& root, ReportDescription& report, YamlReader& reader) {
    const auto* sheets = root.find("sheets");
    if (!sheets || !sheets->is_sequence() || sheets->children.empty())
        return reader.complain(sheets ? *sheets : root, "report_file.no_sheets");
    std::set<std::string> sum_names, names, titles;
    for (const auto& node : sheets->children) {
        auto sheet = read_sheet(node, sum_names, reader);
        // Excel tells tabs apart without regard to case.
        if (!names.insert(sheet.name).second || !titles.insert(folded(sheet.title)).second)
            reader.complain(node, "report_file.sheet_twice", {{"given", sheet.title}});
        report.sheets.push_back(std::move(sheet));
    }
}

}  // namespace

int SheetDescription::column_of(std::string_view field) const {
    const auto found = std::ranges::find(columns, field, &ColumnDescription::field);
    return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

ReportDescription load_report(std::string_view yaml, const std::string& file_name, const std::string& expected_name,
                              std::vector<LoadError>& errors) {
    ReportDescription report;
    const auto root = read_yaml(yaml, file_name, errors);
    YamlReader reader{file_name, errors};
    if (!root || !reader.expect_map(*root, {"report", "title", "description", "options", "sheets", "checks", "charts"}))
        return report;
    report.name = reader.required_text(*root, "report");
    if (!report.name.empty() && report.name != expected_name)
        reader.complain(*root->find("report"), "report_file.name_differs",
                        {{"name", report.name}, {"expected", expected_name}});
    report.title = reader.required_text(*root, "title");
    report.description = reader.required_text(*root, "description");
    read_options(*root, report, reader);
    read_sheets(*root, report, reader);
    read_checks(*root, report, reader);
    read_charts(*root, report, reader);
    return report;
}

}  // namespace foerderlauf
