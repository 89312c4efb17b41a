#pragma once

#include "reports/workbook.hpp"

#include <stdexcept>

namespace foerderlauf {

/// More rows than a sheet of Excel holds.
class TooManyRows : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Where the rows of a written sheet stand, for formulas that read them.
struct FilledSheet {
    int first_row = 0, last_row = 0;  ///< counted from 0; subtotals lie between them
    std::int64_t rows = 0;            ///< without subtotals
    std::vector<Cell> totals;         ///< of every column: amounts and whole numbers summed up, else zero
};

/// Sees every row that is written.
using RowWatch = std::function<void(const Cells&)>;

/// Writes one described sheet: title, the line that says what it shows, header, rows, subtotals, total.
/// Throws TooManyRows, and std::logic_error when a formula of the description does not give the value of the ledger.
FilledSheet fill_sheet(Workbook& book, const SheetDescription& description, const Asking& asking,
                       const std::string& shown, const SheetLook& look, const RowWatch& watch);

}  // namespace foerderlauf
