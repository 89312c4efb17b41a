#pragma once

#include "store/store.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// Visits a case's events in order, up to the end of a civil day, for who reads very many cases and needs little of each: the
/// facts of an event are read only if one of `parts` is a member anywhere in them, else they are empty. Step, machine,
/// states, moment, actor and place are always there; the hashes never are. Folding such events is right for what follows from the
/// parts, and for nothing else. Keep the visited event no longer than the call. Throws StoreFault.
void scan_case(Snapshot& snapshot, CaseId id, Date last_day, const std::vector<std::string_view>& parts,
               const std::function<void(const Event&)>& visit);

}  // namespace foerderlauf
