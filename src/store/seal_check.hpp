#pragma once

#include "store/seals.hpp"

#include <map>
#include <set>

namespace foerderlauf {

/// What the history has at one place of a case's chain.
struct FoundEvent {
    std::string hash;
    std::int64_t position = 0;
};
using FindEvent = std::function<std::optional<FoundEvent>(CaseId, std::int64_t seq)>;

/// Checks seals as they come in the order of days: each whole, each following the one before, and the history still with
/// every event a seal names, unchanged and not later than the seal. Since an event carries the hash of its predecessor, this
/// finds a case that was cut off or rewritten even when its chain and all projections were counted anew.
/// Adds what it finds, each case once, to the list. Whoever rewrites the seals too is found only by a seal kept elsewhere.
class SealCheck {
public:
    SealCheck(FindEvent find, std::vector<Difference>& found) : find_{std::move(find)}, found_{found} {}
    void add(const Seal& seal);

private:
    void check_place(const Seal& seal);
    void check_heads(const Seal& seal);
    void report(std::string key, const Seal& seal, Record values = {}, CaseId id = 0, std::int64_t seq = 0);
    void report_case(std::string key, const Seal& seal, const SealedHead& head);

    FindEvent find_;
    std::vector<Difference>& found_;
    std::optional<Seal> last_;
    std::map<CaseId, std::int64_t> sealed_;  ///< case → newest event a seal names
    std::set<CaseId> named_;                 ///< cases reported already
};

/// All seals of a database.
void check_seals(sqlite3* connection, std::vector<Difference>& found);

/// A seal that was kept elsewhere (`given`) against the one of that day here: the same, or the first difference.
std::vector<Difference> compare_seals(const Seal& given, const std::optional<Seal>& here);

}  // namespace foerderlauf
