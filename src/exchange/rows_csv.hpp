#pragma once

#include "exchange/rows_file.hpp"

#include <string>
#include <string_view>

namespace foerderlauf {

/// Reads rows of a rows field from CSV: a header of the columns' labels in any order (`Nr.;Tag;Empfänger;…`), parted by semicolons,
/// or by commas when the header has no semicolon; UTF-8, else what Excel calls CSV (Latin-1 with the letters of Windows-1252);
/// days and amounts as people write them. Wholly blank lines are passed over. All errors of the file at once
/// (`rows_csv.…`, `recipients_csv.…` for the spelling of lines, `field.…` for a cell).
RowsFile read_rows_csv(const Field& field, std::string_view bytes);

/// A file to fill in: the header and these rows, parted by semicolons, UTF-8 with a byte order mark so that Excel knows it.
std::string rows_csv(const Field& field, const List& rows);

}  // namespace foerderlauf
