#pragma once

#include "reports/workbook.hpp"

#include <functional>
#include <memory>
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

/// One described sheet while it is written: title, the line that says what it shows, header; then rows, subtotals, total. Several
/// may be filled at once, their rows in any order among each other: of each sheet only the row being written is held, and all
/// rows of a sheet that is put in order. Throws TooManyRows, and std::logic_error when a formula of the description does not give
/// the value of the ledger. Book, description and texts must outlive it.
class SheetFilling {
public:
    SheetFilling(Workbook& book, const SheetDescription& description, const Texts& texts, const std::string& shown,
                 const SheetLook& look, RowWatch watch);
    ~SheetFilling();
    SheetFilling(SheetFilling&&) noexcept;
    SheetFilling& operator=(SheetFilling&&) = delete;

    void take(Cells&& row);  ///< a row of the sheet's query; those that `where` does not want are passed over
    FilledSheet finish(Date day);

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace foerderlauf
