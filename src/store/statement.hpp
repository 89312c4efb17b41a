#pragma once

#include <cstdint>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>

namespace foerderlauf {

class Rows;

/// Bytes that are no text. They must live until the statement has run.
struct Bytes {
    std::string_view bytes;
};

/// A prepared statement that is kept: for the few queries that every step or page needs. All others go by Poco::Data.
/// Belongs to one connection and must end before it. Not thread-safe.
class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql);  ///< throws StoreFault for SQL that cannot be read
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the values to $1, $2, … and runs the statement to its end. Throws StoreFault.
    template <typename... Values>
    void run(const Values&... values) {
        bind_all(values...);
        finish();
    }
    /// Binds the values and gives the rows one by one. The texts given must live until the rows are done.
    template <typename... Values>
    Rows query(const Values&... values);

    void bind(int place, std::int64_t value);
    void bind(int place, std::string_view value);  ///< not copied: it must live until the statement has run
    void bind(int place, const std::string& value) { bind(place, std::string_view{value}); }
    void bind(int place, const char* value) { bind(place, std::string_view{value}); }
    void bind(int place, Bytes value);
    void bind(int place, int value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind(int place, bool value) { bind(place, static_cast<std::int64_t>(value)); }
    void bind_null(int place);
    template <typename Value>
    void bind(int place, const std::optional<Value>& value) {
        if (value) bind(place, *value);
        else bind_null(place);
    }

private:
    friend class Rows;
    template <typename... Values>
    void bind_all(const Values&... values) {
        int place = 0;
        (bind(++place, values), ...);
    }
    bool step();
    void finish();
    void reset() noexcept;
    [[noreturn]] void fail();

    sqlite3_stmt* statement_ = nullptr;
};

/// The rows of a query. The statement is free again when they are gone.
class Rows {
public:
    explicit Rows(Statement& statement) : statement_{statement} {}
    ~Rows() { statement_.reset(); }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    bool next() { return statement_.step(); }  ///< false when there is no further row
    std::int64_t integer(int column) const { return sqlite3_column_int64(statement_.statement_, column); }
    std::string_view text(int column) const;  ///< valid until the next row
    std::string string(int column) const { return std::string{text(column)}; }
    std::string_view bytes(int column) const;  ///< valid until the next row
    bool is_null(int column) const { return sqlite3_column_type(statement_.statement_, column) == SQLITE_NULL; }

private:
    Statement& statement_;
};

template <typename... Values>
Rows Statement::query(const Values&... values) {
    bind_all(values...);
    return Rows{*this};
}

/// Runs statements without values: transactions, pragmas, migrations. Throws StoreFault.
void execute(sqlite3* connection, const char* sql);

}  // namespace foerderlauf
