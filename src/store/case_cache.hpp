#pragma once

#include "domain/event.hpp"

#include <list>
#include <unordered_map>
#include <utility>

namespace foerderlauf {

/// The cases used last, by id. Pointers stay valid until the entry is dropped; only `trim` drops entries by itself.
/// Not thread-safe.
template <typename Kept>
class CaseCache {
public:
    explicit CaseCache(std::size_t capacity) : capacity_{capacity} {}

    /// The entry, now the one used last, or null.
    Kept* find(CaseId id) {
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) return nullptr;
        in_use_order_.splice(in_use_order_.begin(), in_use_order_, found->second);
        return &found->second->second;
    }
    Kept& put(CaseId id, Kept kept) {
        drop(id);
        in_use_order_.emplace_front(id, std::move(kept));
        by_id_.emplace(id, in_use_order_.begin());
        return in_use_order_.front().second;
    }
    void drop(CaseId id) {
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) return;
        in_use_order_.erase(found->second);
        by_id_.erase(found);
    }
    void clear() {
        in_use_order_.clear();
        by_id_.clear();
    }
    /// Drops what was not used for longest, down to the capacity.
    void trim() {
        while (in_use_order_.size() > capacity_) drop(in_use_order_.back().first);
    }
    std::size_t size() const { return by_id_.size(); }

private:
    using Order = std::list<std::pair<CaseId, Kept>>;
    std::size_t capacity_;
    Order in_use_order_;
    std::unordered_map<CaseId, typename Order::iterator> by_id_;
};

}  // namespace foerderlauf
