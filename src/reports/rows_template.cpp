#include "reports/rows_template.hpp"

#include "domain/calendar.hpp"
#include "reports/workbook.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int title_row = 0, note_row = 1, after_row = 2, header_row = 3, first_row = 4;
constexpr int most_without_limit = 1'000;

ColumnKind kind_of(const Field& column) {
    switch (column.kind) {
        case FieldKind::Money: return ColumnKind::Amount;
        case FieldKind::Date: return ColumnKind::Day;
        case FieldKind::Integer: return ColumnKind::Integer;
        case FieldKind::Code:
        case FieldKind::Recipient:
        case FieldKind::Iban: return ColumnKind::Key;
        default: return ColumnKind::Text;
    }
}

int width_of(const Field& column) {
    switch (column.kind) {
        case FieldKind::Text:
        case FieldKind::LongText: return 34;
        case FieldKind::Choice:
        case FieldKind::Iban: return 26;
        default: return 15;
    }
}

/// What the spreadsheet offers in the column; empty when anything may be typed.
std::vector<std::string> choices_of(const Field& column, const List& rows, GivenRows given, const Texts& texts) {
    std::vector<std::string> choices;
    if (column.kind == FieldKind::Flag)
        return {texts.sentence("rows_template.yes"), texts.sentence("rows_template.no")};
    for (const auto& option : column.options) choices.push_back(option.label);
    if (column.kind != FieldKind::Text || given == GivenRows::Present) return choices;
    for (const auto& row : rows) {
        auto text = row.as_record() ? text_of(*row.as_record(), column.name) : std::string{};
        if (!text.empty() && std::ranges::find(choices, text) == choices.end()) choices.push_back(std::move(text));
    }
    return choices;
}

/// What stands in a cell: typed values as what they are, texts as people type them.
Cell cell_of(const Field& column, const Value& value, const Texts& texts) {
    if (const auto* yes = value.as_bool()) return texts.sentence(*yes ? "rows_template.yes" : "rows_template.no");
    if (const auto* number = value.as_integer())
        return column.kind == FieldKind::Money ? Cell{Money::cents(*number)} : Cell{*number};
    const auto* text = value.as_text();
    if (!text || text->empty()) return {};
    if (column.kind == FieldKind::Date)
        if (const auto day = parse_date(*text)) return *day;
    const auto option = std::ranges::find(column.options, *text, &Option::value);
    return option == column.options.end() ? *text : option->label;
}

InputRule rule_of(const Field& column, const std::string& choices, const Texts& texts) {
    constexpr std::size_t longest_title = 32;
    const auto say = [&](const char* key) { return texts.sentence(std::string{"rows_template."} + key); };
    InputRule rule;
    if (column.label.size() <= longest_title) rule.title = column.label;
    if (!choices.empty()) {
        rule.takes = InputRule::Takes::Listed;
        rule.list = choices;
        rule.hint = say("hint_choice");
        rule.refusal = say("refused_choice");
    } else if (column.kind == FieldKind::Money) {
        rule.takes = InputRule::Takes::Amount;
        rule.hint = say("hint_amount");
        rule.refusal = say("refused_amount");
    } else if (column.kind == FieldKind::Integer) {
        rule.takes = InputRule::Takes::Integer;
        rule.least = column.min;
        rule.most = column.max;
        rule.hint = say("hint_integer");
        rule.refusal = say("refused_integer");
    } else if (column.kind == FieldKind::Date) {
        rule.takes = InputRule::Takes::Day;
        rule.hint = say("hint_day");
        rule.refusal = say("refused_day");
    } else {
        rule.hint = say(kind_of(column) == ColumnKind::Key ? "hint_code" : "hint_text");
    }
    return rule;
}

using Choices = std::vector<std::vector<std::string>>;  ///< by column of the form

/// The choices stand on a sheet of their own, column by column: a list inside of the rule may have 255 characters only.
void add_choices(Workbook& book, const Field& field, const Choices& choices, const Texts& texts) {
    if (std::ranges::all_of(choices, [](const auto& of_column) { return of_column.empty(); })) return;
    const std::vector<int> widths(choices.size(), 34);
    auto sheet = book.add_sheet({.title = texts.sentence("rows_template.choices"),
                                 .widths = widths,
                                 .footer_left = {},
                                 .footer_right = {},
                                 .page_of = {}});
    std::size_t longest = 0;
    for (const auto& of_column : choices) longest = std::max(longest, of_column.size());
    for (std::size_t row = 0; row <= longest; ++row)
        for (std::size_t column = 0; column < choices.size(); ++column) {
            if (row > choices[column].size() || choices[column].empty()) continue;
            sheet.write(static_cast<int>(row), static_cast<int>(column),
                        row == 0 ? field.columns[column].label : choices[column][row - 1], ColumnKind::Text,
                        row == 0 ? RowLook::Header : RowLook::Plain);
        }
}

}  // namespace

void write_rows_template(const std::filesystem::path& file, const Field& field, const List& rows, GivenRows given,
                         const Texts& texts, Instant now) {
    const auto most = static_cast<int>(field.max.value_or(most_without_limit));
    Workbook book{file, {field.label, {}, texts.sentence("report.author"), {}, now, {}}};
    SheetLook look{.title = texts.sentence("rows_template.sheet"),
                   .widths = {},
                   .header_row = header_row,
                   .footer_left = field.label,
                   .footer_right = {},
                   .page_of = texts.sentence("report.page_of")};
    Choices choices;
    for (const auto& column : field.columns) {
        look.widths.push_back(width_of(column));
        look.kinds.push_back(kind_of(column));
        choices.push_back(choices_of(column, rows, given, texts));
    }
    auto sheet = book.add_sheet(look);
    const Record values{{"first_row", first_row + 1}, {"most", most}};
    sheet.write(title_row, 0, field.label, ColumnKind::Text, RowLook::Title);
    sheet.write(note_row, 0, texts.sentence("rows_template.note", values), ColumnKind::Text, RowLook::Note);
    sheet.write(after_row, 0, texts.sentence("rows_template.note_after"), ColumnKind::Text, RowLook::Note);
    for (std::size_t i = 0; i < field.columns.size(); ++i)
        sheet.write(header_row, static_cast<int>(i), field.columns[i].label, look.kinds[i], RowLook::Header);
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (std::size_t i = 0; i < field.columns.size(); ++i)
            if (const auto* record = rows[row].as_record())
                if (const auto cell = cell_of(field.columns[i], member(*record, field.columns[i].name), texts);
                    !std::holds_alternative<std::monostate>(cell))
                    sheet.write(first_row + static_cast<int>(row), static_cast<int>(i), cell, look.kinds[i],
                                RowLook::Plain);
    for (std::size_t i = 0; i < field.columns.size(); ++i) {
        const int column = static_cast<int>(i);
        const auto listed = choices[i].empty() ? std::string{}
                                               : range_name(texts.sentence("rows_template.choices"), 1,
                                                            static_cast<int>(choices[i].size()), column);
        sheet.expect_input({first_row, column, first_row + most - 1, column}, rule_of(field.columns[i], listed, texts));
    }
    add_choices(book, field, choices, texts);
    book.save();
}

}  // namespace foerderlauf
