#pragma once

#include "store/store.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// The newest submitted cases that one of these bodies may read, the newest first, at most `limit`: without those that have ended with
/// nothing granted, and without `except`. Reads `limit` rows of each body and no more, however many cases it has, unless many
/// have ended in vain.
std::vector<CaseId> newest_cases_of(Snapshot& snapshot, const std::vector<std::string>& bodies, CaseId except,
                                    std::size_t limit);

}  // namespace foerderlauf
