#include "store/readers.hpp"

#include "store/migrations.hpp"
#include "store/sqlite_snapshot.hpp"

namespace foerderlauf {

namespace {

constexpr std::size_t cases_kept_folded = 1000;

}  // namespace

std::shared_ptr<const CaseFile> FoldedCases::find(CaseId id) {
    const std::lock_guard lock{mutex_};
    const auto* kept = cases_.find(id);
    return kept ? *kept : nullptr;
}

void FoldedCases::keep(std::shared_ptr<const CaseFile> file) {
    const std::lock_guard lock{mutex_};
    const auto id = file->id;
    const auto* kept = cases_.find(id);
    // An older snapshot may come late: the newer file stays.
    if (kept && (*kept)->seq > file->seq) return;
    cases_.put(id, std::move(file));
    cases_.trim();
}

void FoldedCases::clear() {
    const std::lock_guard lock{mutex_};
    cases_.clear();
}

Readers::Readers(const std::filesystem::path& database, std::size_t count) : folded_{cases_kept_folded} {
    for (std::size_t i = 0; i < count; ++i) {
        auto connection = Connection::reader(database);
        expect_schema(connection.handle(), migrations());
        free_.push_back(std::make_unique<ReadingConnection>(std::move(connection)));
    }
}

Readers::~Readers() = default;

std::unique_ptr<ReadingConnection> Readers::take() {
    std::unique_lock lock{mutex_};
    given_.wait(lock, [&] { return !free_.empty(); });
    // The one used last: its pages are warm.
    auto connection = std::move(free_.back());
    free_.pop_back();
    return connection;
}

void Readers::give_back(std::unique_ptr<ReadingConnection> connection) {
    const std::lock_guard lock{mutex_};
    free_.push_back(std::move(connection));
    given_.notify_one();
}

void Readers::read(const std::function<void(Snapshot&)>& reading) {
    auto connection = take();
    try {
        SqliteSnapshot snapshot{*connection, folded_};
        reading(snapshot);
    } catch (...) {
        give_back(std::move(connection));
        throw;
    }
    give_back(std::move(connection));
}

void Readers::read_raw(const std::function<void(Connection&)>& reading) {
    auto connection = take();
    try {
        const SqliteSnapshot snapshot{*connection, folded_};
        reading(connection->connection);
    } catch (...) {
        give_back(std::move(connection));
        throw;
    }
    give_back(std::move(connection));
}

void Readers::forget() { folded_.clear(); }

}  // namespace foerderlauf
