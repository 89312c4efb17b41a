#pragma once

#include "base/clock.hpp"

#include <string>
#include <vector>

namespace foerderlauf {

/// A day in somebody's calendar.
struct CalendarEntry {
    std::string uid;  ///< the same for as long as it is the same entry
    Date day{};
    Instant changed{};
    std::string summary;
    std::string description;  ///< may have several lines
    std::string url;          ///< empty: none
};

/// The entries as a feed of RFC 5545: CRLF, lines folded at 75 octets between characters, texts escaped, whole days that take up
/// no time of the person. Control characters become blanks.
std::string icalendar_text(const std::string& name, const std::vector<CalendarEntry>& entries);

}  // namespace foerderlauf
