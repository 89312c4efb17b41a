#include "web/pages/open_cases.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

bool is_over(const OpenBy& look, Instant now) { return now - look.last > OpenCases::lasts; }

}  // namespace

void OpenCases::saw(CaseId id, AccountId account, Instant now) {
    const std::lock_guard lock{mutex_};
    forget_old(now);
    auto& looks = open_[id];
    std::erase_if(looks, [&](const OpenBy& look) { return is_over(look, now); });
    const auto found = std::ranges::find(looks, account, &OpenBy::account);
    if (found == looks.end()) looks.push_back({account, now, now});
    else found->last = now;
}

std::vector<OpenBy> OpenCases::others(CaseId id, AccountId reader, Instant now) const {
    const std::lock_guard lock{mutex_};
    const auto found = open_.find(id);
    if (found == open_.end()) return {};
    auto looks = found->second;
    std::erase_if(looks, [&](const OpenBy& look) { return look.account == reader || is_over(look, now); });
    return looks;
}

/// Once in a while, so that cases nobody opens again take no room.
void OpenCases::forget_old(Instant now) {
    if (now - tidied_ < lasts) return;
    tidied_ = now;
    for (auto& [id, looks] : open_) std::erase_if(looks, [&](const OpenBy& look) { return is_over(look, now); });
    std::erase_if(open_, [](const auto& entry) { return entry.second.empty(); });
}

}  // namespace foerderlauf
