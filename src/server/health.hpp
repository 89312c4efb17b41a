#pragma once

#include "server/house.hpp"
#include "web/site.hpp"

namespace foerderlauf {

enum class LettersHealth {
    Made,
    OnlyWords,  ///< what makes the PDF is not installed
    Unsigned,   ///< the certificate that is set cannot be used
};

/// What the administration is shown of the house: history and seals, room on the disk, mails, files that are not in force.
/// `mails_set_up`: whether there is a mail server to hand them to. Thread-safe; reads only.
std::vector<HealthItem> health_of(House& house, bool mails_set_up, LettersHealth letters);

}  // namespace foerderlauf
