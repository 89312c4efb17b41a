#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// `EGOV-2026-0057 · Stadt Pößneck`, or the body alone while there is no file number.
std::string preline_of(const CaseReading& reading);
/// The project's title, or words for a case without one.
std::string title_of(const CaseReading& reading, const Words& words);

/// Who reads a history: names come from `identity`, whose own acts are `you` (0: nobody is addressed).
struct HistoryReader {
    Identity& identity;
    AccountId you = 0;
    const Words& words;
};
/// One entry in words, as far as it is told to whoever reads the case: step, reason, who in which duty, source.
struct HistoryLine {
    std::string what, why, by, source;
};
HistoryLine history_line(const HistoryReader& reader, const CaseReading& reading, const Event& event);

/// One entry of the time line for `_history`: when, what in words, who in which duty, reason, source and short hash.
View history_entry(const Visit& visit, const CaseReading& reading, const Event& event);
/// The time line, newest first, refused attempts among the events with a square mark.
View::Views history_of(const Visit& visit, const CaseReading& reading, const std::vector<Event>& events,
                       const std::vector<Attempt>& attempts);

}  // namespace foerderlauf
