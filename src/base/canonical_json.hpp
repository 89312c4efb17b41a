#pragma once

#include "base/value.hpp"

#include <string>

namespace foerderlauf {

/// The value as RFC 8785 JSON (JCS): members sorted, no blanks, shortest escapes, whole numbers. Free text is written
/// as its text, a Fraction as it was spelled. What is hashed in the history is hashed in this form.
/// Keys are ASCII, so sorting by bytes is sorting by UTF-16 code units.
std::string canonical_json(const Value& value);
void append_canonical_json(std::string& out, const Value& value);
void append_json_string(std::string& out, std::string_view text);

}  // namespace foerderlauf
