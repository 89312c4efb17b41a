#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// The rounds of a programme's call, soonest closing first: {call_title, call_opens, call_closes, call_budget, call_places,
/// call_left, call_badge, call_setting, call_source}. Moments are Berlin time to the minute.
/// `OpenOrComing`: without those that have closed or open later than in 28 days.
enum class Rounds { All, OpenOrComing };
View::Views rounds_view(const Visit& visit, const Definition& definition, Rounds which);

/// The calls of every programme that are open or about to open (within 28 days): {call_number, call_programme, call_path, rounds}.
View::Views coming_calls(const Visit& visit);

}  // namespace foerderlauf
