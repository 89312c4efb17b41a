#pragma once

#include "reports/chart_description.hpp"
#include "reports/check_description.hpp"
#include "reports/query.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// What a column shows. `Key` is a text of digits (AGS, ARS, file number) that must never be read as a number.
enum class ColumnKind { Text, Key, Amount, Day, Integer, Rate, Flag };

/// A column of a sheet. Numbers are places: of the field in the query's rows, of other columns on the sheet.
struct ColumnDescription {
    std::string field, header;
    ColumnKind kind = ColumnKind::Text;
    int field_index = 0;
    int width = 14;                ///< characters
    std::vector<int> plus, minus;  ///< live formula over columns of the row; both empty: the value as it stands
    bool sum = false;              ///< live sum below the column and below every group
    std::string sum_name;          ///< defined name of that sum; empty: none
    enum class Mark { None, Overdue, Positive, Negative } mark = Mark::None;  ///< what turns its cells red
};

struct OrderDescription {
    int field_index = 0;
    bool descending = false;
};

struct SheetDescription {
    std::string name;   ///< technical name
    std::string title;  ///< on the tab and above the table
    const Query* query = nullptr;
    std::vector<std::pair<int, std::string>> where;  ///< rows whose field reads so (text, `true`/`false`, or digits)
    std::vector<OrderDescription> order;             ///< empty: as the query gives them, row by row
    std::optional<int> group;                        ///< column after whose change a subtotal stands
    bool landscape = true;
    std::vector<ColumnDescription> columns;

    /// Place of the field among the columns; -1 when it is not shown.
    int column_of(std::string_view field) const;
};

/// One workbook as a file of `reports/` describes it.
///
///     report: budget-overview              # = name of the file
///     title: Haushaltsübersicht
///     description: Ansätze, Bindungen und freie Mittel
///     options: [programme, year, as_of]    # what it may be asked for
///     sheets:
///       - sheet: budget                    # technical name
///         title: Haushaltsüberwachung      # at most 31 characters
///         query: budget_rows               # see query.hpp
///         where: {opened: true}            # optional; rows that stay
///         order: [line, -year]             # optional; `-` is descending
///         group: line                      # optional; subtotals when it changes (rows must come in that order)
///         orientation: landscape           # or portrait
///         columns:
///           - {field: year, header: Jahr, kind: integer, width: 8}
///           - {field: available, header: Verfügbar, kind: money, width: 18,
///              formula: {plus: [appropriation], minus: [paid]}, total: sum, name: Summe_verfuegbar}
///
///           - {field: clock_due, header: Frist, kind: date, mark: overdue}   # red: overdue (a day before the as-of day),
///     checks: …                          # optional; see check_description.hpp           # positive, negative
///     charts: …                          # optional; see chart_description.hpp
///
/// Every sheet ends with the case of the row and the number of its last event (case_id, position), named or not.
/// kind: text, ags (digits kept as text), money, date, integer, percent, flag; it must fit the query's field. A formula's
/// value is checked against the field: the workbook says what the ledger says, or it is not written.
struct ReportDescription {
    std::string name, title, description;
    std::vector<std::string> options;
    std::vector<SheetDescription> sheets;
    std::vector<CheckDescription> checks;
    std::vector<ChartDescription> charts;
};

/// Reads one file; everything wrong with it is appended (keys `report_file.…`, `yaml.…`).
ReportDescription load_report(std::string_view yaml, const std::string& file_name, const std::string& expected_name,
                              std::vector<LoadError>& errors);

}  // namespace foerderlauf
