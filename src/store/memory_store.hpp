#pragma once

#include "store/history.hpp"
#include "store/store.hpp"

#include <map>
#include <mutex>
#include <tuple>

namespace foerderlauf {

/// A case in memory: its history and what follows from it.
struct MemoryCase {
    std::vector<SealedEvent> events;
    CaseFile file;
    CaseRow row;
    std::vector<FrozenLetter> letters;
};

/// Everything a store keeps, as plain values.
struct MemoryHistory {
    std::map<CaseId, MemoryCase> cases;
    Balances balances, from_outside;
    std::map<std::pair<std::string, int>, std::int64_t> file_numbers;  ///< (prefix, year) → last number used
    std::map<std::tuple<AccountId, std::string, std::string>, Remembered> remembered;
    std::vector<Attempt> attempts;
    std::int64_t last_position = 0;
};

/// The store's contract without a database, for property tests: the same answers, nothing is kept beyond its life.
/// One lock around every call: a reading inside a job (or the other way round) would wait for itself.
/// Master data need SQL: `session()` throws std::logic_error.
class MemoryStore : public Store {
public:
    explicit MemoryStore(Projector project);

    void run(const Job& job) override;
    void read(const std::function<void(Snapshot&)>& reading) override;
    void note_attempt(const Attempt& attempt) override;
    std::vector<Difference> verify(CaseId id = -1) override;
    void rebuild() override;

private:
    Projector project_;
    std::recursive_mutex mutex_;  ///< guards history_; a job may note the attempt it refuses
    MemoryHistory history_;
};

}  // namespace foerderlauf
