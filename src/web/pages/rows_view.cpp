// Rows of a form as a table: a line per row, sums that are right when the page arrives, buttons that need no script.
#include "base/text.hpp"
#include "web/pages/form_view.hpp"
#include "web/voucher_file.hpp"

#include <algorithm>
#include <optional>

namespace foerderlauf {

namespace {

/// Where in a form's rows the amount, the year and the yes-or-no stand; as far as there are such columns.
struct SumColumns {
    std::optional<std::size_t> money, year, flag;
};

std::optional<std::size_t> column_of(const Field& field, FieldKind kind) {
    const auto found = std::ranges::find(field.columns, kind, &Field::kind);
    return found == field.columns.end() ? std::nullopt
                                        : std::optional{static_cast<std::size_t>(found - field.columns.begin())};
}

SumColumns sum_columns(const Field& field) {
    return {column_of(field, FieldKind::Money), column_of(field, FieldKind::Integer),
            column_of(field, FieldKind::Flag)};
}

struct Sums {
    Money all, yes;
    std::map<std::string, Money> by_year;
    int unreadable = 0;
};

Sums sums_of(const Field& field, const List& rows, const SumColumns& at) {
    Sums sums;
    for (const auto& row : rows) {
        const auto* record = row.as_record();
        if (!record) continue;
        const auto typed = text_of(*record, field.columns[*at.money].name);
        const auto amount = Money::parse(typed);
        if (!amount) {
            sums.unreadable += typed.empty() ? 0 : 1;
            continue;
        }
        sums.all += *amount;
        if (at.year) sums.by_year[text_of(*record, field.columns[*at.year].name)] += *amount;
        if (at.flag && text_of(*record, field.columns[*at.flag].name) == "ja") sums.yes += *amount;
    }
    return sums;
}

/// A line of the table's foot: the words, then blanks up to the column of the amount.
View sum_line(const Field& field, const SumColumns& at, std::string label, Money sum, const Words& words) {
    View::Views before, after;
    for (std::size_t i = 1; i < *at.money; ++i) before.push_back(View::Group{});
    for (std::size_t i = *at.money + 1; i <= field.columns.size(); ++i) after.push_back(View::Group{});
    return View::Group{{"sum_label", std::move(label)},
                       {"sum", words.amount(sum)},
                       {"sum_column", field.columns[*at.money].label},
                       {"before", before},
                       {"after", after}};
}

View::Views sum_lines(const Field& field, const Sums& sums, const SumColumns& at, const Words& words) {
    View::Views lines;
    if (sums.by_year.size() > 1)
        for (const auto& [year, sum] : sums.by_year)
            lines.push_back(sum_line(field, at, words.sentence("pages.rows.sum_year", {{"year", year}}), sum, words));
    lines.push_back(sum_line(field, at, words.sentence("pages.rows.sum"), sums.all, words));
    if (at.flag) {
        const auto label = words.sentence("pages.rows.sum_flag", {{"label", field.columns[*at.flag].label}});
        lines.push_back(sum_line(field, at, label, sums.yes, words));
    }
    return lines;
}

View line_view(const Field& field, std::size_t number, const Record& row, const FormState& state, const Words& words) {
    const auto prefix = field.name + "." + std::to_string(number);
    const auto shown = std::to_string(number + 1);
    View::Views cells;
    for (const auto& column : field.columns) {
        const auto label = words.sentence("pages.rows.cell", {{"column", column.label}, {"row", shown}});
        auto cell = field_view(column, prefix + "." + column.name, label, member(row, column.name), state, words);
        cell["column_label"] = typeset(column.label);
        cell["first"] = cells.empty();
        cell["described"] = cell["error"].says_something() ? field_id(prefix + "." + column.name) + "-e" : "";
        cells.push_back(std::move(cell));
    }
    return View::Group{
        {"cells", cells}, {"remove", prefix}, {"remove_label", words.sentence("pages.rows.remove", {{"row", shown}})}};
}

/// `Position, Jahr, Betrag`
std::string columns_of(const Field& field) {
    std::vector<std::string> labels;
    for (const auto& column : field.columns) labels.push_back(column.label);
    return joined(labels, ", ");
}

View head_view(const Field& column, bool first, const Words& words) {
    const bool money = column.kind == FieldKind::Money;
    const auto label = money ? words.sentence("pages.rows.in_euro", {{"label", column.label}}) : typeset(column.label);
    return View::Group{
        {"head_label", label}, {"head_money", money}, {"head_first", first && column.kind == FieldKind::Text}};
}

/// Where rows may be taken from a file or pasted.
View office_view(const Field& field, const FormState& state, const Words& words) {
    const auto pasted = state.pasted.find(field.name);
    return View::Group{{"office_title", words.sentence("pages.rows_taken.title", {{"label", field.label}})},
                       {"office_template", state.rows_path + "/" + field.name},
                       {"office_columns", words.sentence("pages.rows_taken.columns", {{"columns", columns_of(field)}})},
                       {"office_pasted", pasted == state.pasted.end() ? std::string{} : pasted->second},
                       {"office_open", pasted != state.pasted.end()}};
}

}  // namespace

View rows_view(const Field& field, const FormState& state, const Words& words) {
    auto rows = list_of(state.typed, field.name);
    const auto given = rows;
    const auto spare = state.spare_rows.find(field.name);
    const int blank = spare != state.spare_rows.end() ? spare->second : rows.empty() ? 1 : 0;
    for (int i = 0; i < blank; ++i) rows.emplace_back(Record{});

    View::Views heads, lines;
    for (const auto& column : field.columns) heads.push_back(head_view(column, heads.empty(), words));
    for (std::size_t i = 0; i < rows.size(); ++i)
        lines.push_back(line_view(field, i, rows[i].as_record() ? *rows[i].as_record() : Record{}, state, words));

    const auto at = sum_columns(field);
    View view = field_view(field, field.name, field.label, Value{}, state, words);
    view["is_line"] = false;
    view["is_rows"] = View::Group{
        {"heads", heads},        {"lines", lines},          {"title_hidden", false}, {"has_sums", at.money.has_value()},
        {"sums", View::Views{}}, {"sums_leave_out", false}, {"from_file", false},    {"from_office", false}};
    if (!state.rows_path.empty()) view["is_rows"]["from_office"] = office_view(field, state, words);
    if (field.name == voucher_list && !state.file_template.empty())
        view["is_rows"]["from_file"] = View::Group{
            {"file_label", words.sentence("pages.vouchers.file", {{"label", field.label}})},
            {"file_template", state.file_template}};
    if (at.money) {
        const auto sums = sums_of(field, given, at);
        view["is_rows"]["sums"] = sum_lines(field, sums, at, words);
        if (sums.unreadable > 0)
            view["is_rows"]["sums_leave_out"] = words.counted("pages.rows.unreadable", sums.unreadable);
    }
    return view;
}

}  // namespace foerderlauf
