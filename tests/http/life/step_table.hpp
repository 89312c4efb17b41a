#pragma once

#include <string>
#include <vector>

namespace foerderlauf::test {

/// One row of `steps.csv` or `machine_steps.csv`: which accounts may take a step in a state, and how all others are refused.
struct StepRow {
    std::string machine;  ///< empty: the main machine
    std::string state, step;
    std::vector<std::string> ok;       ///< 200
    std::vector<std::string> blocked;  ///< 409: not from this state, or a check says no
    std::vector<std::string> duty;     ///< 403
    std::vector<std::string> hidden;   ///< 404: the case is not visible
};

/// The rows of `tests/http/<file>` that count for the programme, in their order; columns are found by their headings.
std::vector<StepRow> step_table(const std::string& file, const std::string& programme);

/// Has every account of the row attempt the step: `attempt(row, account, status expected)`, those it is refused to first.
template <typename Attempt>
void attempt_by_all(const StepRow& row, const Attempt& attempt) {
    for (const auto& account : row.hidden) attempt(row, account, 404);
    for (const auto& account : row.duty) attempt(row, account, 403);
    for (const auto& account : row.blocked) attempt(row, account, 409);
    for (const auto& account : row.ok) attempt(row, account, 200);
}

}  // namespace foerderlauf::test
