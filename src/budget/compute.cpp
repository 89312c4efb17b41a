#include "budget/compute.hpp"

#include "domain/recipient.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// Reads the fields of a request one by one and keeps the first refusal; what could not be read is a default value that
/// must not be used then.
class Fields {
public:
    explicit Fields(const Record& record) : record_{record} {}

    bool has(std::string_view name) const { return !member(record_, name).is_empty(); }
    std::string text(std::string_view name) {
        const auto* found = member(record_, name).as_text();
        if (!found) note(name, "compute.not_a_text");
        return found ? *found : std::string{};
    }
    template <typename T>
    std::optional<T> parsed(std::string_view name, Result<T> (*parse)(std::string_view)) {
        const auto spelled = text(name);
        if (refusal_) return {};
        auto value = parse(spelled);
        if (value) return std::move(*value);
        refusal_ = std::move(value.error());
        return {};
    }
    Date date(std::string_view name) { return parsed(name, parse_date).value_or(Date{}); }
    Money amount(std::string_view name, std::int64_t least = 0) {
        const auto* cents = member(record_, name).as_integer();
        if (cents && *cents >= least && *cents <= max_cents) return Money::cents(*cents);
        note(name, "compute.not_an_amount", {{"least_cents", least}, {"most_cents", max_cents}});
        return {};
    }
    Financing financing(std::string_view name) {
        const auto* record = member(record_, name).as_record();
        if (!record) {
            note(name, "compute.not_a_record");
            return {};
        }
        Fields inner{*record};
        Financing read{inner.amount("eligible_cents"), inner.amount("own_cents"), inner.amount("other_cents")};
        if (inner.refusal_ && !refusal_) refusal_ = inner.refusal_;
        return read;
    }
    const std::optional<Refusal>& refusal() const { return refusal_; }

private:
    void note(std::string_view name, std::string key, Record values = {}) {
        if (refusal_) return;
        values.emplace("field", name);
        if (!has(name)) key = "compute.missing_field";
        refusal_ = Refusal{Refusal::Kind::BadInput, {std::move(key), std::move(values)}};
    }

    const Record& record_;
    std::optional<Refusal> refusal_;
};

/// The rules of this installation that a calculator needs.
struct Rules {
    const Calendar& calendar;
    const BaseRates& rates;
    bool actual_year_in_leap_years;
};

Result<Record> period(Fields& fields, const Rules& rules) {
    const auto from = fields.date("from");
    const auto length = fields.parsed("length", Length::parse);
    const auto place = fields.has("place") ? fields.parsed("place", Ags::parse) : std::nullopt;
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    return Record{{"end", to_iso(last_day(from, *length, rules.calendar, place ? place->text() : std::string{}))}};
}

Result<Record> service(Fields& fields, const Rules&) {
    const auto kind = fields.parsed("kind", parse_service_kind);
    const auto date = fields.date("date");
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    return Record{{"served", to_iso(served_on(*kind, date))}};
}

Result<Record> award(Fields& fields, const Rules&) {
    const auto type = fields.parsed("financing_type", parse_financing_type);
    const auto rate = fields.has("rate") ? fields.parsed("rate", Percent::parse) : std::nullopt;
    const auto granted = fields.amount("award_cents");
    const auto plan = fields.financing("plan");
    const auto actual = fields.financing("actual");
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    return recalculated_award(*type, rate, granted, plan, actual).map([](Money left) {
        return Record{{"award_cents", left.in_cents()}};
    });
}

List spelled(const std::vector<InterestPeriod>& periods) {
    List list;
    for (const auto& period : periods)
        list.emplace_back(Record{{"from", to_iso(period.from)},
                                 {"to", to_iso(period.to)},
                                 {"days", period.days},
                                 {"base_rate", hundredths_text(period.base_hundredths)},
                                 {"rate", hundredths_text(period.rate_hundredths)}});
    return list;
}

Result<Record> interest_due(Fields& fields, const Rules& rules) {
    const auto principal = fields.amount("amount_cents");
    const auto from = fields.date("from");
    const auto to = fields.date("to");
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    return interest(principal, from, to, rules.rates, rules.actual_year_in_leap_years).map([](const Interest& due) {
        return Record{{"interest_cents", due.amount.in_cents()}, {"periods", spelled(due.periods)}};
    });
}

Result<Record> money(Fields& fields, const Rules&) {
    const auto amount = fields.parsed("text", Money::parse);
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    return Record{{"cents", amount->in_cents()}};
}

Result<Record> words(Fields& fields, const Rules&) {
    const auto amount = fields.amount("cents", -max_cents);
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    return Record{{"text", in_german_words(amount)}};
}

struct Operation {
    std::string_view name;
    Result<Record> (*answer)(Fields&, const Rules&);
};
constexpr std::array<Operation, 6> operations = {{{"period", period},
                                                  {"service", service},
                                                  {"award", award},
                                                  {"interest", interest_due},
                                                  {"money", money},
                                                  {"words", words}}};

List known_operations() {
    List names;
    for (const auto& operation : operations) names.emplace_back(operation.name);
    return names;
}

}  // namespace

Result<Record> compute(const Record& request, const Calendar& calendar, const BaseRates& rates,
                       bool actual_year_in_leap_years) {
    Fields fields{request};
    const auto name = fields.text("op");
    if (fields.refusal()) return tl::unexpected{*fields.refusal()};
    const auto* found = std::ranges::find(operations, name, &Operation::name);
    if (found == operations.end())
        return refuse("compute.unknown_operation", {{"given", FreeText{name}}, {"known", known_operations()}});
    return found->answer(fields, {calendar, rates, actual_year_in_leap_years});
}

}  // namespace foerderlauf
