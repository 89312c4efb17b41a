#pragma once

#include "domain/load.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// One record of a CSV file with the line it begins in, from 1.
struct CsvRecord {
    int line = 0;
    std::vector<std::string> fields;
};

/// The records of UTF-8 text whose values are parted by commas or another separator (RFC 4180: values in double quotes, inner quotes doubled, line ends `\n` or
/// `\r\n`; a byte order mark is passed over, blank lines too). A quoted value stays in its line. What is wrong is appended
/// to `errors` (keys `recipients_csv.…`), and such a line gives no record.
std::vector<CsvRecord> read_csv(std::string_view bytes, const std::string& file_name, std::vector<LoadError>& errors,
                                char separator = ',');

/// Records as such a file, with a byte order mark so that Excel reads umlauts, and `\r\n`. A value that a spreadsheet would read
/// as a formula (it begins with `=`, `+`, `-`, `@` or a control character) gets a `'` before it; line ends become spaces.
std::string write_csv(const std::vector<std::vector<std::string>>& records, char separator);

}  // namespace foerderlauf
