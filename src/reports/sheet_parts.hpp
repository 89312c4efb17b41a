#pragma once

#include "reports/sheet_rows.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace foerderlauf {

/// Puts the rows into the sheets of a workbook that libxlsxwriter wrote without any. The other parts of the file stay as they are.
/// Throws std::runtime_error when it cannot, and leaves the file as it was.
void put_rows(const std::filesystem::path& workbook, const std::vector<std::shared_ptr<SheetRows>>& sheets);

}  // namespace foerderlauf
