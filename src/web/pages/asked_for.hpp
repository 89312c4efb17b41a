#pragma once

#include "web/pages/sections.hpp"
#include "web/pages/visit.hpp"

#include <set>

namespace foerderlauf {

/// What the authority asked for when it gave the application back (`items` of the step that led to the present state), item by
/// item with the section that answers it, and until when, as `_asked` prints it; false while nothing is asked for.
View asked_view(const CaseReading& reading, const std::vector<Section>& sections, const Words& words);

/// The sections those items point to, by slug.
std::set<std::string> asked_sections(const CaseReading& reading, const std::vector<Section>& sections);

/// Whether a section may be answered now: all of them unless the authority asked for parts and every item names one. Then those
/// parts alone, the documents, and whatever stands in the way of handing in again.
bool is_open_to_answers(const CaseReading& reading, const std::vector<Section>& sections, const Section& section,
                        const Words& words);

}  // namespace foerderlauf
