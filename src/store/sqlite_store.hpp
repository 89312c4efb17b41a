#pragma once

#include "store/readers.hpp"
#include "store/writer.hpp"

namespace foerderlauf {

struct StoreLimits {
    GroupLimits writing = {};
    std::size_t readers = 3;        ///< connections
    std::size_t open_cases = 2000;  ///< folded cases the writer keeps at hand
};

/// The store in an SQLite database: the embedded default. Holds the lock of the data folder while it lives.
class SqliteStore : public Store {
public:
    /// Opens or creates the database and brings its schema up to date. `now` dates the migrations. Throws StoreFault.
    SqliteStore(WriterLock lock, Projector project, Instant now, StoreLimits limits = {});
    ~SqliteStore() override;

    void run(const Job& job) override;
    void read(const std::function<void(Snapshot&)>& reading) override;
    void note_attempt(const Attempt& attempt) override;
    std::vector<Difference> verify(CaseId id = -1) override;
    void rebuild() override;
    /// True when a migration has left projections to be counted anew, which needs the programmes.
    bool wants_rebuild();
    /// A copy of the database as of one moment, while the store goes on; checked before it is reported as done.
    /// Throws StoreFault when the file exists already or the copy is not sound.
    void backup(const std::filesystem::path& file);

    const DataFolder& folder() const { return lock_.folder(); }

private:
    WriterLock lock_;
    WriterDesk desk_;
    Readers readers_;
    Writer writer_;
};

/// The same database beside a running server, or without one: `verify`, `report`, `export`. Refuses everything that
/// would write with std::logic_error.
class ReadOnlyStore : public Store {
public:
    ReadOnlyStore(const DataFolder& folder, Projector project, std::size_t readers = 1);

    void run(const Job& job) override;
    void read(const std::function<void(Snapshot&)>& reading) override;
    void note_attempt(const Attempt& attempt) override;
    std::vector<Difference> verify(CaseId id = -1) override;
    void rebuild() override;

private:
    Projector project_;
    Readers readers_;
};

}  // namespace foerderlauf
