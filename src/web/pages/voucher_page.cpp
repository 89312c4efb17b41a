#include "web/pages/voucher_page.hpp"

#include "base/sha256.hpp"
#include "exchange/rows_csv.hpp"
#include "reports/rows_template.hpp"
#include "web/pages/german_rows.hpp"
#include "web/pages/refusals.hpp"
#include "web/voucher_file.hpp"
#include "workflow/prefill.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

/// Each row that stands there answers for one of the file; the others go below.
List joined_rows(const List& standing, const List& read) {
    auto all = standing;
    auto unmatched = standing;
    for (const auto& row : read) {
        const auto same = std::ranges::find(unmatched, row);
        if (same == unmatched.end()) all.push_back(row);
        else unmatched.erase(same);
    }
    return all;
}

/// Rows of the template: of what the step proposes, the texts that a voucher has too (the item it belongs to).
List template_rows(const Step& step, const Field& vouchers, const Record& proposed) {
    List rows;
    for (const auto& field : step.fields.fields)
        for (const auto& entry : list_of(proposed, field.name)) {
            Record row;
            for (const auto& column : vouchers.columns)
                if (column.kind == FieldKind::Text)
                    if (const auto& value = member(*entry.as_record(), column.name); value.as_text())
                        row[column.name] = value;
            if (!row.empty()) rows.emplace_back(std::move(row));
        }
    return rows;
}

/// What stands in a file to fill in.
struct VoucherTemplate {
    Field field;
    List rows;
};

Result<VoucherTemplate> template_of(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return tl::unexpected{reading.error()};
    MachineId id = 0;
    const auto& wanted = visit.request.parameter("machine");
    std::from_chars(wanted.data(), wanted.data() + wanted.size(), id);
    const auto* file = reading->file.machine(id);
    const auto* machine = file ? reading->definition->machine(file->name) : nullptr;
    const auto* step = machine ? machine->step(visit.request.parameter("step")) : nullptr;
    const auto* field = step ? voucher_field(step->fields.fields) : nullptr;
    if (!field) return refuse(Refusal::Kind::NotFound, "api.no_vouchers");
    return VoucherTemplate{
        in_german(visit, *field),
        template_rows(*step, *field,
                      proposed(*reading->definition, step->fields, reading->file, *file, reading->situation.today))};
}

}  // namespace

FormState with_voucher_file(const Visit& visit, const Field& field, FormState state) {
    const auto& parts = visit.request.parts;
    const auto part = std::ranges::find(parts, "file", &Part::name);
    if (part == parts.end() || part->filename.empty()) {
        state.errors.emplace("file", Message{"pages.vouchers.no_file", {}});
        return state;
    }
    const auto file = read_rows_file(in_german(visit, field), part->bytes);
    int number = 0;
    for (auto& error : located(file.errors, visit.texts()))
        state.errors.emplace(fmt::format("file.{:06}", number++), std::move(error.message));
    if (!file.errors.empty()) return state;
    state.typed[field.name] = joined_rows(list_of(state.typed, field.name), file.rows);
    state.note = visit.words.counted("pages.vouchers.read", static_cast<std::int64_t>(file.rows.size()),
                                     {{"name", FreeText{part->filename}}});
    return state;
}

Reply send_voucher_template(const Visit& visit) {
    const auto wanted = template_of(visit);
    if (!wanted) return refused(visit, wanted.error());
    return download(rows_csv(wanted->field, wanted->rows), "text/csv; charset=utf-8", "belegliste.csv");
}

Reply send_voucher_workbook(const Visit& visit) {
    const auto wanted = template_of(visit);
    if (!wanted) return refused(visit, wanted.error());
    const auto file = std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(16)) + ".xlsx");
    write_rows_template(file, wanted->field, wanted->rows, GivenRows::Proposed, visit.site().installation->texts,
                        visit.site().clock.now());
    return download(FileBody{file, true}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "belegliste.xlsx");
}

}  // namespace foerderlauf
