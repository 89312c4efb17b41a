#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

Reply show_step(const Visit& visit);       ///< GET /cases/{id}/steps/{step} and /cases/{id}/machines/{mid}/steps/{step}
Reply take_step(const Visit& visit);       ///< POST of the same
Reply show_opening(const Visit& visit);    ///< GET /cases/{id}/machines/{machine}: what is asked when a machine opens
Reply open_machine(const Visit& visit);    ///< POST of the same
Reply answer_partner(const Visit& visit);  ///< POST /cases/{id}/partners/{recipient}: `answer` confirm or decline
Reply declare_conflict(const Visit& visit);  ///< POST /cases/{id}/conflicts: `kind`, `reason`, perhaps `account`
Reply lift_conflict(const Visit& visit);     ///< POST /cases/{id}/conflicts/{number}/lift: `reason`

}  // namespace foerderlauf
