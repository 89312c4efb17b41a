#pragma once

#include "domain/calendar.hpp"

namespace foerderlauf {

/// The length of a legal period (Frist): `1 month`, `4 weeks`, `10 working_days`.
struct Length {
    enum class Unit { Day, Week, Month, Year, WorkingDay };
    int count = 0;
    Unit unit = Unit::Day;
    /// N day(s)|week(s)|month(s)|year(s)|working_day(s), N from 0 to 1200. Refusal `length.spelling`.
    static Result<Length> parse(std::string_view text);
    /// As a person types it: `2 Monate`, `1 Jahr`, `10 Arbeitstage`, in capitals or not; the other spelling too.
    static Result<Length> parse_german(std::string_view text);
    bool operator==(const Length&) const = default;
};
std::string to_text(Length length);    ///< `1 month`, `4 weeks`
std::string to_german(Length length);  ///< `1 Monat`, `4 Wochen`

/// The last day of a period. The day `from` is not counted (§ 187 Abs. 1 BGB); a month's period ends on the day of
/// the same number or on the month's last (§ 188 Abs. 2 and 3 BGB); an end on a Saturday, Sunday or holiday of the
/// place moves to the next working day, for every unit (§ 193 BGB).
Date last_day(Date from, Length length, const Calendar& calendar, std::string_view place = {});

/// How an act was made known (Bekanntgabe, § 41 VwVfG).
enum class ServiceKind { Post, Electronic, Portal, Delivered };
Result<ServiceKind> parse_service_kind(std::string_view text);  ///< refusal `service.kind`

/// The legal day of service: post = 4th day after posting since 2025, 3rd before (a date, no weekend shift);
/// electronic = same count from the day sent; portal = day after retrieval (§ 41 Abs. 2a); delivered = the day itself.
Date served_on(ServiceKind kind, Date date);

}  // namespace foerderlauf
