// Checks on the special conditions of a notice (Nebenbestimmungen, § 36 VwVfG).
#include "workflow/checks/check.hpp"

#include <algorithm>

namespace foerderlauf {

/// conditions_met {machine, unmet: [STATE, …]}: no condition in one of these states is past its day. A blocker for each.
Verdict conditions_met(const Question& question) {
    Verdict verdict;
    const auto unmet = question.parameter_names("unmet");
    for (const auto& running : question.file.deadlines) {
        const auto* condition = question.file.machine(running.machine);
        if (!condition || condition->name != question.parameter("machine") || running.due >= question.situation.today ||
            std::ranges::find(unmet, condition->state) == unmet.end())
            continue;
        const auto imposed = condition->given.find("open");
        block(verdict, question, "conditions_met",
              {{"number", imposed == condition->given.end() ? 0 : integer_of(imposed->second, "number")},
               {"due", to_iso(running.due)}});
    }
    return verdict;
}

}  // namespace foerderlauf
