#pragma once

#include "web/pages/words.hpp"

namespace foerderlauf {

/// The lines that changed between two texts with those around them, for the template `_difference`; none for equal texts.
View::Views difference_lines(const Words& words, std::string_view before, std::string_view after);

}  // namespace foerderlauf
