#pragma once

#include "forms/form.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// What is wrong in such a file, and where.
struct RowsFileError {
    int line = 0;        ///< in the file, from 1; 0 for the whole file
    std::string column;  ///< its label, empty for the whole line
    Message message;
};

/// Rows of a form's field as a spreadsheet saves them.
struct RowsFile {
    List rows;   ///< as typed into a page: records of text
    List typed;  ///< the same as the API takes them; empty when there are errors
    std::vector<RowsFileError> errors;
};

/// Reads rows of a rows field from CSV: a header of the columns' labels in any order (`Nr.;Tag;Empfänger;…`), parted by semicolons,
/// or by commas when the header has no semicolon; UTF-8, else what Excel calls CSV (Latin-1 with the letters of Windows-1252);
/// days and amounts as people write them. Wholly blank lines are passed over. All errors of the file at once
/// (`rows_csv.…`, `recipients_csv.…` for the spelling of lines, `field.…` for a cell).
RowsFile read_rows_csv(const Field& field, std::string_view bytes);

/// A file to fill in: the header and these rows, parted by semicolons, UTF-8 with a byte order mark so that Excel knows it.
std::string rows_csv(const Field& field, const List& rows);

}  // namespace foerderlauf
