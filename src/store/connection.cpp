#include "store/connection.hpp"

#include "store/fault.hpp"
#include "store/statement.hpp"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Exception.h>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

/// Pragmas of every connection.
constexpr auto common_pragmas = R"sql(
    -- A reader that meets a short exclusive moment (recovery, the writer's start) waits instead of failing.
    PRAGMA busy_timeout = 5000;
    -- SQLite leaves foreign keys off unless each connection asks for them.
    PRAGMA foreign_keys = ON;
    -- Without this, INSERT OR REPLACE would slip past the triggers that refuse to delete history.
    PRAGMA recursive_triggers = ON;
    -- No memory map: a fault of the disk would be a signal instead of an error, and the WAL-reset fault has one way more.
    PRAGMA mmap_size = 0;
    -- Sorting and statement journals stay in memory: they are small, and files would cost a sync's worth of time.
    PRAGMA temp_store = MEMORY;
    -- The schema of a file brought from elsewhere must not call functions with side effects.
    PRAGMA trusted_schema = OFF;
)sql";

constexpr auto writer_pragmas = R"sql(
    -- Readers see snapshots while the writer goes on.
    PRAGMA journal_mode = WAL;
    -- An answer is given after its commit is on disk; NORMAL would lose the newest commits with the power.
    PRAGMA synchronous = FULL;
    -- In pages: 40 MB. The default of 1,000 checkpoints so often that grouped commits run at 60 % of the rate.
    PRAGMA wal_autocheckpoint = 10000;
    -- After a checkpoint the file is cut back to this, so that one long reader does not leave a huge file for good.
    PRAGMA journal_size_limit = 67108864;
    -- Erased texts are overwritten with zeros, not just forgotten.
    PRAGMA secure_delete = ON;
    -- In KiB: the pages of the hot cases stay in memory.
    PRAGMA cache_size = -65536;
)sql";

constexpr auto reader_pragmas = R"sql(
    -- A second bolt beside the read-only open.
    PRAGMA query_only = ON;
    -- In KiB; there are two to four readers, and the operating system caches the file as well.
    PRAGMA cache_size = -16384;
)sql";

// Poco tries again for so long when a file cannot be opened; its default is a minute.
constexpr std::size_t open_seconds = 5;

std::string escaped(const std::string& path) {
    std::string uri;
    for (const char character : path) {
        const bool special = character == '%' || character == '?' || character == '#';
        uri += special ? fmt::format("%{:02x}", static_cast<unsigned char>(character)) : std::string(1, character);
    }
    return uri;
}

std::string database_uri(const std::filesystem::path& database, const char* mode) {
    return fmt::format("file:{}?mode={}", escaped(std::filesystem::absolute(database).string()), mode);
}

Poco::Data::Session open_session(const std::string& uri) {
    // A connection belongs to one thread at a time here: the writer's to its thread, the readers' to one reading each. SQLite's own
    // lock around every column it gives out took a tenth of a step and a fifth of a workbook's reading. Too late when SQLite was used
    // before, and then no fault: the lock stays.
    static const bool registered = (sqlite3_config(SQLITE_CONFIG_MULTITHREAD),
                                    Poco::Data::SQLite::Connector::registerConnector(), true);
    static_cast<void>(registered);
    try {
        return Poco::Data::Session{Poco::Data::SQLite::Connector::KEY, uri, open_seconds};
    } catch (const Poco::Exception& problem) { throw StoreFault{fmt::format("{}: {}", uri, problem.displayText())}; }
}

std::string pragma(sqlite3* handle, const char* query) {
    Statement statement{handle, query};
    auto rows = statement.query();
    return rows.next() ? rows.string(0) : std::string{};
}

void expect(bool holds, const char* what) {
    if (!holds) throw StoreFault{fmt::format("one-writer mode is not assured: {}", what)};
}

}  // namespace

Connection::Connection(const std::string& uri) : session_{open_session(uri)}, handle_{handle_of(session_)} {
    // Constraint or disk full: the extended code tells them apart in the log.
    sqlite3_extended_result_codes(handle_, 1);
    execute(handle_, common_pragmas);
}

Connection Connection::writer(const WriterLock& lock) {
    Connection connection{database_uri(lock.folder().database(), "rwc")};
    execute(connection.handle_, writer_pragmas);
    return connection;
}

Connection Connection::reader(const std::filesystem::path& database) {
    if (!std::filesystem::exists(database)) throw StoreFault{fmt::format("there is no database {}", database.string())};
    Connection connection{database_uri(database, "ro")};
    execute(connection.handle_, reader_pragmas);
    return connection;
}

Connection Connection::single_file(const std::filesystem::path& database, Purpose purpose) {
    return Connection{database_uri(database, purpose == Purpose::Create ? "rwc" : "rw")};
}

void Connection::assert_one_writer(Connection& writer, Connection& reader) {
    expect(pragma(writer.handle_, "PRAGMA journal_mode") == "wal", "the journal is not a WAL");
    expect(pragma(writer.handle_, "PRAGMA synchronous") == "2", "synchronous is not FULL");
    expect(pragma(writer.handle_, "PRAGMA foreign_keys") == "1", "foreign keys are off");
    expect(pragma(writer.handle_, "PRAGMA mmap_size") == "0" || pragma(writer.handle_, "PRAGMA mmap_size").empty(),
           "the file is mapped into memory");
    expect(sqlite3_threadsafe() != 0, "SQLite was built without thread safety");
    expect(sqlite3_db_readonly(reader.handle_, "main") == 1, "a reader could write");
}

sqlite3* handle_of(Poco::Data::Session& session) { return Poco::Data::SQLite::Utility::dbHandle(session); }

bool has_wal_reset_fault(int sqlite_version_number) {
    return sqlite_version_number >= 3'007'000 && sqlite_version_number < 3'051'003;
}

}  // namespace foerderlauf
