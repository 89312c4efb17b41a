#pragma once

#include "exchange/spreadsheet.hpp"
#include "exchange/zip_parts.hpp"

namespace foerderlauf {

/// What the files of spreadsheet.hpp share; nobody else includes it.
inline constexpr std::size_t most_part_bytes = std::size_t{32} << 20;
inline constexpr std::size_t most_sheet_rows = 12'000, most_sheet_cells = 200'000;
inline constexpr std::size_t most_sheet_text = std::size_t{16} << 20;

/// What stands around the cells of a sheet.
struct SheetSurroundings {
    std::string part;                 ///< name of the sheet's part in the archive
    std::string title;                ///< of the sheet, on its tab
    bool from_1904 = false;           ///< days are counted from 1904, as Excel for the Mac did
    std::vector<std::string> shared;  ///< texts that cells name by number
    std::vector<bool> day_styles;     ///< by number of the style
};
Result<SheetSurroundings> read_surroundings(const ZipParts& parts);

Result<std::vector<SheetRow>> read_sheet(const std::string& xml, const SheetSurroundings& around);

/// Whether a number format shows a day: it has a `d` or a `y` outside of quotes, brackets and escapes.
bool shows_day(std::string_view format);

/// The day a serial number stands for (`45809.5` → `2025-06-01`), empty when there is none. Excel's 29 February 1900
/// (number 60) never was.
std::string day_of_serial(std::string_view serial, bool from_1904);

}  // namespace foerderlauf
