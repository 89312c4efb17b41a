#include "workflow/prefill.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const Value& known_at(const std::string& path, const CaseFile& file, const MachineFile& machine) {
    const auto dot = path.find('.');
    if (machine.id != 1)
        if (const auto given = machine.given.find(path.substr(0, dot)); given != machine.given.end())
            return member(given->second, path.substr(dot + 1));
    return file.at(path);
}

Record with_columns(const Record& row, const std::vector<Field>& columns) {
    Record taken;
    for (const auto& column : columns)
        if (const auto& value = member(row, column.name); !value.is_empty()) taken[column.name] = value;
    return taken;
}

/// The row whose other cells are the same: the plan may have one row a year, the proof has one.
Record* like(std::vector<Record>& rows, Record row) {
    row.erase("amount_cents");
    const auto same = std::ranges::find_if(rows, [&](Record other) {
        other.erase("amount_cents");
        return other == row;
    });
    return same == rows.end() ? nullptr : &*same;
}

List rows_for(const Field& field, const List& known) {
    std::vector<Record> rows;
    for (const auto& entry : known) {
        const auto* record = entry.as_record();
        if (!record) continue;
        auto row = with_columns(*record, field.columns);
        if (auto* same = like(rows, row))
            (*same)["amount_cents"] = integer_of(*same, "amount_cents") + integer_of(row, "amount_cents");
        else rows.push_back(std::move(row));
    }
    return {rows.begin(), rows.end()};
}

}  // namespace

Record prefilled(const Form& form, const CaseFile& file, const MachineFile& machine) {
    Record proposed;
    for (const auto& field : form.fields) {
        if (field.prefill.empty()) continue;
        const auto& known = known_at(field.prefill, file, machine);
        if (known.is_empty()) continue;
        const auto* rows = known.as_list();
        if (field.kind != FieldKind::Rows) proposed[field.name] = known;
        else if (rows) proposed[field.name] = rows_for(field, *rows);
    }
    return proposed;
}

}  // namespace foerderlauf
