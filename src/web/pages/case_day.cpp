// A case as it stood on a past day: the day asked for, the strip that says so, the form that asks.
#include "web/pages/case_day.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"

namespace foerderlauf {

namespace {

std::string case_path(const CaseReading& reading) { return "/cases/" + std::to_string(reading.file.id); }

}  // namespace

DayAsked day_asked(const Visit& visit) {
    DayAsked asked;
    asked.typed = std::string{trimmed(visit.request.query.value("as_of"))};
    if (asked.typed.empty()) return asked;
    auto day = parse_german_date(asked.typed);
    if (!day) day = parse_date(asked.typed);
    asked.wrong = !day;
    if (day && *day != visit.words.today()) asked.day = *day;
    return asked;
}

Visit visit_on(const Visit& visit, std::optional<Date> day) {
    return {visit.house, visit.request, visit.who,
            Words{visit.texts(), day.value_or(visit.words.today()), visit.words.language()}};
}

View day_strip(const Visit& visit, const CaseReading& reading) {
    if (!reading.as_of) return false;
    return View::Group{{"stand", visit.words.sentence("pages.case.stand", {{"day", to_iso(*reading.as_of)}})},
                       {"today_path", case_path(reading)}};
}

View day_form(const Visit& visit, const CaseReading& reading, const std::string& wrong) {
    const auto typed = reading.as_of ? to_german(*reading.as_of) : wrong.empty() ? "" : day_asked(visit).typed;
    return View::Group{{"day_path", case_path(reading)}, {"day_typed", typed}, {"day_wrong", wrong}};
}

}  // namespace foerderlauf
