#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace foerderlauf {

enum class ChartKind { Columns, Bars, Line };

/// A small table of sums over the rows of a sheet, as live formulas, and a native chart of it.
///
///     charts:
///       - chart: by-month                 # technical name
///         title: Auszahlungen je Monat
///         sheet: payments                 # its rows
///         kind: columns                   # columns, bars, line
///         category: paid_on               # a field shown on that sheet
///         by: month                       # value (as it stands), month, year (dates), classes (whole numbers)
///         classes: [30, 90, 180, 365]     # with by: classes: last number of each class; one more follows for what is above
///         values: [paid, repaid]          # fields to sum; none: the rows are counted
///         stacked: true                   # optional
///         most: 20                        # optional, with by: value: the largest ones, the rest together
struct ChartDescription {
    enum class By { Value, Month, Year, Classes };
    std::string name, title;
    int sheet = 0;
    int category = 0;         ///< column of the sheet
    std::vector<int> values;  ///< columns of the sheet
    ChartKind kind = ChartKind::Columns;
    By by = By::Value;
    std::vector<std::int64_t> classes;
    bool stacked = false;
    int most = 30;
};

}  // namespace foerderlauf
