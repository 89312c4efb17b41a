#pragma once

#include "budget/ledger.hpp"

#include <map>
#include <vector>

namespace foerderlauf {

/// An award over the years in the proportion of what each year weighs: cents are cut off and stand in the last year, a year
/// without a share is left out. The slices add up to the award; nothing where the years weigh nothing.
std::vector<YearlySlice> slices_in_proportion(Money award, const std::map<int, Money>& weights);

}  // namespace foerderlauf
