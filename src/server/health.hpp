#pragma once

#include "server/house.hpp"
#include "web/site.hpp"

namespace foerderlauf {

/// What the administration is shown of the house: history and seals, room on the disk, mails, files that are not in force.
/// `mails_set_up`: whether there is a mail server to hand them to. Thread-safe; reads only.
std::vector<HealthItem> health_of(House& house, bool mails_set_up, bool letters_set_up);

}  // namespace foerderlauf
