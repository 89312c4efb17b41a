#include "domain/period.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace foerderlauf {

namespace {

struct UnitName {
    std::string_view one, many;
    Length::Unit unit;
};
using UnitNames = std::array<UnitName, 5>;
constexpr UnitNames unit_names = {{{"day", "days", Length::Unit::Day},
                                   {"week", "weeks", Length::Unit::Week},
                                   {"month", "months", Length::Unit::Month},
                                   {"year", "years", Length::Unit::Year},
                                   {"working_day", "working_days", Length::Unit::WorkingDay}}};
constexpr UnitNames german_names = {{{"tag", "tage", Length::Unit::Day},
                                     {"woche", "wochen", Length::Unit::Week},
                                     {"monat", "monate", Length::Unit::Month},
                                     {"jahr", "jahre", Length::Unit::Year},
                                     {"arbeitstag", "arbeitstage", Length::Unit::WorkingDay}}};
constexpr int longest = 1200;

/// Days from posting to the legal day of service, by the law in force on the day of posting (§ 41 Abs. 2 VwVfG).
struct ServiceFiction {
    Date from;
    int days;
};
using namespace std::chrono_literals;
constexpr std::array<ServiceFiction, 2> service_fictions = {{{1900y / 1 / 1, 3},    // domain.md [S19]
                                                             {2025y / 1 / 1, 4}}};  // domain.md [S18]

int fiction_days(Date posted) {
    int count = 0;
    for (const auto& rule : service_fictions)
        if (rule.from <= posted) count = rule.days;
    return count;
}

Date plus_months(Date from, int count) {
    const Date end = from + std::chrono::months{count};
    // § 188 Abs. 3 BGB: where the last month has no day of that number, the period ends on the month's last day.
    return end.ok() ? end : Date{end.year() / end.month() / std::chrono::last};
}

Date plus_working_days(Date day, int count, const Calendar& calendar, std::string_view place) {
    while (count > 0) {
        day = plus_days(day, 1);
        if (calendar.is_working_day(day, place)) --count;
    }
    return day;
}

Date counted(Date from, Length length, const Calendar& calendar, std::string_view place) {
    switch (length.unit) {
        case Length::Unit::Day: return plus_days(from, length.count);
        case Length::Unit::Week: return plus_days(from, 7 * length.count);
        case Length::Unit::Month: return plus_months(from, length.count);
        case Length::Unit::Year: return plus_months(from, 12 * length.count);
        case Length::Unit::WorkingDay: return plus_working_days(from, length.count, calendar, place);
    }
    throw std::logic_error{"unknown unit of a period"};
}

Result<Length> length_in(std::string_view text, const UnitNames& names) {
    const auto misspelled = [&] { return refuse("length.spelling", {{"given", FreeText{std::string{text}}}}); };
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos || blank == 0 || blank > 4) return misspelled();
    const auto digits = text.substr(0, blank);
    const auto name = text.substr(blank + 1);
    const auto unit = std::ranges::find_if(names,
                                           [&](const auto& known) { return name == known.one || name == known.many; });
    const bool whole = std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!whole || unit == names.end()) return misspelled();
    const int count = std::stoi(std::string{digits});
    if (count > longest) return misspelled();
    return Length{count, unit->unit};
}

std::string spelled(Length length, const UnitNames& names) {
    const auto& name = names[static_cast<std::size_t>(length.unit)];
    return std::to_string(length.count) + " " + std::string{length.count == 1 ? name.one : name.many};
}

}  // namespace

Result<Length> Length::parse(std::string_view text) { return length_in(text, unit_names); }

Result<Length> Length::parse_german(std::string_view text) {
    const auto typed = folded(trimmed(text));
    const auto length = length_in(typed, german_names);
    return length ? length : length_in(typed, unit_names);
}

std::string to_text(Length length) { return spelled(length, unit_names); }

std::string to_german(Length length) {
    auto text = spelled(length, german_names);
    const auto unit = text.find(' ') + 1;
    text[unit] = static_cast<char>(text[unit] - 'a' + 'A');
    return text;
}

Date last_day(Date from, Length length, const Calendar& calendar, std::string_view place) {
    // § 193 BGB: a period never ends on a Saturday, a Sunday or a public holiday of the place.
    return calendar.next_or_same_working_day(counted(from, length, calendar, place), place);
}

Result<ServiceKind> parse_service_kind(std::string_view text) {
    if (text == "post") return ServiceKind::Post;
    if (text == "electronic") return ServiceKind::Electronic;
    if (text == "portal") return ServiceKind::Portal;
    if (text == "delivered") return ServiceKind::Delivered;
    return refuse("service.kind", {{"given", FreeText{std::string{text}}}});
}

Date served_on(ServiceKind kind, Date date) {
    switch (kind) {
        case ServiceKind::Post:
        case ServiceKind::Electronic: return plus_days(date, fiction_days(date));
        case ServiceKind::Portal: return plus_days(date, 1);
        case ServiceKind::Delivered: return date;
    }
    throw std::logic_error{"unknown kind of service"};
}

}  // namespace foerderlauf
