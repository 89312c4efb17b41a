#include "reports/load_report_parts.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Names = std::vector<std::string>;

const Names stages = {"available", "reserved", "committed", "called",  "ordered", "paid",
                      "used",      "repaid",   "blocked",   "outside", "unmet"};
const Names kinds = {"appropriation", "carry_over", "virement_in", "virement_out", "block", "block_unmet", "opened"};
const Names moneys = {"requested", "eligible", "award", "reserved", "committed", "paid", "repaid"};
const Names conditions = {"submitted", "decided", "undecided", "unfinished", "final_grant"};

/// Names of a list that are all known.
Names known_names(const YamlNode& node, std::string_view key, const Names& known, YamlReader& reader) {
    auto names = reader.names(node, key);
    for (const auto& name : names)
        if (std::ranges::find(known, name) == known.end())
            reader.unknown(*node.find(key), "report_file.unknown_selection", name, known);
    return names;
}

std::string known_name(const YamlNode& node, std::string_view key, const Names& known, YamlReader& reader) {
    auto name = reader.text(node, key);
    if (!name.empty() && std::ranges::find(known, name) == known.end())
        reader.unknown(*node.find(key), "report_file.unknown_selection", name, known);
    return name;
}

BookingSelection read_bookings(const YamlNode& node, YamlReader& reader) {
    using Selection = BookingSelection;
    Selection selection;
    if (!reader.expect_map(node, {"into", "from", "kinds", "net", "machine", "money", "year"})) return selection;
    selection.into = known_names(node, "into", stages, reader);
    if (selection.into.empty()) reader.complain(node, "report_file.bookings_nowhere");
    selection.from = known_names(node, "from", stages, reader);
    selection.kinds = known_names(node, "kinds", kinds, reader);
    selection.net = reader.flag(node, "net");
    selection.main_machine = known_name(node, "machine", {"main"}, reader) == "main";
    const auto money = known_name(node, "money", {"own", "commitment"}, reader);
    if (money == "own") selection.money = Selection::Money::Own;
    if (money == "commitment") selection.money = Selection::Money::Commitment;
    const auto year = known_name(node, "year", {"due", "budget", "booked", "valued"}, reader);
    if (year == "budget") selection.year_of = Selection::YearOf::Budget;
    if (year == "booked") selection.year_of = Selection::YearOf::Booked;
    if (year == "valued") selection.year_of = Selection::YearOf::Valued;
    return selection;
}

FoldSelection read_fold(const YamlNode& node, YamlReader& reader) {
    FoldSelection selection;
    if (!reader.expect_map(node, {"money", "machine", "step", "field", "count", "where"})) return selection;
    selection.money = known_name(node, "money", moneys, reader);
    selection.machine = reader.text(node, "machine");
    selection.step = reader.text(node, "step");
    selection.field = reader.text(node, "field");
    selection.count = known_name(node, "count", {"cases"}, reader) == "cases";
    selection.where = known_names(node, "where", conditions, reader);
    const bool given = !selection.machine.empty() && !selection.step.empty() && !selection.field.empty();
    if ((selection.money.empty() ? 0 : 1) + (given ? 1 : 0) + (selection.count ? 1 : 0) != 1)
        reader.complain(node, "report_file.fold_what");
    return selection;
}

/// `sheet.field`, or a sheet alone.
void read_cells(const YamlNode& node, const ReportDescription& report, CheckDescription& check, YamlReader& reader) {
    const auto named = reader.names(node, "cells");
    if (named.empty()) reader.complain(node, "report_file.check_without_cells", {{"check", check.name}});
    for (const auto& spelled : named) {
        const auto dot = spelled.find('.');
        const auto sheet = sheet_of(report, spelled.substr(0, dot));
        const auto* described = sheet < 0 ? nullptr : &report.sheets[static_cast<std::size_t>(sheet)];
        const auto column = dot == std::string::npos || !described ? -1 : described->column_of(spelled.substr(dot + 1));
        const bool found = described && (dot == std::string::npos || column >= 0);
        if (!found) {
            reader.complain(*node.find("cells"), "report_file.cells", {{"given", spelled}});
            continue;
        }
        check.amounts = column >= 0 && described->columns[static_cast<std::size_t>(column)].kind == ColumnKind::Amount;
        if (column >= 0 && !check.amounts)
            reader.complain(*node.find("cells"), "report_file.cells_kind", {{"given", spelled}});
        check.cells.push_back({sheet, column});
    }
}

CheckDescription read_check(const YamlNode& node, const ReportDescription& report, YamlReader& reader) {
    CheckDescription check;
    if (!reader.expect_map(node, {"check", "title", "cells", "bookings", "fold"})) return check;
    check.name = reader.required_text(node, "check");
    check.title = reader.required_text(node, "title");
    read_cells(node, report, check, reader);
    if (const auto* bookings = node.find("bookings")) check.bookings = read_bookings(*bookings, reader);
    if (const auto* fold = node.find("fold")) check.fold = read_fold(*fold, reader);
    if (!check.bookings && !check.fold)
        reader.complain(node, "report_file.check_without_reading", {{"check", check.name}});
    return check;
}

}  // namespace

int sheet_of(const ReportDescription& report, std::string_view name) {
    const auto found = std::ranges::find(report.sheets, name, &SheetDescription::name);
    return found == report.sheets.end() ? -1 : static_cast<int>(found - report.sheets.begin());
}

void read_checks(const YamlNode& root, ReportDescription& report, YamlReader& reader) {
    const auto* checks = root.find("checks");
    if (!checks) return;
    if (!checks->is_sequence()) return reader.complain(*checks, "report_file.no_list", {{"part", "checks"}});
    for (const auto& node : checks->children) report.checks.push_back(read_check(node, report, reader));
}

}  // namespace foerderlauf
