#include "casework/usual_duration.hpp"

#include "store/durations.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int newest_counted = 200;

}  // namespace

std::optional<UsualDuration> usual_of(std::vector<int> days) {
    if (days.size() < static_cast<std::size_t>(fewest_usual_cases)) return {};
    const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
    std::ranges::nth_element(days, middle);
    return UsualDuration{*middle, static_cast<int>(days.size())};
}

std::optional<UsualDuration> usual_duration(Store& store, const std::string& programme, Date until) {
    std::vector<int> days;
    store.read(
        [&](Snapshot& snapshot) { days = days_to_decision(snapshot.session(), programme, until, newest_counted); });
    return usual_of(std::move(days));
}

}  // namespace foerderlauf
