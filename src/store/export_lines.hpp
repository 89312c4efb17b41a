#pragma once

#include "store/history_table.hpp"

#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

// Lines of an exported history (store/export.hpp), read back. All throw StoreFault for what is not as it was written.
namespace foerderlauf {

std::string required_text(const Record& line, std::string_view key);
std::int64_t required_integer(const Record& line, std::string_view key);
/// A member more, or one missing, is a change of the file that nothing else would notice.
void expect_members(const Record& line, std::initializer_list<std::string_view> names);
StoredEvent event_from(const Record& line);

/// What the export of one case tells of it. Nothing is checked: that is `verify_export`'s.
struct ExportedCase {
    CaseFile file;
    std::vector<Event> events;
    std::vector<FrozenLetter> letters;  ///< erased ones without content
};
ExportedCase read_exported_case(std::istream& in);

}  // namespace foerderlauf
