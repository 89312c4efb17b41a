#pragma once

#include "casework/reading.hpp"
#include "web/api/call.hpp"

namespace foerderlauf {

/// The case in the address as the caller reads it; NotFound for what is no number, no case, or not theirs to see.
Result<CaseReading> reading_of(const Call& call, std::optional<Date> as_of = {});

/// The caller must hold a duty of the authority (lists of money and reports are not for applicants).
Result<void> expect_authority(const Call& call);

}  // namespace foerderlauf
