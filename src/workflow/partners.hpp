#pragma once

#include "workflow/engine.hpp"

#include <optional>

namespace foerderlauf {

/// The list of partners after a change of the application (contract § 4.1), or nothing when it does not change:
/// saving `partners` invites them; a later change of cost_plan, financing_plan, requested_cents, partners or
/// project_description takes confirmations back to invited. Refuses the applicant as its own partner and a body named twice.
Result<std::optional<List>> partners_after(const CaseFile& file, const Record& changed);

}  // namespace foerderlauf
