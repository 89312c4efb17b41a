#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

Reply new_application(const Visit& visit);    ///< GET /applications/new (`recipient`, `programme`: chosen beforehand)
Reply begin_application(const Visit& visit);  ///< POST /cases: a draft, then its task list
Reply task_list(const Visit& visit);          ///< GET /cases/{id}/edit
Reply show_preview(const Visit& visit);       ///< GET /cases/{id}/preview: all of it on one page, to read and print
Reply show_section(const Visit& visit);       ///< GET /cases/{id}/edit/{section}
Reply save_section(const Visit& visit);  ///< POST /cases/{id}/edit/{section}: save, or `add`, `remove`, `recalculate`
Reply show_form(const Visit& visit);     ///< GET /cases/{id}/forms/{form}: a whole form on one page (the notice)
Reply save_form(const Visit& visit);     ///< POST of the same

}  // namespace foerderlauf
