#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// `EGOV-2026-0057 · Stadt Pößneck`, or the body alone while there is no file number.
std::string preline_of(const CaseReading& reading);
/// The project's title, or words for a case without one.
std::string title_of(const CaseReading& reading, const Words& words);

/// One entry of the time line for `_history`: when, what in words, who in which duty, reason, source and short hash.
View history_entry(const Visit& visit, const CaseReading& reading, const Event& event);
/// The time line, newest first, refused attempts among the events with a square mark.
View::Views history_of(const Visit& visit, const CaseReading& reading, const std::vector<Event>& events,
                       const std::vector<Attempt>& attempts);

}  // namespace foerderlauf
