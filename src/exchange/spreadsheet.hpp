#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// What a cell of a workbook holds; of a formula its stored value.
enum class StoredAs {
    Text,    ///< as it stands there, line ends as `\n`
    Number,  ///< as the file spells it: `1234.5600000000001`, `1.5E-3`
    Day,     ///< a number shown as a date, or an ISO day: `2025-06-01`, without its time; empty for a day there is not
    Truth,   ///< `1` or `0`
    Fault,   ///< `#DIV/0!`
    Uncounted  ///< a formula nobody has counted yet
};

struct SheetCell {
    int column = 0;  ///< from 0
    StoredAs kind = StoredAs::Text;
    std::string text;
};

/// A row with anything in it; blank cells are not there.
struct SheetRow {
    int number = 0;  ///< as Excel counts, from 1
    std::vector<SheetCell> cells;
};

/// The first visible sheet of an .xlsx workbook (ECMA-376 part 1 § 18), with its shared texts and, of its styles, which
/// numbers are dates (both calendars, of 1900 and of 1904). Refuses, and unpacks no more than it must to know: what is no
/// workbook, one with macros or a password, the old .xls, XML with a document type, more than 32 MiB in a part, 12,000 rows,
/// 200,000 cells or 16 MiB of text (keys `rows_xlsx.…`).
Result<std::vector<SheetRow>> read_spreadsheet(std::string_view bytes);

/// What stands on the tab of the sheet that read_spreadsheet reads; empty when it cannot be read.
std::string sheet_title(std::string_view bytes);

/// `D` for 3, `AA` for 26.
std::string column_letters(int column);

}  // namespace foerderlauf
