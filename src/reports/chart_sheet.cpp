#include "reports/chart_sheet.hpp"

namespace foerderlauf {

namespace {

constexpr int pixels_of_row = 20;
constexpr int rows_between = 2;

/// One chart with its table: header, a row for each category, their sum.
class ChartBlock {
public:
    ChartBlock(Sheet& sheet, const ChartDescription& chart, const SheetDescription& rows, const FilledSheet& filled,
               const Texts& texts, std::string tab)
        : sheet_{sheet}, chart_{chart}, rows_{rows}, filled_{filled}, texts_{texts}, tab_{std::move(tab)} {}

    /// Writes the block from that row on; the row after it.
    int write(int row, const std::vector<ChartSums::Category>& categories) {
        sheet_.write(row, 0, chart_.title, ColumnKind::Key, RowLook::Title);
        if (categories.empty()) {
            sheet_.write(row + 1, 0, texts_.sentence("report.no_rows"), ColumnKind::Key, RowLook::Note);
            return row + 2 + rows_between;
        }
        const auto look = look_of(row + 2, categories);
        sheet_.place_chart(row, columns() + 2, look);
        write_header(row + 1);
        first_ = row + 2;
        last_ = first_ + static_cast<int>(categories.size()) - 1;
        for (std::size_t i = 0; i < categories.size(); ++i) write_category(first_ + static_cast<int>(i), categories[i]);
        write_sum(last_ + 1, categories);
        return std::max(last_ + 2, row + look.height / pixels_of_row + 1) + rows_between;
    }

private:
    int columns() const { return std::max(1, static_cast<int>(chart_.values.size())); }
    bool amounts() const { return !chart_.values.empty(); }
    ColumnKind kind() const { return amounts() ? ColumnKind::Amount : ColumnKind::Integer; }
    Cell number(std::int64_t count) const { return amounts() ? Cell{Money::cents(count)} : Cell{count}; }
    const ColumnDescription& column(int at) const { return rows_.columns[static_cast<std::size_t>(at)]; }
    std::string range(int at) const { return range_name(rows_.title, filled_.first_row, filled_.last_row, at); }

    std::string name_of(int value) const {
        return amounts() ? column(chart_.values[static_cast<std::size_t>(value)]).header
                         : texts_.sentence("report.chart.rows");
    }

    ChartLook look_of(int first, const std::vector<ChartSums::Category>& categories) const {
        constexpr int least_height = 340, height_of_bar = 24, frame = 110;
        ChartLook look;
        look.title = chart_.title;
        look.kind = chart_.kind;
        look.stacked = chart_.stacked;
        look.amounts = amounts();
        const int last = first + static_cast<int>(categories.size()) - 1;
        if (chart_.kind == ChartKind::Bars)
            look.height = std::max(least_height, frame + height_of_bar * static_cast<int>(categories.size()));
        for (int i = 0; i < columns(); ++i)
            look.series.push_back({name_of(i), range_name(tab_, first, last, 0), range_name(tab_, first, last, i + 1)});
        return look;
    }

    void write_header(int row) {
        sheet_.write(row, 0, column(chart_.category).header, ColumnKind::Text, RowLook::Header);
        for (int i = 0; i < columns(); ++i) sheet_.write(row, i + 1, name_of(i), kind(), RowLook::Header);
    }

    /// `=SUMPRODUCT((rows are of this category)*(rows have an event)*amounts)`; what is left over is all less the others.
    std::string formula_of(int row, int value, const ChartSums::Category& category) const {
        const auto events = "(" + range(rows_.column_of("position")) + ">0)";
        const auto times = amounts() ? "," + range(chart_.values[static_cast<std::size_t>(value)]) : std::string{};
        if (!category.condition.empty()) {
            const auto same = "(" + range(chart_.category) + "=$" + cell_name(row, 0) + ")";
            return "=SUMPRODUCT(" + (category.condition == "=" ? same : category.condition) + "*" + events + times +
                   ")";
        }
        const auto others = row == first_ ? cell_name(row + 1, value + 1) + ":" + cell_name(last_, value + 1)
                                          : cell_name(first_, value + 1) + ":" + cell_name(row - 1, value + 1);
        return "=SUMPRODUCT(" + events + "*1" + times + ")-SUM(" + others + ")";
    }

    void write_category(int row, const ChartSums::Category& category) {
        sheet_.write(row, 0, category.name, ColumnKind::Key, RowLook::Plain);
        for (int i = 0; i < columns(); ++i)
            sheet_.write_formula(row, i + 1, formula_of(row, i, category),
                                 number(category.sums[static_cast<std::size_t>(i)]), kind(), RowLook::Plain);
    }

    void write_sum(int row, const std::vector<ChartSums::Category>& categories) {
        sheet_.write(row, 0, texts_.sentence("report.sum"), ColumnKind::Key, RowLook::Total);
        for (int i = 0; i < columns(); ++i) {
            std::int64_t sum = 0;
            for (const auto& category : categories) sum += category.sums[static_cast<std::size_t>(i)];
            sheet_.write_formula(row, i + 1, "=SUM(" + cell_name(first_, i + 1) + ":" + cell_name(last_, i + 1) + ")",
                                 number(sum), kind(), RowLook::Total);
        }
    }

    Sheet& sheet_;
    const ChartDescription& chart_;
    const SheetDescription& rows_;
    const FilledSheet& filled_;
    const Texts& texts_;
    const std::string tab_;
    int first_ = 0, last_ = 0;
};

}  // namespace

void write_chart_sheet(Workbook& book, const ReportDescription& report, const std::vector<ChartSums>& sums,
                       const std::vector<FilledSheet>& filled, const Texts& texts, const std::string& shown,
                       SheetLook look) {
    constexpr int words = 34, figures = 17;
    look.title = texts.sentence("report.chart.title");
    look.header_row = -1;
    std::size_t most_values = 1;
    for (const auto& chart : report.charts) most_values = std::max(most_values, chart.values.size());
    look.widths = std::vector<int>(most_values + 1, figures);
    look.widths.front() = words;
    auto sheet = book.add_sheet(look);
    sheet.write(0, 0, look.title, ColumnKind::Key, RowLook::Title);
    sheet.write(1, 0, shown, ColumnKind::Key, RowLook::Note);
    int row = 3;
    for (std::size_t i = 0; i < report.charts.size(); ++i) {
        const auto& chart = report.charts[i];
        const auto at = static_cast<std::size_t>(chart.sheet);
        ChartBlock block{sheet, chart, report.sheets[at], filled[at], texts, look.title};
        row = block.write(row, sums[i].categories(filled[at], texts));
    }
}

}  // namespace foerderlauf
