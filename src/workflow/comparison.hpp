#pragma once

#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// One line of a comparison: what the grant in force plans for it and what was given.
struct ComparedRow {
    Record row;  ///< the cells both sides share, without the amount; empty for the sum
    Money planned, actual;
    Money difference() const { return actual - planned; }
};

/// Plan and actual side by side (Soll-Ist-Vergleich, the figures of a report on the use of a grant: ANBest-Gk Nr. 6). Lines stand
/// in the order of the plan; what the plan does not know comes last, planned with zero.
struct Comparison {
    const Field* field = nullptr;  ///< the rows in the definition
    std::vector<ComparedRow> rows;
    ComparedRow sum;
};

/// Of every rows field of the step that proposes rows of the grant (`prefill: grant.cost_plan`): the rows of the grant in force
/// against those last given with the step in this machine. Empty before the step was taken. Points into `step`.
std::vector<Comparison> comparisons_of(const Step& step, const CaseFile& file, const MachineFile& machine);

/// The difference in tenths of a percent of the plan, rounded half away from zero: 90.000 of 100.000 planned is -100. Nothing
/// where nothing was planned.
std::optional<std::int64_t> deviation_in_tenths(const ComparedRow& row);

/// `−10,0 %` with a no-break space.
std::string tenths_in_german(std::int64_t tenths);

/// A rate in hundredths of a percent, which may be negative as base rates are: `1,27 %`, `−0,88 %`.
std::string rate_in_german(std::int64_t hundredths);

}  // namespace foerderlauf
