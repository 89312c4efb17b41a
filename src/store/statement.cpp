#include "store/statement.hpp"

#include "store/fault.hpp"

#include <fmt/format.h>
#include <utility>

namespace foerderlauf {

namespace {

[[noreturn]] void fail_with(sqlite3* connection, const char* sql) {
    throw StoreFault{fmt::format("database: {} ({}) in: {}", sqlite3_errmsg(connection),
                                 sqlite3_extended_errcode(connection), sql ? sql : "")};
}

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) {
    const int prepared = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
    if (prepared != SQLITE_OK) fail_with(connection, std::string{sql}.c_str());
    // SQLite takes `$2` for a name and counts by first appearance, PostgreSQL by the number: they must be the same.
    for (int place = 1; place <= sqlite3_bind_parameter_count(statement_); ++place) {
        const char* name = sqlite3_bind_parameter_name(statement_, place);
        if (name && fmt::format("${}", place) == name) continue;
        sqlite3_finalize(statement_);
        throw StoreFault{fmt::format("placeholders must stand in order: {}", sql)};
    }
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement::Statement(Statement&& other) noexcept : statement_{std::exchange(other.statement_, nullptr)} {}

void Statement::bind(int place, std::int64_t value) {
    if (sqlite3_bind_int64(statement_, place, value) != SQLITE_OK) fail();
}

void Statement::bind(int place, std::string_view value) {
    // An empty view may have a null pointer, which SQLite would take for NULL.
    const char* text = value.empty() ? "" : value.data();
    if (sqlite3_bind_text(statement_, place, text, static_cast<int>(value.size()), SQLITE_STATIC) != SQLITE_OK) fail();
}

void Statement::bind(int place, Bytes value) {
    const char* bytes = value.bytes.empty() ? "" : value.bytes.data();
    if (sqlite3_bind_blob64(statement_, place, bytes, value.bytes.size(), SQLITE_STATIC) != SQLITE_OK) fail();
}

void Statement::bind_null(int place) {
    if (sqlite3_bind_null(statement_, place) != SQLITE_OK) fail();
}

bool Statement::step() {
    switch (sqlite3_step(statement_)) {
        case SQLITE_ROW: return true;
        case SQLITE_DONE: return false;
        default: fail();
    }
}

void Statement::finish() {
    while (step()) {}
    reset();
}

void Statement::reset() noexcept { sqlite3_reset(statement_); }

void Statement::fail() {
    auto* connection = sqlite3_db_handle(statement_);
    const auto message = fmt::format("database: {} ({}) in: {}", sqlite3_errmsg(connection),
                                     sqlite3_extended_errcode(connection), sqlite3_sql(statement_));
    reset();
    throw StoreFault{message};
}

std::string_view Rows::text(int column) const {
    const auto* bytes = sqlite3_column_text(statement_.statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.statement_, column));
    return bytes ? std::string_view{reinterpret_cast<const char*>(bytes), size} : std::string_view{};
}

std::string_view Rows::bytes(int column) const {
    const auto* bytes = sqlite3_column_blob(statement_.statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.statement_, column));
    return bytes ? std::string_view{static_cast<const char*>(bytes), size} : std::string_view{};
}

void execute(sqlite3* connection, const char* sql) {
    if (sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail_with(connection, sql);
}

}  // namespace foerderlauf
