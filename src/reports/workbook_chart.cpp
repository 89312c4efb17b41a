#include "reports/workbook_parts.hpp"

#include <array>
#include <stdexcept>

namespace foerderlauf {

namespace {

/// Told apart by those who see no colours too: dark, light, dark.
constexpr std::array<lxw_color_t, 6> colours = {0x1F4E79, 0x9DC3E6, 0x2E7D32, 0xF4B183, 0x7F6000, 0xA6A6A6};

std::uint8_t chart_type(const ChartLook& look) {
    switch (look.kind) {
        case ChartKind::Columns: return look.stacked ? LXW_CHART_COLUMN_STACKED : LXW_CHART_COLUMN;
        case ChartKind::Bars: return look.stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR;
        case ChartKind::Line: return LXW_CHART_LINE;
    }
    throw std::logic_error{"unknown kind of chart"};
}

void dress_axes(lxw_chart* chart, const ChartLook& look) {
    lxw_chart_font small{};
    small.size = 9;
    chart_axis_set_num_font(chart->x_axis, &small);
    chart_axis_set_num_font(chart->y_axis, &small);
    // The bars of a bar chart lie: its categories stand on the axis that is upright, read from the top.
    const bool lying = look.kind == ChartKind::Bars;
    auto* values = lying ? chart->x_axis : chart->y_axis;
    if (lying) chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_num_format(values, look.amounts ? "#,##0 \"€\"" : "#,##0");
    lxw_chart_line thin{};
    thin.color = 0xD9D9D9;
    thin.width = 0.5F;
    chart_axis_major_gridlines_set_line(values, &thin);
}

}  // namespace

void Sheet::place_chart(int row, int column, const ChartLook& look) {
    auto* chart = workbook_add_chart(handles_->book.handle, chart_type(look));
    if (!chart) throw std::runtime_error{"workbook: out of memory"};
    std::size_t number = 0;
    for (const auto& described : look.series) {
        auto* series = chart_add_series(chart, ("=" + described.categories).c_str(), ("=" + described.values).c_str());
        if (!series) throw std::runtime_error{"workbook: out of memory"};
        chart_series_set_name(series, cell_text(described.name).c_str());
        lxw_chart_fill fill{};
        fill.color = colours[number % colours.size()];
        lxw_chart_line line{};
        line.color = fill.color;
        line.width = 2.25F;
        if (look.kind == ChartKind::Line) chart_series_set_line(series, &line);
        else chart_series_set_fill(series, &fill);
        ++number;
    }
    chart_title_set_name(chart, cell_text(look.title).c_str());
    lxw_chart_font heading{};
    heading.size = 12;
    heading.bold = LXW_TRUE;
    chart_title_set_name_font(chart, &heading);
    if (look.series.size() > 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    else chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    dress_axes(chart, look);
    constexpr double usual_width = 480, usual_height = 288;  // pixels, of libxlsxwriter
    lxw_chart_options options{};
    options.x_scale = look.width / usual_width;
    options.y_scale = look.height / usual_height;
    expect_ok(worksheet_insert_chart_opt(handles_->sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                         chart, &options));
}

}  // namespace foerderlauf
