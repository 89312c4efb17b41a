#pragma once

#include "reports/fill_sheet.hpp"
#include "reports/query.hpp"

namespace foerderlauf {

/// Facts of the whole workbook, as label and value.
using StampRows = std::vector<std::pair<std::string, std::string>>;

/// What the ledger and the events say to a check, in cents or rows; nothing where it does not ask.
struct CheckCounts {
    std::optional<std::int64_t> ledger, history;
};
/// For every check of the report, read without the queries that fill the sheets. Needs no sheet, so that it may be counted
/// while they are written, by whoever has the snapshot alone.
std::vector<CheckCounts> counts_of_checks(const ReportDescription& report, const Asking& asking);

/// Writes the sheet that proves the workbook: for every declared check what its cells come to (a live formula), what the
/// ledger says and what the events say, and two differences that must be nothing; below it the stamp. A difference is shown in
/// red and counted in the first line; it does not keep the workbook from being written, for it is what must be seen. Gives how
/// many checks differ.
int write_check_sheet(Workbook& book, const ReportDescription& report, const Texts& texts,
                      const std::vector<FilledSheet>& filled, const std::vector<CheckCounts>& counts,
                      const StampRows& stamp, SheetLook look);

}  // namespace foerderlauf
