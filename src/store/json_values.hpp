#pragma once

#include "base/value.hpp"

#include <string_view>

namespace foerderlauf {

/// A JSON object as a record: the way back from `canonical_json`. Text becomes codes (free text is joined in by
/// `store/history.hpp`), a number with a fraction keeps its spelling. Throws StoreFault for anything but one object.
Record record_from_json(std::string_view json);

}  // namespace foerderlauf
