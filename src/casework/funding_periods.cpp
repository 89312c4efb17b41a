#include "casework/funding_periods.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"

#include <mutex>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr CaseId own_record = 0;
constexpr const char* added_step = "funding_period_added";

std::optional<Date> day_at(const Record& fields, std::string_view key) {
    const auto day = parse_date(text_of(fields, key));
    return day ? std::optional{*day} : std::nullopt;
}

Event addition(const Account& by, const AddedPeriod& period, Instant at) {
    Event event;
    event.at = at;
    event.actor = by.id;
    event.duty = by.holds("system") ? "system" : "admin";
    event.step = added_step;
    event.facts.person = by.person;
    event.facts.fields = {{"programme", period.programme}, {"object", period.object},
                          {"opens", period.opens},         {"from", to_iso(*period.from)},
                          {"source", period.source},       {"unverified", period.unverified}};
    if (period.to) event.facts.fields["to"] = to_iso(*period.to);
    event.facts.reason = FreeText{period.reason};
    return event;
}

AddedPeriod tidied(AddedPeriod wish) {
    wish.source = std::string{trimmed(wish.source)};
    wish.reason = std::string{trimmed(wish.reason)};
    return wish;
}

/// From judging a wish until it is known to the programmes: else two that overlap could both pass.
std::mutex& one_at_a_time() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

Result<void> add_funding_period(Store& store, Programmes& programmes, const Account& by, const AddedPeriod& wish,
                                Instant now) {
    if (!by.holds("admin") && !by.holds("system")) return refuse(Kind::NotAllowed, "practice.admin_only");
    const auto definition = programmes.current(wish.programme);
    if (!definition) return refuse(Kind::NotFound, "practice.no_such_programme", {{"programme", wish.programme}});
    const auto* object = definition->funding_object(wish.object);
    if (!object)
        return tl::unexpected{Refusal{Kind::BadInput,
                                      {"refusal.fields", {}},
                                      {},
                                      {{"object", {"practice.no_such_object", {{"given", FreeText{wish.object}}}}}}}};
    const std::lock_guard lock{one_at_a_time()};
    const auto period = tidied(wish);
    if (auto allowed = may_add(*object, programmes.added_periods(wish.programme), period, berlin_day(now)); !allowed)
        return allowed;
    store.run([&](Transaction& transaction) { transaction.append(own_record, {addition(by, period, now)}); });
    programmes.add_period(period);
    return {};
}

std::optional<AddedPeriod> funding_period_of(const Event& event) {
    if (event.step != added_step) return {};
    const auto& fields = event.facts.fields;
    AddedPeriod period;
    period.programme = text_of(fields, "programme");
    period.object = text_of(fields, "object");
    period.opens = flag_of(fields, "opens");
    period.from = day_at(fields, "from");
    period.to = day_at(fields, "to");
    period.source = text_of(fields, "source");
    period.unverified = flag_of(fields, "unverified");
    if (event.facts.reason) period.reason = event.facts.reason->text;
    return period;
}

}  // namespace foerderlauf
