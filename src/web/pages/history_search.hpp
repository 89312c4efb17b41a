#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// A time line with its search, for `_history_form`: with `?in_history=` only the entries that hold every word asked for, in day, what,
/// why, by whom or source; capitals do not matter. The search is offered where there is enough to search.
View searched_history(const Visit& visit, View::Views entries);

}  // namespace foerderlauf
