#pragma once

#include "exchange/rows_file.hpp"

#include <string>
#include <string_view>

namespace foerderlauf {

/// Whether the bytes are meant as a workbook: a ZIP archive, or the container of old and of encrypted Excel files.
bool looks_like_workbook(std::string_view bytes);

/// Reads rows of a rows field from the first visible sheet of an .xlsx workbook. The header is the first row that names two of the
/// columns (hints may stand above it), else the first row with anything in it. Dates and amounts are taken from cells that hold
/// such numbers, or from text as people write it; of a formula counts the value it was stored with. Then the same checks as for CSV.
/// All errors of the file at once, each with its cell (`rows_xlsx.…`, `rows_csv.…`, `field.…`).
RowsFile read_rows_xlsx(const Field& field, std::string_view bytes);

/// A number as a workbook stores it, exactly, as people write it: `1234.5600000000001` → `1234,56`, `1E3` → `1000`. Excel keeps 15
/// digits; what stands behind them is the noise of its arithmetic and is rounded off. Empty for what is no number or has more
/// than 40 digits.
std::string german_number(std::string_view stored);

}  // namespace foerderlauf
