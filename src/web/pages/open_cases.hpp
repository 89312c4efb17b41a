#pragma once

#include "base/clock.hpp"
#include "domain/event.hpp"

#include <map>
#include <mutex>
#include <vector>

namespace foerderlauf {

/// Somebody who has a case open.
struct OpenBy {
    AccountId account = 0;
    Instant since{}, last{};  ///< first and newest look
};

/// Who of the authority has which case open: told to colleagues so that two do not write the same, no lock, part of no case. Kept
/// in memory alone; a look holds for `lasts` and is renewed by the next one. Thread-safe.
class OpenCases {
public:
    static constexpr std::chrono::minutes lasts{5};

    void saw(CaseId id, AccountId account, Instant now);
    /// Whoever else has it open, the longest first.
    std::vector<OpenBy> others(CaseId id, AccountId reader, Instant now) const;

private:
    void forget_old(Instant now);

    mutable std::mutex mutex_;
    std::map<CaseId, std::vector<OpenBy>> open_;
    Instant tidied_{};
};

}  // namespace foerderlauf
