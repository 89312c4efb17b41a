#pragma once

#include "base/result.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foerderlauf {

/// What a reader of XML is told, in the order of the text. Names come without their prefix (`x:row` is `row`); an answer of
/// false ends the reading with the refusal `stopped`. A function that is not set is not called.
struct XmlEvents {
    using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
    std::function<bool(std::string_view name, const Attributes& attributes)> begin;
    std::function<bool(std::string_view name)> end;
    std::function<bool(std::string_view text)> text;  ///< maybe in several pieces
};

/// The value of an attribute by its name without prefix; empty when it is not there.
std::string_view attribute_of(const XmlEvents::Attributes& attributes, std::string_view name);

/// Reads XML with expat. A document type declaration is refused at its first letter (`rows_xlsx.doctype`): without one there
/// are no entities but the five of XML, none to unfold and none to fetch. What is not well-formed: `rows_xlsx.broken`; what
/// a function did not want: `rows_xlsx.too_large`.
Result<void> read_xml(std::string_view bytes, const XmlEvents& events);

}  // namespace foerderlauf
