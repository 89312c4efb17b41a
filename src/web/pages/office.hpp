#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

Reply show_budget(const Visit& visit);  ///< GET /budget (`programme`, `year`, `as_of` TT.MM.JJJJ); staff only
/// GET /budget/cases (`line`, `year`): the cases behind the figures of a line; staff only, each sees its own cases.
Reply show_budget_cases(const Visit& visit);
Reply show_budget_year(const Visit& visit);       ///< GET /budget/year (`year`): what opening it would do; staff only
Reply show_budget_proposals(const Visit& visit);  ///< GET /budget/proposals; staff only
Reply propose_budget_change(const Visit& visit);  ///< POST /budget/proposals; finance
Reply decide_budget_change(const Visit& visit);  ///< POST /budget/proposals/{n} (`answer` release | decline | withdraw)
/// GET /archive and /archive.csv: ended cases whose retention period is over; admin, decider, auditor.
Reply show_archive(const Visit& visit);
Reply send_archive_list(const Visit& visit);
Reply show_reports(
    const Visit& visit);  ///< GET /reports: what there is, what was asked for and how far it is; staff only
Reply order_report(
    const Visit& visit);  ///< POST /reports (`name`, `programme`, `year`, `as_of` TT.MM.JJJJ); staff only
Reply send_finished_report(
    const Visit& visit);  ///< GET /reports/jobs/{id}.xlsx: to who asked for it, with the rights as then
Reply ask_report(
    const Visit& visit);  ///< GET /reports/download (`name`, `programme`, `year`, `as_of`): to the file's own address
Reply send_report(const Visit& visit);  ///< GET /reports/{name}.xlsx (`programme`, `year`, `as_of` YYYY-MM-DD)

Reply show_substitutions(const Visit& visit);  ///< GET /substitutions; staff only
Reply grant_substitution(
    const Visit& visit);  ///< POST /substitutions (`account` for an admin, `substitute`, `from`, `to`, `reason`)
Reply end_substitution(const Visit& visit);  ///< POST /substitutions/{number}/end

Reply show_recipients(const Visit& visit);  ///< GET /recipients (`q`: part of a name, AGS or ARS); admin only
Reply show_recipient(const Visit& visit);   ///< GET /recipients/{key}: one body, and the form that ends it; admin only
/// POST /recipients/{key}/end (`last_day` TT.MM.JJJJ, `successor` AGS, ARS or name, `source`); admin only
Reply end_recipient_body(const Visit& visit);

/// GET /barrierefreiheit, /datenschutz, /impressum: for everybody; the authority sets its own text.
Reply show_plain(const PageHouse& house, const Request& request, const std::string& name);

}  // namespace foerderlauf
