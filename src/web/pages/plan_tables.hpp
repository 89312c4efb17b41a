#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Plan, request, recommendation and decision beside each other, per item and per year, differences marked, as `_side_by_side`
/// prints them; for the authority. False without a plan.
View plan_tables_view(const CaseReading& reading, const Words& words);

}  // namespace foerderlauf
