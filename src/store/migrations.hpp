#pragma once

#include "base/clock.hpp"

#include <string_view>
#include <sqlite3.h>
#include <vector>

namespace foerderlauf {

/// A step of the schema: the content of `migrations/<name>.sql`, part of the program.
struct Migration {
    std::string_view name;  ///< `0001-history-and-projections`: number, then what it does
    std::string_view sql;
};

/// All steps this program knows, in order.
const std::vector<Migration>& migrations();

/// Brings the database to the newest schema, each step in its own transaction; only forward. Throws StoreFault when the
/// database was made by a newer program, or when a step was changed after it had been applied.
void migrate(sqlite3* writer, const std::vector<Migration>& known, Instant now);

/// Throws StoreFault when the schema is not exactly the one of this program: for programs that only read.
void expect_schema(sqlite3* reader, const std::vector<Migration>& known);

}  // namespace foerderlauf
