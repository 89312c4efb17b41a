#pragma once

#include "workflow/engine.hpp"

#include <functional>

namespace foerderlauf {

/// What the selected outlines of each call round hold: a case in one of the call's `held_in` states holds a place and what it
/// asks for. `case_of` gives the file of a case, null where there is none.
std::map<std::string, PlacesTaken, std::less<>> places_taken_by(const Definition& definition,
                                                                const std::vector<CaseId>& cases,
                                                                const std::function<const CaseFile*(CaseId)>& case_of);

}  // namespace foerderlauf
