#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// `?as_of=` of a page: a day as a person writes it (27.11.2026) or as the API does (2026-11-27).
struct DayAsked {
    std::string typed;        ///< empty: nothing was asked
    std::optional<Date> day;  ///< nothing for today and for what is no day
    bool wrong = false;       ///< typed, and no day
};
DayAsked day_asked(const Visit& visit);

/// A visit whose words tell ages and periods as they were on that day.
Visit visit_on(const Visit& visit, std::optional<Date> day);

/// The strip above a case of a past day: {stand, today_path}; false for today.
View day_strip(const Visit& visit, const CaseReading& reading);
/// The small form that asks for another day: {day_path, day_typed, day_wrong}; `wrong` is why the day typed is not shown.
View day_form(const Visit& visit, const CaseReading& reading, const std::string& wrong);

}  // namespace foerderlauf
