#include "workflow/practice.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

bool is_of(const AddedPeriod& period, const FundingObject& object) { return period.object == object.code; }

Date day_after(Date day) { return std::chrono::sys_days{day} + std::chrono::days{1}; }

/// The days of a span on which the practice can change: its first day, and every day on which some period begins or is over.
std::vector<Date> turning_days(const FundingObject& object, const std::vector<AddedPeriod>& added,
                               const AddedPeriod& span) {
    std::vector<Date> days{*span.from};
    const auto note = [&](const Validity& period) {
        if (period.from && span.contains(*period.from)) days.push_back(*period.from);
        if (period.to && span.contains(day_after(*period.to))) days.push_back(day_after(*period.to));
    };
    for (const auto& period : object.open) note(period);
    for (const auto& period : added)
        if (is_of(period, object)) note(period);
    std::ranges::sort(days);
    return days;
}

Result<void> wrong(const char* field, const char* key, Record values = {}) {
    return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{field, {key, std::move(values)}}}}};
}

}  // namespace

Practice practice_on(const FundingObject& object, const std::vector<AddedPeriod>& added, Date day) {
    for (auto newest = added.rbegin(); newest != added.rend(); ++newest)
        if (is_of(*newest, object) && newest->contains(day)) return {newest->opens, *newest, true};
    for (const auto& period : object.open)
        if (period.contains(day)) return {true, period, false};
    return {};
}

std::vector<Practice> periods_of(const FundingObject& object, const std::vector<AddedPeriod>& added) {
    std::vector<Practice> periods;
    for (const auto& period : object.open) periods.push_back({true, period, false});
    for (const auto& period : added)
        if (is_of(period, object)) periods.push_back({period.opens, period, true});
    return periods;
}

Result<void> may_add(const FundingObject& object, const std::vector<AddedPeriod>& added, const AddedPeriod& wish,
                     Date today) {
    if (!wish.from) return wrong("from", "practice.from_missing");
    if (wish.to && *wish.to < *wish.from)
        return wrong("to", "practice.backwards", {{"from", to_iso(*wish.from)}, {"to", to_iso(*wish.to)}});
    if (trimmed(wish.source).empty()) return wrong("source", "practice.source_missing");
    if (trimmed(wish.reason).empty()) return wrong("reason", "practice.reason_missing");
    if (!wish.opens && *wish.from <= today)
        return wrong("from", "practice.closes_too_early", {{"from", to_iso(*wish.from)}, {"today", to_iso(today)}});
    for (const Date day : turning_days(object, added, wish)) {
        const auto practice = practice_on(object, added, day);
        if (wish.opens && practice.open)
            return wrong("from", "practice.open_already", {{"title", object.title}, {"day", to_iso(day)}});
        if (!wish.opens && !practice.open && practice.added)
            return wrong("from", "practice.closed_already", {{"title", object.title}, {"day", to_iso(day)}});
    }
    return {};
}

Record record_of(const Practice& practice) {
    Record record{{"open", practice.open}, {"added", practice.added}, {"unverified", practice.period.unverified}};
    if (practice.period.from) record["from"] = to_iso(*practice.period.from);
    if (practice.period.to) record["to"] = to_iso(*practice.period.to);
    if (!practice.period.source.empty()) record["source"] = practice.period.source;
    return record;
}

}  // namespace foerderlauf
