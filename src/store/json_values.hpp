#pragma once

#include "base/value.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace foerderlauf {

/// Why a text is not the JSON object it should be.
struct JsonFault {
    enum class Kind { NotUtf8, Syntax, Number, NameTwice, TooDeep, NotAnObject } kind = Kind::Syntax;
    std::int64_t at = 0;    ///< byte the reading stopped at (Syntax, Number)
    std::string name = {};  ///< the member named twice
};

/// A JSON object (RFC 8259) as a record, strictly: UTF-8, one value, no member named twice, objects and lists not deeper in each
/// other than `deepest`. Texts become codes, whole numbers of 64 bits integers; every other number stays a Fraction as spelled.
tl::expected<Record, JsonFault> read_json(std::string_view text, std::size_t deepest);

/// The way back from `canonical_json`, as deep as it goes (free text is joined in by `store/history.hpp`).
/// Throws StoreFault for anything but one object.
Record record_from_json(std::string_view json);

}  // namespace foerderlauf
