#pragma once

#include "store/case_cache.hpp"
#include "store/connection.hpp"
#include "store/store.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace foerderlauf {

/// Folded cases that readers share. A snapshot may use a file only if it stands at the same event, by hash. Thread-safe.
class FoldedCases {
public:
    explicit FoldedCases(std::size_t capacity) : cases_{capacity} {}
    std::shared_ptr<const CaseFile> find(CaseId id);
    void keep(std::shared_ptr<const CaseFile> file);
    void clear();

private:
    std::mutex mutex_;  ///< guards cases_
    CaseCache<std::shared_ptr<const CaseFile>> cases_;
};

class ReadingConnection;

/// A few read-only connections, handed to one reading at a time each; who finds none free waits. Two to four are enough:
/// each costs memory, and the readings share two cores. Thread-safe.
class Readers {
public:
    /// Throws StoreFault when there is no database, or its schema is not this program's.
    Readers(const std::filesystem::path& database, std::size_t count);
    ~Readers();

    /// Runs a reading on one snapshot.
    void read(const std::function<void(Snapshot&)>& reading);
    /// Runs a reading on the bare connection, inside one snapshot: `verify`, export.
    void read_raw(const std::function<void(Connection&)>& reading);
    /// Forgets what was folded: after texts were erased.
    void forget();

private:
    std::unique_ptr<ReadingConnection> take();
    void give_back(std::unique_ptr<ReadingConnection> connection);

    FoldedCases folded_;
    std::mutex mutex_;  ///< guards free_
    std::condition_variable given_;
    std::vector<std::unique_ptr<ReadingConnection>> free_;
};

}  // namespace foerderlauf
