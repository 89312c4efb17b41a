#pragma once

#include "forms/form.hpp"
#include "workflow/case_file.hpp"

namespace foerderlauf {

/// What the case already knows of a form's fields (`prefill: application.cost_plan`): nothing is typed twice. Of a row only the
/// columns the form has are taken, rows of the same first text are taken together and their amounts added; what the form lacks
/// is left out. A proposal for the page, never an answer.
Record prefilled(const Form& form, const CaseFile& file, const MachineFile& machine);

}  // namespace foerderlauf
