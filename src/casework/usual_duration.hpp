#pragma once

#include "store/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// What is usual: half of the cases were decided within so many days. A record of the past, no promise.
struct UsualDuration {
    int days = 0;
    int cases = 0;  ///< counted
    bool operator==(const UsualDuration&) const = default;
};

/// Fewer cases say nothing of what is usual, and would tell of a single body's case.
inline constexpr int fewest_usual_cases = 5;

/// The median; of an even number the longer of the two in the middle. Nothing for fewer than `fewest_usual_cases`.
std::optional<UsualDuration> usual_of(std::vector<int> days);

/// From submission to decision in this programme, of the newest 200 cases decided up to that day, whoever's they are.
std::optional<UsualDuration> usual_duration(Store& store, const std::string& programme, Date until);

}  // namespace foerderlauf
