#include "store/migrations.hpp"

#include "base/sha256.hpp"
#include "store/fault.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>

namespace foerderlauf {

namespace {

constexpr auto table_of_migrations = R"sql(
    CREATE TABLE IF NOT EXISTS schema_migration (
        name       TEXT NOT NULL PRIMARY KEY,
        checksum   TEXT NOT NULL,
        applied_at TEXT NOT NULL
    ) STRICT
)sql";

constexpr auto applied_migrations = "SELECT name, checksum FROM schema_migration ORDER BY name";
constexpr auto record_migration = "INSERT INTO schema_migration (name, checksum, applied_at) VALUES ($1, $2, $3)";

/// How many of the known steps the database has. Throws for a step that is unknown or was changed.
std::size_t count_applied(sqlite3* handle, const std::vector<Migration>& known) {
    Statement statement{handle, applied_migrations};
    auto rows = statement.query();
    std::size_t count = 0;
    for (; rows.next(); ++count) {
        if (count >= known.size() || known[count].name != rows.text(0))
            throw StoreFault{fmt::format("the database has the migration {} that this program does not know: "
                                         "it was written by a newer version",
                                         rows.text(0))};
        if (rows.text(1) != sha256_hex(known[count].sql))
            throw StoreFault{fmt::format("the migration {} was changed after it had been applied", rows.text(0))};
    }
    return count;
}

void apply_migration(sqlite3* writer, const Migration& migration, Instant now) {
    execute(writer, "BEGIN IMMEDIATE");
    try {
        execute(writer, std::string{migration.sql}.c_str());
        Statement record{writer, record_migration};
        record.run(migration.name, sha256_hex(migration.sql), to_rfc3339(now));
        execute(writer, "COMMIT");
    } catch (...) {
        if (sqlite3_get_autocommit(writer) == 0) execute(writer, "ROLLBACK");
        throw;
    }
}

}  // namespace

void migrate(sqlite3* writer, const std::vector<Migration>& known, Instant now) {
    execute(writer, table_of_migrations);
    for (auto next = count_applied(writer, known); next < known.size(); ++next)
        apply_migration(writer, known[next], now);
}

void expect_schema(sqlite3* reader, const std::vector<Migration>& known) {
    if (count_applied(reader, known) != known.size())
        throw StoreFault{"the database has an older schema than this program: start the server once"};
}

}  // namespace foerderlauf
