#pragma once

#include "store/store.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <sqlite3.h>

namespace foerderlauf::bench {

/// Counts what a writing connection commits and what its commits put into the write-ahead log, the log alone.
///
/// SQLite says after every commit how many frames the log holds (`sqlite3_wal_hook`): the growth is what the commit wrote, and
/// where the number fell back the log began anew. A frame is a page with 24 bytes before it, a new beginning costs a header of
/// 32 (https://www.sqlite.org/fileformat2.html#walformat). Checkpoints are made where the connection would have made them:
/// the hook takes the place of SQLite's own. Made and ended on the connection's thread, read from any.
class WalCount {
public:
    explicit WalCount(sqlite3* connection);
    ~WalCount();
    WalCount(const WalCount&) = delete;
    WalCount& operator=(const WalCount&) = delete;

    std::int64_t commits() const { return commits_; }
    std::int64_t bytes() const { return bytes_; }

private:
    int committed(const char* database, int frames);

    sqlite3* connection_;
    std::int64_t page_bytes_;
    int checkpoint_at_;  ///< frames
    int frames_;         ///< in the log after the commit before
    std::atomic<std::int64_t> commits_{0}, bytes_{0};
};

/// Counts what a store's writer commits. The store must stand longer.
class WriterCount {
public:
    explicit WriterCount(Store& store);
    ~WriterCount();
    WriterCount(const WriterCount&) = delete;
    WriterCount& operator=(const WriterCount&) = delete;
    const WalCount& wal() const { return *wal_; }

private:
    Store& store_;
    std::unique_ptr<WalCount> wal_;
};

}  // namespace foerderlauf::bench
