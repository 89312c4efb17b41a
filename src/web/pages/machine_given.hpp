#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// What was given in a child machine so far, newest step first, as parts for `_answers`: labels of the form's fields, plan and
/// actual side by side where the step reports on a plan of the grant, what was counted from it (settlement, interest, what is
/// still owed). The applicant's side sees what it is told (`is_told_to_applicant`).
View::Views machine_given_view(const CaseReading& reading, const MachineFile& file, const Words& words);

/// What was given with a step before stands in its fields again: a returned case is not typed anew. Else what the case knows.
Record given_before(const CaseReading& reading, MachineId machine, const Step& step);

}  // namespace foerderlauf
