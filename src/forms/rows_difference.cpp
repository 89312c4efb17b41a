#include "forms/rows_difference.hpp"

#include <algorithm>
#include <tuple>

namespace foerderlauf {

namespace {

/// The row's cells with those typed that can be; the others as they came.
Record typed_row(const Field& field, const Record& row, Spelling spelling) {
    Record typed;
    for (const auto& column : field.columns) {
        const auto& given = member(row, column.name);
        if (given.is_empty()) continue;
        const auto read = decode(Form{"", "", {column}}, {{column.name, given}}, spelling);
        const auto& value = read ? member(*read, column.name) : given;
        if (!value.is_empty()) typed[column.name] = value;
    }
    return typed;
}

std::size_t shared_cells(const Field& field, const Record& a, const Record& b) {
    return static_cast<std::size_t>(std::ranges::count_if(field.columns, [&](const Field& column) {
        const auto& value = member(a, column.name);
        return !value.is_empty() && value == member(b, column.name);
    }));
}

/// Two rows, one of each list, that may be one and the same.
struct Likeness {
    std::size_t shared = 0;
    std::size_t old_row = 0, new_row = 0;
};

constexpr std::size_t nobody = static_cast<std::size_t>(-1);

/// For every new row the old one it comes from.
std::vector<std::size_t> origins(const Field& field, const List& before, const List& after) {
    std::vector<std::size_t> origin(after.size(), nobody);
    std::vector<bool> taken(before.size(), false);
    for (std::size_t i = 0; i < after.size(); ++i)
        for (std::size_t old = 0; old < before.size() && origin[i] == nobody; ++old)
            if (!taken[old] && before[old] == after[i]) {
                origin[i] = old;
                taken[old] = true;
            }
    std::vector<Likeness> alike;
    for (std::size_t i = 0; i < after.size(); ++i)
        for (std::size_t old = 0; old < before.size(); ++old)
            if (origin[i] == nobody && !taken[old])
                if (const auto shared = shared_cells(field, *before[old].as_record(), *after[i].as_record());
                    2 * shared >= field.columns.size())
                    alike.push_back({shared, old, i});
    std::ranges::stable_sort(alike, [](const Likeness& a, const Likeness& b) { return a.shared > b.shared; });
    for (const auto& [shared, old, row] : alike)
        if (origin[row] == nobody && !taken[old]) {
            origin[row] = old;
            taken[old] = true;
        }
    return origin;
}

}  // namespace

List typed_rows(const Field& field, const List& rows, Spelling spelling) {
    List typed;
    for (const auto& row : rows)
        typed.emplace_back(row.as_record() ? typed_row(field, *row.as_record(), spelling) : Record{});
    return typed;
}

std::vector<RowDifference> row_differences(const Field& field, const List& before, const List& after,
                                           Spelling spelling) {
    using Kind = RowDifference::Kind;
    const auto old_rows = typed_rows(field, before, spelling), new_rows = typed_rows(field, after, spelling);
    const auto origin = origins(field, old_rows, new_rows);
    std::vector<RowDifference> differences;
    for (std::size_t i = 0; i < new_rows.size(); ++i) {
        const auto& now = *new_rows[i].as_record();
        if (origin[i] == nobody) {
            differences.push_back({Kind::Added, {}, now, i});
            continue;
        }
        const auto& then = *old_rows[origin[i]].as_record();
        differences.push_back({then == now ? Kind::Same : Kind::Changed, then, now, i});
    }
    for (std::size_t old = 0; old < old_rows.size(); ++old)
        if (std::ranges::find(origin, old) == origin.end())
            differences.push_back({Kind::Removed, *old_rows[old].as_record(), {}, old});
    return differences;
}

}  // namespace foerderlauf
