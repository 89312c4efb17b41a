#include "workflow/programmes.hpp"

#include "workflow/load.hpp"

#include <stdexcept>

namespace foerderlauf {

void Programmes::add(const Bundle& bundle) {
    auto loaded = load_definition(bundle);
    if (!loaded) throw BadFile{loaded.error()};
    auto definition = std::make_shared<const Definition>(std::move(*loaded));
    const std::lock_guard lock{mutex_};
    by_version_.emplace(definition->version, definition);
    auto& order = versions_[definition->programme];
    std::erase(order, definition->version);  // published again: it is the newest now
    order.push_back(definition->version);
}

std::shared_ptr<const Definition> Programmes::current(const std::string& programme) const {
    const std::lock_guard lock{mutex_};
    const auto found = versions_.find(programme);
    return found == versions_.end() ? nullptr : by_version_.at(found->second.back());
}

std::shared_ptr<const Definition> Programmes::of(const std::string& version) const {
    const std::lock_guard lock{mutex_};
    const auto found = by_version_.find(version);
    if (found == by_version_.end()) throw std::logic_error{"no programme has the version " + version};
    return found->second;
}

std::vector<std::string> Programmes::names() const {
    const std::lock_guard lock{mutex_};
    std::vector<std::string> names;
    for (const auto& [programme, versions] : versions_) names.push_back(programme);
    return names;
}

std::vector<std::string> Programmes::versions(const std::string& programme) const {
    const std::lock_guard lock{mutex_};
    const auto found = versions_.find(programme);
    return found == versions_.end() ? std::vector<std::string>{} : found->second;
}

void Programmes::add_period(AddedPeriod period) {
    const std::lock_guard lock{mutex_};
    auto& periods = periods_[period.programme];
    periods.push_back(std::move(period));
}

std::vector<AddedPeriod> Programmes::added_periods(const std::string& programme) const {
    const std::lock_guard lock{mutex_};
    const auto found = periods_.find(programme);
    return found == periods_.end() ? std::vector<AddedPeriod>{} : found->second;
}

}  // namespace foerderlauf
