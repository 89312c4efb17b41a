#pragma once

#include "base/result.hpp"

#include <string_view>
#include <tl/expected.hpp>

namespace foerderlauf {

/// How deep objects and lists may lie in each other; no form is deeper than four.
inline constexpr int deepest_json = 32;

/// A JSON object (RFC 8259) as a record, strictly: UTF-8, one value, no member named twice, not deeper than `deepest_json`.
/// Texts become codes, whole numbers of 64 bits integers; every other number stays a Fraction as it was spelled, so that the
/// field that was given it can be named. The message says what is not readable and at which byte.
tl::expected<Record, Message> read_json_object(std::string_view text);

}  // namespace foerderlauf
