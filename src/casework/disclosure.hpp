#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// How much of an entry of the history a reader learns. Who, when and which step is always told.
enum class Disclosure {
    Everything,
    WithoutReason,  ///< the reason of a conflict of interest: for decider and auditor only (contract § 4.2)
    StepOnly,       ///< what the authority writes to itself (a recommendation, a return) is not for the applicant
};

/// The same answer for pages and API.
Disclosure disclosure_of(const CaseReading& reading, const Event& event);

}  // namespace foerderlauf
