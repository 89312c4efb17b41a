#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// A rows field of the visitor's case with its German words, whatever the page speaks: files with rows have the German
/// headings, so that what one person downloads another may hand in. The field itself where the case has no such field.
Field in_german(const Visit& visit, const Field& shown);

}  // namespace foerderlauf
