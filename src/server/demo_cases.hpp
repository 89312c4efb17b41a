#pragma once

#include "server/house.hpp"

namespace foerderlauf {

/// Plays the example cases of `config/demo/cases.yaml` through the dispatcher with the demo's accounts: the same door as for
/// everybody. Throws BadFile when the file is wrong or a step is refused (the file promises what does not hold).
void play_demo_cases(House& house, const std::filesystem::path& file);

}  // namespace foerderlauf
