#pragma once

#include "forms/form.hpp"
#include "workflow/case_file.hpp"
#include "workflow/definition.hpp"

namespace foerderlauf {

/// What the case already knows of a form's fields (`prefill: application.cost_plan`): nothing is typed twice. Of a row only the
/// columns the form has are taken, rows of the same first text are taken together and their amounts added; what the form lacks
/// is left out. A proposal for the page, never an answer.
Record prefilled(const Form& form, const CaseFile& file, const MachineFile& machine);

/// What can be granted on the plan as applied for (`prefill: plan.award`): `eligible` costs of the plan, `financing_type` and
/// `rate` of the object on the day of the first submission, the `award` within request, rate, cap and financing type, its
/// `slices` in the proportion of the eligible costs of each year (a past year's in this one; cents left over in the last), and
/// the `items` that could be cut. Empty without an object or eligible costs. Counted, never decided.
Record grantable(const Definition& definition, const CaseFile& file, Date today);

/// Both: what the case knows, and what is counted from its plan.
Record proposed(const Definition& definition, const Form& form, const CaseFile& file, const MachineFile& machine,
                Date today);

}  // namespace foerderlauf
