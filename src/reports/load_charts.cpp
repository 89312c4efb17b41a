#include "reports/load_report_parts.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

using By = ChartDescription::By;

void read_by(const YamlNode& node, ChartDescription& chart, YamlReader& reader) {
    const auto by = reader.text(node, "by");
    if (by == "month") chart.by = By::Month;
    else if (by == "year") chart.by = By::Year;
    else if (by == "classes") chart.by = By::Classes;
    else if (!by.empty() && by != "value")
        reader.unknown(*node.find("by"), "report_file.unknown_selection", by, {"value", "month", "year", "classes"});
}

void read_kind_of_chart(const YamlNode& node, ChartDescription& chart, YamlReader& reader) {
    const auto kind = reader.required_text(node, "kind");
    if (kind == "bars") chart.kind = ChartKind::Bars;
    else if (kind == "line") chart.kind = ChartKind::Line;
    else if (!kind.empty() && kind != "columns")
        reader.unknown(*node.find("kind"), "report_file.unknown_selection", kind, {"columns", "bars", "line"});
}

void read_classes(const YamlNode& node, ChartDescription& chart, YamlReader& reader) {
    for (const auto& spelled : reader.names(node, "classes")) {
        std::int64_t number = 0;
        const auto [end, fault] = std::from_chars(spelled.data(), spelled.data() + spelled.size(), number);
        const bool whole = fault == std::errc{} && end == spelled.data() + spelled.size();
        if (!whole || (!chart.classes.empty() && number <= chart.classes.back()))
            reader.complain(*node.find("classes"), "report_file.classes", {{"given", spelled}});
        chart.classes.push_back(number);
    }
    if ((chart.by == By::Classes) == chart.classes.empty()) reader.complain(node, "report_file.classes_missing");
}

/// What may stand on the axis: words as they stand, dates by month or year, whole numbers in classes.
bool fits(ColumnKind kind, By by) {
    if (by == By::Month || by == By::Year) return kind == ColumnKind::Day;
    if (by == By::Classes) return kind == ColumnKind::Integer;
    return kind == ColumnKind::Text || kind == ColumnKind::Key || kind == ColumnKind::Integer;
}

void read_columns_of_chart(const YamlNode& node, const SheetDescription& sheet, ChartDescription& chart,
                           YamlReader& reader) {
    const auto category = reader.required_text(node, "category");
    chart.category = sheet.column_of(category);
    if (chart.category < 0 || !fits(sheet.columns[static_cast<std::size_t>(chart.category)].kind, chart.by))
        reader.complain(node, "report_file.category", {{"given", category}});
    for (const auto& field : reader.names(node, "values")) {
        const int column = sheet.column_of(field);
        if (column < 0 || sheet.columns[static_cast<std::size_t>(column)].kind != ColumnKind::Amount)
            reader.complain(*node.find("values"), "report_file.chart_values", {{"given", field}});
        else chart.values.push_back(column);
    }
}

ChartDescription read_chart(const YamlNode& node, const ReportDescription& report, YamlReader& reader) {
    constexpr std::int64_t most_bars = 60;
    ChartDescription chart;
    if (!reader.expect_map(
            node, {"chart", "title", "sheet", "kind", "category", "by", "classes", "values", "stacked", "most"}))
        return chart;
    chart.name = reader.required_text(node, "chart");
    chart.title = reader.required_text(node, "title");
    read_kind_of_chart(node, chart, reader);
    read_by(node, chart, reader);
    read_classes(node, chart, reader);
    chart.stacked = reader.flag(node, "stacked");
    const auto most = reader.integer(node, "most");
    if (most && (*most < 1 || *most > most_bars)) reader.complain(*node.find("most"), "report_file.most");
    else if (most) chart.most = static_cast<int>(*most);
    const auto sheet = reader.required_text(node, "sheet");
    chart.sheet = sheet_of(report, sheet);
    if (chart.sheet < 0) reader.complain(node, "report_file.cells", {{"given", sheet}});
    else read_columns_of_chart(node, report.sheets[static_cast<std::size_t>(chart.sheet)], chart, reader);
    return chart;
}

}  // namespace

void read_charts(const YamlNode& root, ReportDescription& report, YamlReader& reader) {
    const auto* charts = root.find("charts");
    if (!charts) return;
    if (!charts->is_sequence()) return reader.complain(*charts, "report_file.no_list", {{"part", "charts"}});
    for (const auto& node : charts->children) report.charts.push_back(read_chart(node, report, reader));
}

}  // namespace foerderlauf
