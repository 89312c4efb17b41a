#pragma once

#include "reports/workbook.hpp"

#include <stdexcept>

namespace foerderlauf {

/// More rows than a sheet of Excel holds.
class TooManyRows : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Writes one described sheet: title, the line that says what it shows, header, rows, subtotals, total.
/// Throws TooManyRows, and std::logic_error when a formula of the description does not give the value of the ledger.
void fill_sheet(Workbook& book, const SheetDescription& description, const Asking& asking, const std::string& shown,
                const SheetLook& look);

}  // namespace foerderlauf
