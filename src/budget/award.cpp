#include "budget/award.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace foerderlauf {

namespace {

constexpr std::array<std::pair<FinancingType, std::string_view>, 4> names = {
    {{FinancingType::Proportional, "proportional"},
     {FinancingType::Deficit, "deficit"},
     {FinancingType::Fixed, "fixed"},
     {FinancingType::Full, "full"}}};

Money not_below_zero(Money amount) { return std::max(amount, Money{}); }

bool any_negative(const Financing& financing) {
    return std::min({financing.eligible, financing.own, financing.other}) < Money{};
}

Money uncovered(const Financing& financing) {
    return not_below_zero(financing.eligible - financing.own - financing.other);
}

}  // namespace

Result<FinancingType> parse_financing_type(std::string_view text) {
    const auto* found = std::ranges::find(names, text, [](const auto& pair) { return pair.second; });
    if (found == names.end()) return refuse("financing_type.unknown", {{"given", FreeText{std::string{text}}}});
    return found->first;
}

std::string to_text(FinancingType type) {
    return std::string{std::ranges::find(names, type, [](const auto& pair) { return pair.first; })->second};
}

Result<Money> recalculated_award(FinancingType type, std::optional<Percent> rate, Money award, const Financing& plan,
                                 const Financing& actual) {
    if (award < Money{} || any_negative(plan) || any_negative(actual)) return refuse("award.negative_amount");
    switch (type) {
        case FinancingType::Proportional: {
            if (!rate) return refuse("award.rate_missing");
            // Whole plan against whole plan: other money that meets higher costs reduces nothing (domain.md [S31]).
            const auto base = not_below_zero(actual.eligible - not_below_zero(actual.other - plan.other));
            return std::min(award, share_of(base, *rate));
        }
        case FinancingType::Deficit:
        case FinancingType::Full: return std::min(award, uncovered(actual));
        case FinancingType::Fixed: return std::min(award, actual.eligible);
    }
    throw std::logic_error{"unknown financing type"};
}

Money award_ceiling(FinancingType type, Percent rate, const Financing& plan) {
    switch (type) {
        case FinancingType::Proportional: return share_of(not_below_zero(plan.eligible), rate);
        case FinancingType::Deficit:
        case FinancingType::Full: return uncovered(plan);
        case FinancingType::Fixed: return not_below_zero(plan.eligible);
    }
    throw std::logic_error{"unknown financing type"};
}

}  // namespace foerderlauf
