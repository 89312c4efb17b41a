// What can be granted on a plan: a proposal for the recommendation, counted from the application and the object's rules.
#include "budget/slices.hpp"
#include "workflow/prefill.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::string_view prefix = "plan.";

/// The plan as applied for: eligible costs by year and item, and who else pays.
struct Plan {
    Financing financing;
    std::map<std::int64_t, Money> by_year;
    std::vector<std::string> items;  ///< each once, in the order of the plan

    explicit Plan(const CaseFile& file) {
        for (const auto& row : rows_at(file, "grant.cost_plan")) add_cost(row);
        for (const auto& row : rows_at(file, "grant.financing_plan")) {
            const auto* record = row.as_record();
            const auto amount = record ? Money::cents(integer_of(*record, "amount_cents")) : Money{};
            (record && text_of(*record, "kind") == "own" ? financing.own : financing.other) += amount;
        }
    }

private:
    static const List& rows_at(const CaseFile& file, std::string_view path) {
        static const List none;
        const auto* rows = file.at(path).as_list();
        return rows ? *rows : none;
    }
    void add_cost(const Value& row) {
        const auto* record = row.as_record();
        if (!record || !flag_of(*record, "eligible")) return;
        const auto amount = Money::cents(integer_of(*record, "amount_cents"));
        const auto item = text_of(*record, "item");
        financing.eligible += amount;
        by_year[integer_of(*record, "year")] += amount;
        if (!item.empty() && std::ranges::find(items, item) == items.end()) items.push_back(item);
    }
};

/// Nothing falls due in a past year: what its costs would get is asked for in this one.
List slices_of(Money award, const Plan& plan, int this_year) {
    std::map<int, Money> costs;
    for (const auto& [year, amount] : plan.by_year) costs[std::max(static_cast<int>(year), this_year)] += amount;
    List slices;
    for (const auto& slice : slices_in_proportion(award, costs))
        slices.emplace_back(Record{{"year", slice.year}, {"amount_cents", slice.amount.in_cents()}});
    return slices;
}

Money award_of(const Definition& definition, const CaseFile& file, const FundingObject& object, const Plan& plan,
               Date day) {
    const auto* rate = object.rate_on(day);
    const auto* cap = object.cap_on(day);
    const auto* requested = file.at(definition.money.requested).as_integer();
    Money award = award_ceiling(object.financing, rate ? rate->value : Percent{}, plan.financing);
    if (rate) award = std::min(award, share_of(plan.financing.eligible, rate->value));
    if (cap) award = std::min(award, cap->value);
    return requested ? std::min(award, Money::cents(*requested)) : award;
}

}  // namespace

Record grantable(const Definition& definition, const CaseFile& file, Date today) {
    const auto* code = file.at(definition.funding_object_field).as_text();
    const auto* object = code ? definition.funding_object(*code) : nullptr;
    const Plan plan{file};
    if (!object || plan.financing.eligible <= Money{}) return {};
    const Date day = file.submitted_on.value_or(today);
    const auto award = award_of(definition, file, *object, plan, day);
    List items;
    for (const auto& item : plan.items) items.emplace_back(Record{{"item", FreeText{item}}});
    Record found{{"eligible", plan.financing.eligible.in_cents()},
                 {"financing_type", to_text(object->financing)},
                 {"award", award.in_cents()},
                 {"slices", slices_of(award, plan, static_cast<int>(today.year()))},
                 {"items", std::move(items)}};
    if (const auto* rate = object->rate_on(day); rate && object->financing == FinancingType::Proportional)
        found["rate"] = to_text(rate->value);
    return found;
}

Record proposed(const Definition& definition, const Form& form, const CaseFile& file, const MachineFile& machine,
                Date today) {
    auto values = prefilled(form, file, machine);
    const auto counts = [](const Field& field) { return field.prefill.starts_with(prefix); };
    if (std::ranges::none_of(form.fields, counts)) return values;
    const auto plan = grantable(definition, file, today);
    for (const auto& field : form.fields)
        if (const auto& value = counts(field) ? member(plan, field.prefill.substr(prefix.size())) : Value{};
            !value.is_empty())
            values[field.name] = value;
    return values;
}

}  // namespace foerderlauf
