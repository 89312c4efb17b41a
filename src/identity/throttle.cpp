#include "identity/throttle.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t sweep_at = 10'000;  ///< keys; names and addresses are the sender's to choose

}  // namespace

std::optional<std::int64_t> Throttle::begin(const std::string& key, Instant now) {
    const std::lock_guard lock{mutex_};
    if (failures_.size() >= sweep_at) forget_old(now);
    auto& failures = failures_[key];
    while (!failures.empty() && failures.front() + span_ <= now) failures.pop_front();
    if (failures.size() >= most_) {
        const auto wait = std::chrono::ceil<std::chrono::seconds>(failures.front() + span_ - now);
        return std::max<std::int64_t>(wait.count(), 1);
    }
    failures.push_back(now);
    return {};
}

void Throttle::take_back(const std::string& key) {
    const std::lock_guard lock{mutex_};
    const auto found = failures_.find(key);
    if (found != failures_.end() && !found->second.empty()) found->second.pop_back();
}

void Throttle::clear(const std::string& key) {
    const std::lock_guard lock{mutex_};
    failures_.erase(key);
}

void Throttle::forget_old(Instant now) {
    std::erase_if(failures_,
                  [&](const auto& entry) { return entry.second.empty() || entry.second.back() + span_ <= now; });
}

}  // namespace foerderlauf
