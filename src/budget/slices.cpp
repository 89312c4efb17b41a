#include "budget/slices.hpp"

#include <iterator>

namespace foerderlauf {

namespace {

/// ⌊award × part / whole⌋; the product passes the range of int64.
Money portion(Money award, Money part, Money whole) {
    __extension__ using Wide = __int128;
    return Money::cents(static_cast<std::int64_t>(Wide{award.in_cents()} * part.in_cents() / whole.in_cents()));
}

}  // namespace

std::vector<YearlySlice> slices_in_proportion(Money award, const std::map<int, Money>& weights) {
    Money whole;
    for (const auto& [year, weight] : weights) whole += weight;
    if (whole <= Money{}) return {};
    std::vector<YearlySlice> slices;
    Money left = award;
    for (auto entry = weights.begin(); entry != weights.end(); ++entry) {
        const auto amount = std::next(entry) == weights.end() ? left : portion(award, entry->second, whole);
        left -= amount;
        if (!amount.is_zero()) slices.push_back({entry->first, amount});
    }
    return slices;
}

}  // namespace foerderlauf
