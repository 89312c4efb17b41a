#include "workflow/side_by_side.hpp"

#include <algorithm>
#include <map>

namespace foerderlauf {

namespace {

const List& rows_at(const CaseFile& file, std::string_view path) {
    static const List none;
    const auto* rows = file.at(path).as_list();
    return rows ? *rows : none;
}

Money amount_of(const Record& row) { return Money::cents(integer_of(row, "amount_cents")); }

ItemLine& line_of(std::vector<ItemLine>& lines, const std::string& item) {
    const auto found = std::ranges::find(lines, item, &ItemLine::item);
    return found != lines.end() ? *found : lines.emplace_back(ItemLine{item, {}, {}, {}});
}

/// Nothing is recommended while only a refusal is, or nothing at all.
bool is_recommended(const Definition& definition, const CaseFile& file) {
    return file.at(definition.money.award).as_integer() != nullptr;
}

void add_items(const Definition& definition, const CaseFile& file, SideBySide& all) {
    for (const auto& value : rows_at(file, "application.cost_plan"))
        if (const auto* row = value.as_record()) {
            auto& line = line_of(all.items, text_of(*row, "item"));
            line.planned += amount_of(*row);
            if (flag_of(*row, "eligible")) line.eligible += amount_of(*row);
        }
    if (is_recommended(definition, file)) {
        for (auto& line : all.items) line.recognised = line.eligible;
        for (const auto& value : rows_at(file, "recommend.cuts"))
            if (const auto* row = value.as_record()) {
                auto& line = line_of(all.items, text_of(*row, "item"));
                line.recognised = line.recognised.value_or(Money{}) - amount_of(*row);
            }
    }
    for (const auto& line : all.items) {
        all.all_items.planned += line.planned;
        all.all_items.eligible += line.eligible;
        if (line.recognised) all.all_items.recognised = all.all_items.recognised.value_or(Money{}) + *line.recognised;
    }
}

void add_slices(std::map<std::int64_t, YearLine>& years, const Value& slices, std::optional<Money> YearLine::*column) {
    if (!slices.as_list()) return;
    for (const auto& value : *slices.as_list())
        if (const auto* row = value.as_record()) {
            auto& cell = years[integer_of(*row, "year")].*column;
            cell = cell.value_or(Money{}) + amount_of(*row);
        }
    // Where there are slices at all, a year without one gets nothing: that is a figure too.
    for (auto& [year, line] : years) line.*column = (line.*column).value_or(Money{});
}

void add_years(const Definition& definition, const CaseFile& file, SideBySide& all) {
    std::map<std::int64_t, YearLine> years;
    for (const auto& value : rows_at(file, "application.cost_plan"))
        if (const auto* row = value.as_record()) {
            auto& line = years[integer_of(*row, "year")];
            line.costs += amount_of(*row);
            line.requested += amount_of(*row);
        }
    for (const auto& value : rows_at(file, "application.financing_plan"))
        if (const auto* row = value.as_record()) years[integer_of(*row, "year")].requested -= amount_of(*row);
    for (const auto& [account, amount] : file.held)
        if (account.stage == "paid" || account.stage == "used" || account.stage == "repaid")
            years[account.due_year].paid += amount;
    add_slices(years, file.at(definition.money.slices), &YearLine::recommended);
    add_slices(years, member(file.grant, "slices"), &YearLine::granted);
    for (auto& [year, line] : years) {
        line.year = year;
        auto& sum = all.all_years;
        sum.costs += line.costs;
        sum.requested += line.requested;
        sum.paid += line.paid;
        if (line.recommended) sum.recommended = sum.recommended.value_or(Money{}) + *line.recommended;
        if (line.granted) sum.granted = sum.granted.value_or(Money{}) + *line.granted;
        all.years.push_back(line);
    }
    if (const auto* requested = file.at(definition.money.requested).as_integer())
        all.all_years.requested = Money::cents(*requested);
}

}  // namespace

std::optional<Money> ItemLine::difference() const {
    return recognised ? std::optional{*recognised - eligible} : std::nullopt;
}

std::optional<Money> YearLine::difference() const {
    const auto& result = granted ? granted : recommended;
    return result ? std::optional{*result - requested} : std::nullopt;
}

SideBySide side_by_side(const Definition& definition, const CaseFile& file) {
    SideBySide all;
    add_items(definition, file, all);
    add_years(definition, file, all);
    return all;
}

}  // namespace foerderlauf
