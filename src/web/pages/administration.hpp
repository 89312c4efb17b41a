#pragma once

#include "web/pages/visit.hpp"

// What the administration looks after. An auditor reads all of it and sees no form.
namespace foerderlauf {

/// 403 for whoever is neither `admin` nor `auditor`.
PageHandler for_administration(Reply (*show)(const Visit&));
/// 403 for whoever is not `admin`.
PageHandler for_admin(Reply (*change)(const Visit&));

Reply show_administration(const Visit& visit);  ///< GET /admin: what there is

Reply show_health(const Visit& visit);  ///< GET /admin/health

Reply show_accounts(const Visit& visit);  ///< GET /admin/accounts (`q`: part of a name or duty)
Reply add_account(const Visit& visit);    ///< POST /admin/accounts (`name`, `display_name`, `password`)
Reply show_account(const Visit& visit);   ///< GET /admin/accounts/{name}
Reply give_duty(
    const Visit& visit);  ///< POST /admin/accounts/{name}/duties (`duty`, `recipient` AGS, ARS or name, `programme`)
Reply take_duty(const Visit& visit);             ///< POST /admin/accounts/{name}/duties/take (the same, as it is held)
Reply save_account_mail(const Visit& visit);     ///< POST /admin/accounts/{name}/mail (`mail`)
Reply set_account_password(const Visit& visit);  ///< POST /admin/accounts/{name}/password (`password`)
Reply switch_account(const Visit& visit);        ///< POST /admin/accounts/{name}/state (`state` disabled | enabled)
Reply remove_account_second_factor(const Visit& visit);  ///< POST /admin/accounts/{name}/second-factor/remove

}  // namespace foerderlauf
