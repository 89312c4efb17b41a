#include "bench/wal_count.hpp"

#include "store/connection.hpp"
#include "store/statement.hpp"

#include <fstream>
#include <string>

namespace foerderlauf::bench {

namespace {

constexpr std::int64_t header_bytes = 32;
constexpr std::int64_t frame_header_bytes = 24;

std::int64_t pragma(sqlite3* connection, const char* sql) {
    Statement statement{connection, sql};
    auto rows = statement.query();
    rows.next();
    return rows.integer(0);
}

/// `mxFrame` of the log's index, 16 bytes from its beginning (https://www.sqlite.org/walformat.html); 0 without a log.
int frames_now(sqlite3* connection) {
    constexpr int place_of_frames = 16;
    std::ifstream index{std::string{sqlite3_db_filename(connection, "main")} + "-shm", std::ios::binary};
    std::uint32_t frames = 0;
    index.seekg(place_of_frames).read(reinterpret_cast<char*>(&frames), sizeof frames);
    return index ? static_cast<int>(frames) : 0;
}

}  // namespace

WalCount::WalCount(sqlite3* connection)
    : connection_{connection}, page_bytes_{pragma(connection, "PRAGMA page_size")},
      checkpoint_at_{static_cast<int>(pragma(connection, "PRAGMA wal_autocheckpoint"))}, frames_{
                                                                                             frames_now(connection)} {
    const auto hook = [](void* self, sqlite3*, const char* database, int frames) {
        return static_cast<WalCount*>(self)->committed(database, frames);
    };
    sqlite3_wal_hook(connection, hook, this);
}

WalCount::~WalCount() { sqlite3_wal_autocheckpoint(connection_, checkpoint_at_); }

int WalCount::committed(const char* database, int frames) {
    const bool anew = frames <= frames_;
    const auto written = anew ? frames : frames - frames_;
    bytes_ += written * (page_bytes_ + frame_header_bytes) + (anew ? header_bytes : 0);
    ++commits_;
    frames_ = frames;
    // As SQLite's own hook does it; what a checkpoint cannot do now it does at a later commit.
    if (frames >= checkpoint_at_) sqlite3_wal_checkpoint(connection_, database);
    return SQLITE_OK;
}

WriterCount::WriterCount(Store& store) : store_{store} {
    store_.run([&](Transaction& transaction) { wal_ = std::make_unique<WalCount>(handle_of(transaction.session())); });
}

WriterCount::~WriterCount() {
    store_.run([&](Transaction&) { wal_.reset(); });
}

}  // namespace foerderlauf::bench
