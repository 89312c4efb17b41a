#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

Reply show_case(const Visit& visit);          ///< GET /cases/{id}
Reply show_notice(const Visit& visit);        ///< GET /cases/{id}/notice: the notice as composed now; staff only
Reply show_letter(const Visit& visit);        ///< GET /cases/{id}/letters/{name} (`nr`: event it was frozen with)
Reply send_case_archive(const Visit& visit);  ///< GET /cases/{id}/file.zip
Reply send_notice_pdf(const Visit& visit);    ///< GET /cases/{id}/notice.pdf
Reply send_letter_pdf(const Visit& visit);    ///< GET /cases/{id}/letters/{name}.pdf (`nr`)
Reply open_letter(const Visit& visit);        ///< POST of the same: the recipient retrieves a notice in the portal

}  // namespace foerderlauf
