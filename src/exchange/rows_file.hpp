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
    std::string cell = {};   ///< `D7` in a workbook; empty in CSV
    std::string given = {};  ///< what was read there
    std::string sheet = {};  ///< of the workbook, as its tab says; empty in CSV
};

/// Rows of a form's field as a spreadsheet saves them.
struct RowsFile {
    List rows;   ///< as typed into a page: records of text
    List typed;  ///< the same as the API takes them; empty when there are errors
    std::vector<RowsFileError> errors;
};

/// Reads rows of a rows field from CSV or from an Excel workbook, whichever the bytes are (rows_csv.hpp, rows_xlsx.hpp).
RowsFile read_rows_file(const Field& field, std::string_view bytes);

}  // namespace foerderlauf
