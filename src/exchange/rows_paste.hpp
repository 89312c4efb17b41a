#pragma once

#include "exchange/rows_file.hpp"

namespace foerderlauf {

/// Reads rows of a rows field from text that was copied out of a spreadsheet: values parted by tabs, rows by line ends; a cell
/// with a line end or a tab of its own stands in quotes. A first line that names two of the columns is the header; without
/// one the values stand in the order of the columns. `WAHR` and `FALSCH` mean yes and no. Then the same checks as for a
/// file, all errors at once (`rows_csv.…`, `field.…`), their lines counted in the pasted text from 1.
RowsFile read_rows_paste(const Field& field, std::string_view text);

}  // namespace foerderlauf
