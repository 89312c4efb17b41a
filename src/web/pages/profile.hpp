#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// GET /profile: the own account: duties, mail address, second factor, password, sessions. `?done=` names what was done.
Reply show_profile(const Visit& visit);
Reply save_mail(const Visit& visit);              ///< POST /profile/mail (`mail`, empty: no mails)
Reply change_password(const Visit& visit);        ///< POST /profile/password (`old_password`, `password`, `again`)
Reply end_session(const Visit& visit);            ///< POST /profile/sessions/{key}/end
Reply end_other_sessions(const Visit& visit);     ///< POST /profile/sessions/end
Reply begin_second_factor(const Visit& visit);    ///< POST /profile/second-factor
Reply confirm_second_factor(const Visit& visit);  ///< POST /profile/second-factor/confirm (`code`)
Reply remove_second_factor(const Visit& visit);   ///< POST /profile/second-factor/remove (`password`)

}  // namespace foerderlauf
