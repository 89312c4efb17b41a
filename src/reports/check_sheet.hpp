#pragma once

#include "reports/fill_sheet.hpp"

namespace foerderlauf {

/// Facts of the whole workbook, as label and value.
using StampRows = std::vector<std::pair<std::string, std::string>>;

/// Writes the sheet that proves the workbook: for every declared check what its cells come to (a live formula), what the
/// ledger says and what the events say, and two differences that must be nothing; below it the stamp. A difference is shown in
/// red and counted in the first line; it does not keep the workbook from being written, for it is what must be seen.
void write_check_sheet(Workbook& book, const ReportDescription& report, const Asking& asking,
                       const std::vector<FilledSheet>& filled, const StampRows& stamp, SheetLook look);

}  // namespace foerderlauf
