#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

Reply show_programmes(const Visit& visit);  ///< GET /programmes: every programme, what is open today
/// GET /programmes/{p}: per funding object its open periods, rates, caps and floors by date, and who decides when. What is
/// not verified is marked as a setting. Whoever is `admin` finds the form that adds a period.
Reply show_programme(const Visit& visit);
Reply show_programme_versions(const Visit& visit);  ///< GET /programmes/{p}/versions; staff only
Reply show_programme_letters(const Visit& visit);   ///< GET /programmes/{p}/letters; staff only
Reply show_programme_letter(
    const Visit& visit);  ///< GET /programmes/{p}/letters/{name}: as its template stands; staff only
/// GET /programmes/{p}/ranking: the waiting list, or the outlines of a call, by points with their derivation; staff only.
Reply show_ranking(const Visit& visit);
/// POST /programmes/{p}/periods (`object`, `kind` open|closed, `from`, `to` TT.MM.JJJJ, `source`, `verified`, `reason`); admin only.
Reply add_period(const Visit& visit);

}  // namespace foerderlauf
