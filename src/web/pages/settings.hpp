#pragma once

#include "web/pages/visit.hpp"

// What of `config/` is in force, as pages: holidays, base rates, courts, retention, rules of the budget. A change is a file of the same
// form as on disk, checked whole, shown as the difference to the one in force, and imported with who and when.
namespace foerderlauf {

Reply show_settings(const Visit& visit);  ///< GET /admin/settings
Reply show_setting_file(
    const Visit& visit);  ///< GET /admin/settings/{file}: the text in force, with a form for the admin
Reply send_setting_file(const Visit& visit);  ///< GET /admin/settings/{file}/text: the text in force as a download
/// POST /admin/settings/{file} (`content` or the part `file`, `seen_sha256`, `take` when the difference was seen and is wanted):
/// 422 with every mistake, 412 where another file came into force meanwhile; what was typed is kept in both.
Reply change_setting_file(const Visit& visit);

}  // namespace foerderlauf
