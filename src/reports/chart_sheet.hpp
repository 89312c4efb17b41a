#pragma once

#include "reports/fill_sheet.hpp"

#include <map>

namespace foerderlauf {

/// Sums up the rows of one chart while its sheet is written: as many sums as there are categories, whatever the number of rows.
class ChartSums {
public:
    explicit ChartSums(const ChartDescription& chart, const SheetDescription& sheet) : chart_{chart}, sheet_{sheet} {}

    void add(const Cells& row);

    /// A bar (or point): its name, the condition its rows meet, what they come to (cents, or one number of rows).
    struct Category {
        std::string name;
        std::string condition;  ///< `('Bewilligungen'!$D$5:$D$20="Gera")`, or empty: what no other category takes
        std::vector<std::int64_t> sums;
    };
    /// In the order of the chart. `filled` is where the rows stand.
    std::vector<Category> categories(const FilledSheet& filled, const Texts& texts) const;

private:
    Cell key_of(const Cells& row) const;
    std::vector<std::pair<Cell, std::vector<std::int64_t>>> chosen() const;

    const ChartDescription& chart_;
    const SheetDescription& sheet_;
    std::map<Cell, std::vector<std::int64_t>> sums_;
};

/// Writes the sheet of charts: for each the table of its sums as live formulas over the rows, and the chart beside it.
void write_chart_sheet(Workbook& book, const ReportDescription& report, const std::vector<ChartSums>& sums,
                       const std::vector<FilledSheet>& filled, const Texts& texts, const std::string& shown,
                       SheetLook look);

}  // namespace foerderlauf
