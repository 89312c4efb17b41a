#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace foerderlauf {

/// Counts failures by key (an account's name, a client's address): so many in a span of time and no more. Who went over
/// waits until the oldest failure is as old as the span; nobody is locked out for good, and asking while waiting costs
/// nothing more. Thread-safe.
class Throttle {
public:
    Throttle(std::size_t most, std::chrono::minutes span) : most_{most}, span_{span} {}

    /// Counts an attempt as a failure beforehand, so that many at once do not slip through; or the seconds to wait.
    std::optional<std::int64_t> begin(const std::string& key, Instant now);
    /// The attempt went well after all: it does not count.
    void take_back(const std::string& key);
    /// It went well, and what failed before is forgiven.
    void clear(const std::string& key);

private:
    void forget_old(Instant now);

    const std::size_t most_;
    const std::chrono::minutes span_;
    std::mutex mutex_;                                     ///< guards failures_
    std::map<std::string, std::deque<Instant>> failures_;  ///< oldest first
};

}  // namespace foerderlauf
