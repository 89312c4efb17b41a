#include "store/connection.hpp"

#include "folder.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

#include <Poco/Data/Statement.h>
#include <Poco/Exception.h>
#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace Poco::Data::Keywords;

namespace {

std::string one(sqlite3* handle, const char* query) {
    Statement statement{handle, query};
    auto rows = statement.query();
    REQUIRE(rows.next());
    return rows.string(0);
}

struct WriterAndReader {
    TestFolder folder;
    WriterLock lock = lock_on(folder.data());
    Connection writer = Connection::writer(lock);
    Connection reader = prepared_reader();

    Connection prepared_reader() {
        execute(writer.handle(), "CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1)");
        auto connection = Connection::reader(folder.data().database());
        CHECK(one(connection.handle(), "SELECT count(*) FROM t") == "1");
        return connection;
    }
};

}  // namespace

TEST_CASE("the writer is durable, strict and unmapped") {
    WriterAndReader both;
    const auto value = [&](const char* query) { return one(both.writer.handle(), query); };
    CHECK(value("PRAGMA journal_mode") == "wal");
    CHECK(value("PRAGMA synchronous") == "2");
    CHECK(value("PRAGMA foreign_keys") == "1");
    CHECK(value("PRAGMA busy_timeout") == "5000");
    CHECK(value("PRAGMA wal_autocheckpoint") == "10000");
    CHECK(value("PRAGMA secure_delete") == "1");
    CHECK_NOTHROW(Connection::assert_one_writer(both.writer, both.reader));
}

TEST_CASE("every other connection is refused a write") {
    WriterAndReader both;
    for (const auto* sql : {"INSERT INTO t VALUES (2)", "DELETE FROM t", "CREATE TABLE u (n)", "VACUUM",
                            "PRAGMA user_version = 4", "PRAGMA query_only = OFF; INSERT INTO t VALUES (2)"})
        CHECK_THROWS_AS(execute(both.reader.handle(), sql), StoreFault);
    CHECK_THROWS_AS((both.reader.session() << "UPDATE t SET n = 3", now), Poco::Exception);
    CHECK(one(both.writer.handle(), "SELECT sum(n) FROM t") == "1");
}

TEST_CASE("every other connection is refused a checkpoint") {
    WriterAndReader both;
    const auto database = both.folder.data().database();
    const auto size_before = std::filesystem::file_size(database);
    const auto written_before = std::filesystem::last_write_time(database);
    for (const int mode :
         {SQLITE_CHECKPOINT_PASSIVE, SQLITE_CHECKPOINT_FULL, SQLITE_CHECKPOINT_RESTART, SQLITE_CHECKPOINT_TRUNCATE}) {
        int frames = 0;
        int done = 0;
        CHECK(sqlite3_wal_checkpoint_v2(both.reader.handle(), nullptr, mode, &frames, &done) != SQLITE_OK);
        CHECK(done <= 0);
    }
    CHECK(std::filesystem::file_size(database) == size_before);
    CHECK(std::filesystem::last_write_time(database) == written_before);
    // The writer's own checkpoint does move the pages: the test above would notice one.
    int frames = 0;
    int done = 0;
    CHECK(sqlite3_wal_checkpoint_v2(both.writer.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, &done) ==
          SQLITE_OK);
    CHECK(done > 0);
    CHECK(std::filesystem::file_size(database) > size_before);
}

TEST_CASE("a second writer is refused while the first lives, and told who it is") {
    TestFolder folder;
    {
        const auto first = lock_on(folder.data());
        const auto second = WriterLock::acquire(folder.data(), "rebuild");
        REQUIRE_FALSE(second);
        CHECK(second.error().message.key == "data_folder.locked");
        CHECK(text_of(second.error().message.values, "holder").starts_with("test (process "));
    }
    CHECK(WriterLock::acquire(folder.data(), "rebuild").has_value());
}

TEST_CASE("one-writer mode is not assured with a writing connection in the reader's place") {
    WriterAndReader both;
    TestFolder elsewhere;
    const auto other_lock = lock_on(elsewhere.data());
    auto other_writer = Connection::writer(other_lock);
    CHECK_THROWS_AS(Connection::assert_one_writer(both.writer, other_writer), StoreFault);
}

TEST_CASE("a reader does not create a database, and paths may hold any character") {
    TestFolder folder;
    CHECK_THROWS_AS(Connection::reader(folder.data().database()), StoreFault);
    const DataFolder odd{folder.path() / "Öhr #1 50% ?"};
    const auto lock = lock_on(odd);
    auto writer = Connection::writer(lock);
    execute(writer.handle(), "CREATE TABLE t (n INTEGER)");
    CHECK(std::filesystem::exists(odd.database()));
    CHECK_NOTHROW(Connection::reader(odd.database()));
}

TEST_CASE("the versions of SQLite that need one-writer mode are known") {
    CHECK(has_wal_reset_fault(3'040'001));
    CHECK(has_wal_reset_fault(3'051'002));
    CHECK_FALSE(has_wal_reset_fault(3'051'003));
    CHECK_FALSE(has_wal_reset_fault(3'006'023));
}
