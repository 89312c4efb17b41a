#pragma once

#include "letters/blocks.hpp"
#include "web/pages/view.hpp"

namespace foerderlauf {

/// A letter's words as `_letter_body.mustache` shows them: headings, tables and sums in place of their marks; nothing in them turns
/// the words around it.
View letter_view(const LetterSheet& sheet);

}  // namespace foerderlauf
