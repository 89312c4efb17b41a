#pragma once

#include "workflow/engine.hpp"

#include <functional>

namespace foerderlauf {

/// Whether a decision about a case of this programme looks at cases paid before (check `add_on_within`): only then they are
/// gathered.
bool asks_for_paid_cases(const Definition& definition);

/// Whose cases can be meant: the keys of the body the case belongs to, and of whoever acts for it today.
std::vector<std::string> bodies_of(const CaseFile& file);

/// The cases among `cases` on which money was paid and that are this body's: other cases of the same programme whose recipient
/// is the same body, or one that it succeeded. `case_of` gives the file of a case, null where there is none.
std::vector<PaidCase> paid_cases_of(const Definition& definition, const CaseFile& file,
                                    const std::vector<CaseId>& cases,
                                    const std::function<const CaseFile*(CaseId)>& case_of);

}  // namespace foerderlauf
