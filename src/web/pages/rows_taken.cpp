#include "web/pages/rows_taken.hpp"

#include "base/sha256.hpp"
#include "exchange/rows_csv.hpp"
#include "exchange/rows_paste.hpp"
#include "reports/rows_template.hpp"
#include "web/pages/german_rows.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"
#include "web/voucher_file.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

using Kind = RowDifference::Kind;

/// The file where one was chosen, else the pasted text; nothing where neither is.
std::optional<RowsFile> read_given(const Request& request, const Field& field) {
    const auto part = std::ranges::find(request.parts, "file:" + field.name, &Part::name);
    const auto pasted = request.form.value("paste:" + field.name);
    const bool blank = pasted.find_first_not_of(" \t\r\n") == std::string::npos;
    if (part != request.parts.end() && !part->filename.empty()) return read_rows_file(field, part->bytes);
    return blank ? std::nullopt : std::optional{read_rows_paste(field, pasted)};
}

View words_cell(const Field& column, const RowDifference& difference, const Words& words) {
    const auto before = for_reading(column, member(difference.before, column.name), words);
    const auto after = for_reading(column, member(difference.after, column.name), words);
    const auto both = before.empty() ? words.sentence("pages.open_yet") : before;
    return View::Group{{"column_label", typeset(column.label)},
                       {"numeric", column.kind == FieldKind::Money},
                       {"gone", before == after ? "" : before},
                       {"came", before == after ? "" : after},
                       {"stayed", before == after ? both : ""}};
}

View badge_of(Kind kind, const Words& words) {
    switch (kind) {
        case Kind::Added: return badge("success", "add", words.sentence("pages.rows_taken.added"));
        case Kind::Removed: return badge("warning", "delete", words.sentence("pages.rows_taken.removed"));
        default: return badge("info", "edit", words.sentence("pages.rows_taken.changed"));
    }
}

View::Views changed_lines(const Field& field, const std::vector<RowDifference>& differences, const Words& words) {
    View::Views lines;
    for (const auto& difference : differences) {
        if (difference.kind == Kind::Same) continue;
        View::Views cells;
        for (const auto& column : field.columns) cells.push_back(words_cell(column, difference, words));
        lines.push_back(View::Group{{"kind", badge_of(difference.kind, words)}, {"cells", cells}});
    }
    return lines;
}

/// What rows are summed by: all of them, and those with yes.
struct Totals {
    Money all, yes;
};

Totals totals_of(const std::vector<RowDifference>& differences, Record RowDifference::*side, const Field& money,
                 const Field* flag) {
    Totals totals;
    for (const auto& difference : differences) {
        const auto amount = Money::cents(integer_of(difference.*side, money.name));
        totals.all += amount;
        if (flag && flag_of(difference.*side, flag->name)) totals.yes += amount;
    }
    return totals;
}

View sum_line(std::string label, Money before, Money after, const Words& words) {
    const auto gap = after - before;
    return View::Group{{"sum_label", std::move(label)},
                       {"sum_before", words.amount(before)},
                       {"sum_after", words.amount(after)},
                       {"sum_gap", (gap > Money{} ? "+" : "") + words.amount(gap)}};
}

View::Views sum_lines(const Field& field, const std::vector<RowDifference>& differences, const Words& words) {
    const auto money = std::ranges::find(field.columns, FieldKind::Money, &Field::kind);
    if (money == field.columns.end()) return {};
    const auto flag = std::ranges::find(field.columns, FieldKind::Flag, &Field::kind);
    const auto* of_yes = flag == field.columns.end() ? nullptr : &*flag;
    const auto before = totals_of(differences, &RowDifference::before, *money, of_yes);
    const auto after = totals_of(differences, &RowDifference::after, *money, of_yes);
    View::Views lines = {sum_line(words.sentence("pages.rows.sum"), before.all, after.all, words)};
    if (of_yes)
        lines.push_back(
            sum_line(words.sentence("pages.rows.sum_flag", {{"label", of_yes->label}}), before.yes, after.yes, words));
    return lines;
}

/// `2 Zeilen kommen hinzu`, one line for each kind there is.
View::Views counts_of(const std::vector<RowDifference>& differences, const Words& words) {
    constexpr std::array<std::pair<Kind, const char*>, 4> kinds = {
        {{Kind::Added, "added"}, {Kind::Changed, "changed"}, {Kind::Removed, "removed"}, {Kind::Same, "same"}}};
    View::Views lines;
    for (const auto& [kind, name] : kinds)
        if (const auto number = std::ranges::count(differences, kind, &RowDifference::kind))
            lines.push_back(
                View::Group{{"count", words.counted("pages.rows_taken.count_" + std::string{name}, number)}});
    return lines;
}

