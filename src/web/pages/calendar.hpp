#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

Reply show_calendar(const Visit& visit);    ///< GET /calendar: whether there is a subscription
Reply renew_calendar(const Visit& visit);   ///< POST /calendar: a new address, shown this once
Reply revoke_calendar(const Visit& visit);  ///< POST /calendar/revoke
/// GET /calendar/{token}.ics: the secret in the address stands for the account, with its rights of today; 404 for every other.
Reply send_calendar(const PageHouse& house, const Request& request);

}  // namespace foerderlauf
