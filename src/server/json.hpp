#pragma once

#include "base/result.hpp"

#include <string_view>

namespace foerderlauf {

/// One JSON object as plain values; refusal `compute.not_json` for anything else. Whole numbers only: a number with a
/// fraction or an exponent becomes a Fraction.
Result<Record> read_json_object(std::string_view text);

}  // namespace foerderlauf
