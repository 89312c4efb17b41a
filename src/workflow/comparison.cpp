#include "workflow/comparison.hpp"

#include "workflow/prefill.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

/// Rows on their way into lines: the amount goes to one side, the other cells say which line.
class Lines {
public:
    void add(const Value& value, Money ComparedRow::*side) {
        const auto* given = value.as_record();
        if (!given) return;
        Record row = *given;
        const Money amount = Money::cents(integer_of(row, "amount_cents"));
        row.erase("amount_cents");
        auto line = std::ranges::find(comparison.rows, row, &ComparedRow::row);
        if (line == comparison.rows.end()) line = comparison.rows.insert(line, ComparedRow{std::move(row), {}, {}});
        (*line).*side += amount;
        comparison.sum.*side += amount;
    }
    Comparison comparison;
};

}  // namespace

std::vector<Comparison> comparisons_of(const Step& step, const CaseFile& file, const MachineFile& machine) {
    std::vector<Comparison> all;
    const auto given = machine.given.find(step.name);
    if (given == machine.given.end()) return all;
    const auto proposed = prefilled(step.fields, file, machine);
    for (const auto& field : step.fields.fields) {
        if (field.kind != FieldKind::Rows || !field.prefill.starts_with("grant.")) continue;
        Lines lines;
        lines.comparison.field = &field;
        for (const auto& row : list_of(proposed, field.name)) lines.add(row, &ComparedRow::planned);
        for (const auto& row : list_of(given->second, field.name)) lines.add(row, &ComparedRow::actual);
        all.push_back(std::move(lines.comparison));
    }
    return all;
}

std::optional<std::int64_t> deviation_in_tenths(const ComparedRow& row) {
    const auto plan = row.planned.in_cents();
    if (plan <= 0) return {};
    const auto difference = row.difference().in_cents();
    const auto magnitude = difference < 0 ? -difference : difference;
    const auto tenths = (magnitude * 2000 + plan) / (2 * plan);
    return difference < 0 ? -tenths : tenths;
}

std::string tenths_in_german(std::int64_t tenths) {
    const auto magnitude = tenths < 0 ? -tenths : tenths;
    return fmt::format("{}{},{}\u00A0%", tenths < 0 ? "\u2212" : "", magnitude / 10, magnitude % 10);
}

std::string rate_in_german(std::int64_t hundredths) {
    const auto magnitude = hundredths < 0 ? -hundredths : hundredths;
    return fmt::format("{}{},{:02}\u00A0%", hundredths < 0 ? "\u2212" : "", magnitude / 100, magnitude % 100);
}

}  // namespace foerderlauf
