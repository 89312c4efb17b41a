#pragma once

#include "server/house.hpp"

namespace foerderlauf {

/// Plays the stories of `config/demo/` (format: demo_story.hpp) from `begin` to `end` through the dispatcher with the demo's
/// accounts: the same door as for everybody, each deed on its own day, and what falls due in between as the timer would.
/// Leaves the clock at `end`. Throws BadFile when a file is wrong or a deed is refused (the file promises what does not hold).
void play_demo_cases(House& house, SimulatedClock& clock, const std::vector<std::filesystem::path>& files, Date begin,
                     Instant end);

}  // namespace foerderlauf
