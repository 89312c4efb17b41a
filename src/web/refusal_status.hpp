#pragma once

#include "base/result.hpp"

namespace foerderlauf {

/// The HTTP status that tells a refusal (contract § 3). Pages and API ask here; nothing else decides it.
int status_of(const Refusal& refusal);

}  // namespace foerderlauf
