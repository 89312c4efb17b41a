#pragma once

#include "store/store.hpp"

#include <string>
#include <variant>
#include <vector>

namespace foerderlauf {

/// A query put together from fixed fragments. Only string literals can become SQL; every value is bound by its place.
class ComposedQuery {
public:
    using Value = std::variant<std::int64_t, std::string>;

    /// Adds a fragment of SQL; each `?` in it stands for the next of the values, written as `$n`.
    template <std::size_t N, typename... Values>
    void add(const char (&fragment)[N], const Values&... values) {
        (values_.push_back(value_of(values)), ...);
        append(fragment);
    }
    /// Adds ` IN ($n, …)` for a list of values; it must not be empty.
    template <typename Element>
    void add_in(const std::vector<Element>& list) {
        sql_ += " IN (";
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (i > 0) sql_ += ", ";
            values_.push_back(value_of(list[i]));
            append("?");
        }
        sql_ += ')';
    }
    const std::string& sql() const { return sql_; }
    const std::vector<Value>& values() const { return values_; }

private:
    static Value value_of(std::int64_t number) { return number; }
    static Value value_of(int number) { return static_cast<std::int64_t>(number); }
    static Value value_of(const std::string& text) { return text; }
    void append(const char* fragment);

    std::string sql_;
    std::vector<Value> values_;
    std::size_t placed_ = 0;
};

/// Which rows `c` of the list are meant: what the reader may see and asks for, as ` AND …`.
void add_case_filters(ComposedQuery& sql, const CaseQuery& query);

/// The rows of a list, one page of them, with the columns `case_row_from` reads.
ComposedQuery page_of_cases(const CaseQuery& query);
/// How many rows the list has in all.
ComposedQuery count_of_cases(const CaseQuery& query);

}  // namespace foerderlauf