View::Views hidden_of(const RowsPlace& place, const Record& typed) {
    View::Views hidden;
    for (const auto& field : *place.fields) add_hidden(hidden, field.name, member(typed, field.name));
    return hidden;
}

Reply difference_page(const Visit& visit, const RowsPlace& place, const Field& field, const Record& typed,
                      const List& rows) {
    const auto& words = visit.words;
    const auto differences = row_differences(field, list_of(typed, field.name), rows, Spelling::German);
    auto taken = typed;
    taken[field.name] = rows;
    const auto title = words.sentence("pages.rows_taken.heading", {{"label", field.label}});
    const View around = View::Group{{"heading", title},
                                    {"preline", place.preline},
                                    {"path", place.path},
                                    {"seq", std::to_string(place.seq)},
                                    {"taken", hidden_of(place, taken)},
                                    {"kept", hidden_of(place, typed)}};
    const auto view = joined(rows_difference_view(field, differences, words), around);
    return page(visit, "rows_taken", title, view, 200, NavPlace::Cases);
}

/// A rows field of a form that the visitor may change, and the rows the case has.
struct RowsOfCase {
    Field field;
    List rows;
};

Result<RowsOfCase> rows_of_case(const Visit& visit) {
    const auto reading = case_of(visit);
    if (!reading) return tl::unexpected{reading.error()};
    const auto& name = visit.request.parameter("form");
    const auto form = reading->definition->forms.find(name);
    const auto* field = form == reading->definition->forms.end() ? nullptr
                                                                 : form->second.find(visit.request.parameter("field"));
    const bool editable = std::ranges::find(reading->editable, name) != reading->editable.end();
    if (!field || field->kind != FieldKind::Rows || !editable)
        return refuse(Refusal::Kind::NotFound, "api.no_such_rows");
    const auto answers = reading->file.forms.find(name);
    return RowsOfCase{in_german(visit, *field),
                      answers == reading->file.forms.end() ? List{} : list_of(answers->second, field->name)};
}

}  // namespace

View rows_difference_view(const Field& field, const std::vector<RowDifference>& differences, const Words& words) {
    View::Views heads;
    for (const auto& column : field.columns)
        heads.push_back(
            View::Group{{"head_label", typeset(column.label)}, {"head_money", column.kind == FieldKind::Money}});
    const auto lines = changed_lines(field, differences, words);
    return View::Group{{"label", typeset(field.label)},
                       {"counts", counts_of(differences, words)},
                       {"sums", sum_lines(field, differences, words)},
                       {"heads", heads},
                       {"lines", lines},
                       {"differs", !lines.empty()}};
}

tl::expected<Reply, FormState> show_taken_rows(const Visit& visit, const RowsPlace& place, FormState state) {
    const auto& form = visit.request.form;
    const auto field = std::ranges::find(*place.fields, form.value("take_rows"), &Field::name);
    if (field == place.fields->end() || field->kind != FieldKind::Rows) return tl::unexpected{std::move(state)};
    state.pasted[field->name] = form.value("paste:" + field->name);
    const auto file = read_given(visit.request, in_german(visit, *field));
    if (!file) {
        state.errors.emplace("file", Message{"pages.rows_taken.nothing", {}});
        return tl::unexpected{std::move(state)};
    }
    int number = 0;
    for (auto& error : located(file->errors, visit.texts()))
        state.errors.emplace(fmt::format("file.{:06}", number++), std::move(error.message));
    if (!file->errors.empty()) return tl::unexpected{std::move(state)};
    auto rows = form.value("rows_mode:" + field->name) == "append" ? list_of(state.typed, field->name) : List{};
    rows.insert(rows.end(), file->rows.begin(), file->rows.end());
    return difference_page(visit, place, *field, state.typed, rows);
}

Reply send_rows_workbook(const Visit& visit) {
    const auto wanted = rows_of_case(visit);
    if (!wanted) return refused(visit, wanted.error());
    const auto& site = visit.site();
    const auto file = std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(16)) + ".xlsx");
    write_rows_template(file, wanted->field, wanted->rows, GivenRows::Present, site.installation->texts,
                        site.clock.now());
    return download(FileBody{file, true}, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    wanted->field.label + ".xlsx");
}

Reply send_rows_csv(const Visit& visit) {
    const auto wanted = rows_of_case(visit);
    if (!wanted) return refused(visit, wanted.error());
    const auto typed = as_typed({wanted->field}, {{wanted->field.name, wanted->rows}});
    return download(rows_csv(wanted->field, list_of(typed, wanted->field.name)), "text/csv; charset=utf-8",
                    wanted->field.label + ".csv");
}

}  // namespace foerderlauf
