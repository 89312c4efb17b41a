#pragma once

#include "store/data_folder.hpp"

#include <Poco/Data/Session.h>
#include <filesystem>
#include <sqlite3.h>

namespace foerderlauf {

/// A connection to the SQLite database. This is the only file that opens one, and `connection.cpp` holds every PRAGMA
/// with its reason.
///
/// Exactly one connection writes and checkpoints: SQLite before 3.51.3 can lose committed writes when two connections
/// write or checkpoint at the same instant (WAL-reset fault; Debian 12 has 3.40.1). So `writer` takes the lock of the
/// data folder, and every other connection is opened read-only, which refuses writes and checkpoints alike.
/// Used by one thread at a time.
class Connection {
public:
    /// The writing connection; the database is created when there is none. Throws StoreFault when the database does not
    /// accept what this design stands on (WAL, FULL, foreign keys).
    static Connection writer(const WriterLock& lock);
    /// Reads only, beside a running writer or without one. Throws StoreFault when there is no database.
    static Connection reader(const std::filesystem::path& database);

    /// A database file that no store is open on: a backup being made. Without a WAL, so that it stays one file.
    enum class Purpose { Create, Change };
    static Connection single_file(const std::filesystem::path& database, Purpose purpose);

    Poco::Data::Session& session() { return session_; }
    sqlite3* handle() const { return handle_; }

    /// Start-up check of one-writer mode: the reason why a SQLite with the WAL-reset fault may be used. Throws StoreFault
    /// naming what is missing.
    static void assert_one_writer(Connection& writer, Connection& reader);

private:
    explicit Connection(const std::string& uri);
    Poco::Data::Session session_;
    sqlite3* handle_;
};

/// The handle below a session that one of the above opened.
sqlite3* handle_of(Poco::Data::Session& session);

/// The library's version is one with the WAL-reset fault (3.7.0 to 3.51.2).
bool has_wal_reset_fault(int sqlite_version_number);

}  // namespace foerderlauf
