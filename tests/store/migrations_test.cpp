#include "store/migrations.hpp"

#include "folder.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Database {
    TestFolder folder;
    WriterLock lock = lock_on(folder.data());
    Connection writer = Connection::writer(lock);

    std::int64_t count(const char* query) const {
        Statement statement{writer.handle(), query};
        auto rows = statement.query();
        REQUIRE(rows.next());
        return rows.integer(0);
    }
};

const std::vector<Migration> first{{"0001-one", "CREATE TABLE one (n INTEGER)"}};
const std::vector<Migration> both{first[0], {"0002-two", "CREATE TABLE two (n INTEGER)"}};

}  // namespace

TEST_CASE("migrations run once each, in order, and an older database catches up") {
    Database database;
    migrate(database.writer.handle(), first, {});
    execute(database.writer.handle(), "INSERT INTO one VALUES (1)");
    migrate(database.writer.handle(), first, {});
    CHECK_THROWS_AS(expect_schema(database.writer.handle(), both), StoreFault);
    migrate(database.writer.handle(), both, {});
    CHECK_NOTHROW(expect_schema(database.writer.handle(), both));
    CHECK(database.count("SELECT count(*) FROM one") == 1);
    CHECK(database.count("SELECT count(*) FROM schema_migration") == 2);
}

TEST_CASE("a database of a newer program is refused") {
    Database database;
    migrate(database.writer.handle(), both, {});
    CHECK_THROWS_WITH(migrate(database.writer.handle(), first, {}), Catch::Matchers::ContainsSubstring("0002-two"));
}

TEST_CASE("a migration changed after it had been applied is refused") {
    Database database;
    migrate(database.writer.handle(), first, {});
    const std::vector<Migration> changed{{"0001-one", "CREATE TABLE one (n INTEGER, m INTEGER)"}};
    CHECK_THROWS_WITH(migrate(database.writer.handle(), changed, {}), Catch::Matchers::ContainsSubstring("changed"));
}

TEST_CASE("a migration that fails leaves nothing of itself") {
    Database database;
    const std::vector<Migration> broken{first[0],
                                        {"0002-broken", "CREATE TABLE two (n INTEGER); CREATE TABLE one (n INTEGER)"}};
    CHECK_THROWS_AS(migrate(database.writer.handle(), broken, {}), StoreFault);
    CHECK(database.count("SELECT count(*) FROM sqlite_schema WHERE name = 'two'") == 0);
    CHECK(database.count("SELECT count(*) FROM schema_migration") == 1);
    CHECK_NOTHROW(migrate(database.writer.handle(), both, {}));
}

TEST_CASE("the program's own migrations are numbered and make the schema") {
    Database database;
    int number = 0;
    for (const auto& migration : migrations()) CHECK(std::stoi(std::string{migration.name}) == ++number);
    migrate(database.writer.handle(), migrations(), {});
    CHECK(
        database.count("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
                       "AND name NOT LIKE 'sqlite_%'") == 0);
}

TEST_CASE("the database itself refuses to change or delete history") {
    Database database;
    migrate(database.writer.handle(), migrations(), {});
    const auto run = [&](const char* sql) { execute(database.writer.handle(), sql); };
    run("INSERT INTO event VALUES (1,1,1,1,'t',0,'','open','','draft','{}','v',printf('%064d',0),printf('%064d',1))");
    run("INSERT INTO event_text VALUES (1,1,'reason','00','text')");
    const auto* replacing = "INSERT OR REPLACE INTO event VALUES "
                            "(1,1,1,1,'t',0,'','other','','draft','{}','v',printf('%064d',0),printf('%064d',1))";
    for (const auto* sql :
         {"UPDATE event SET step = 'x'", "DELETE FROM event", "DELETE FROM event_text",
          "UPDATE event_text SET text = 'y'", replacing,
          "INSERT INTO event VALUES (2,1,1,1,'t',0,'','open','','draft','{}','v',printf('%064d',0),printf('%064d',1))",
          "INSERT INTO balance VALUES ('a|2026|2026|reserved', -1)",
          "INSERT INTO posting VALUES (1,1,0,'a','b','',1,'t',1,NULL)",
          "INSERT INTO event_text VALUES (7,1,'reason','00','text')"})
        CHECK_THROWS_AS(run(sql), StoreFault);
    CHECK_NOTHROW(run("UPDATE event_text SET text = NULL, salt = NULL"));
}
