#pragma once

#include "base/clock.hpp"
#include "domain/recipient.hpp"
#include "web/front/http.hpp"

#include <optional>
#include <string>

namespace foerderlauf {

/// The record as JSON for the outside: free text as its text, null where it was erased.
std::string printed_json(const Record& record);
Reply json_reply(int status, const Record& record);

/// `2026-12-14`, or null.
Value iso_or_null(const std::optional<Date>& day);
/// The text, or null when it is empty.
Value text_or_null(const std::string& text);

/// `{ags, ars, name, kind, district}`; a key it does not have is null. `successor` stands beside them once the body has ended.
Record printed(const Recipient& recipient, Value successor = {});
/// `{ags, ars, name, since}`: who took the place of a body, and since when.
Record printed_successor(const Recipient& successor, Date valid_to);

}  // namespace foerderlauf
