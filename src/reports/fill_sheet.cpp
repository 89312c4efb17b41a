#include "reports/fill_sheet.hpp"

#include "domain/calendar.hpp"
#include "reports/ordered_rows.hpp"

#include <algorithm>
#include <optional>

namespace foerderlauf {

namespace {

constexpr int title_row = 0;
constexpr int shown_row = 1;
constexpr int first_data_offset = 1;  // below the header
constexpr int rows_kept_free = 2;     // for the last subtotal and the total

Cell zero_of(ColumnKind kind) { return kind == ColumnKind::Amount ? Cell{Money{}} : Cell{std::int64_t{0}}; }

std::vector<Cell> zeros_of(const SheetDescription& description) {
    std::vector<Cell> zeros;
    for (const auto& column : description.columns) zeros.push_back(zero_of(column.kind));
    return zeros;
}

/// Adds a cell of the same kind; nothing counts as zero.
void add_to(Cell& sum, const Cell& cell) {
    if (const auto* amount = std::get_if<Money>(&cell)) std::get<Money>(sum) += *amount;
    else if (const auto* number = std::get_if<std::int64_t>(&cell)) std::get<std::int64_t>(sum) += *number;
}
/// The sum of two cells of the same kind.
Cell plus(const Cell& sum, const Cell& cell) {
    if (const auto* amount = std::get_if<Money>(&cell)) return std::get<Money>(sum) + *amount;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::get<std::int64_t>(sum) + *number;
    return sum;
}
Cell minus(const Cell& sum, const Cell& cell) {
    if (const auto* amount = std::get_if<Money>(&cell)) return std::get<Money>(sum) - *amount;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::get<std::int64_t>(sum) - *number;
    return sum;
}

std::string spelled(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* yes = std::get_if<bool>(&cell)) return *yes ? "true" : "false";
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
    if (const auto* day = std::get_if<Date>(&cell)) return to_iso(*day);
    if (const auto* amount = std::get_if<Money>(&cell)) return std::to_string(amount->in_cents());
    if (const auto* rate = std::get_if<Percent>(&cell)) return to_text(*rate);
    return {};
}

/// The table of one sheet while it is written from top to bottom.
class Table {
public:
    Table(Workbook& book, Sheet& sheet, const SheetDescription& description, const Texts& texts, int header_row)
        : book_{book}, sheet_{sheet}, description_{description}, texts_{texts},
          header_row_{header_row}, next_row_{header_row + first_data_offset},
          group_start_{next_row_}, totals_{zeros_of(description)}, group_totals_{totals_} {}

    void write_header() {
        for (std::size_t i = 0; i < description_.columns.size(); ++i) {
            const auto& column = description_.columns[i];
            const auto header = column.header.empty() ? texts_.sentence("report.column." + column.field)
                                                      : column.header;
            sheet_.write(header_row_, static_cast<int>(i), header, column.kind, RowLook::Header);
        }
    }
    void write_row(const Cells& row) {
        if (next_row_ + rows_kept_free >= Sheet::most_rows) throw TooManyRows{description_.name};
        close_group_before(row);
        for (std::size_t i = 0; i < description_.columns.size(); ++i) {
            write_cell(static_cast<int>(i), row);
            add_to(totals_[i], value_of(i, row));
            if (description_.group) add_to(group_totals_[i], value_of(i, row));
        }
        ++next_row_;
        ++rows_;
    }
    FilledSheet finish(Date day) {
        if (description_.group && rows_ > 0) write_subtotal();
        if (rows_ == 0) sheet_.write(next_row_++, 0, texts_.sentence("report.no_rows"), ColumnKind::Key, RowLook::Note);
        const int last_data_row = next_row_ - 1;
        sheet_.filter(header_row_, last_data_row, static_cast<int>(description_.columns.size()) - 1);
        write_total(last_data_row);
        mark_cells(last_data_row, day);
        return {header_row_ + first_data_offset, last_data_row, rows_, totals_};
    }

private:
    const Cell& value_of(std::size_t column, const Cells& row) const {
        return row[static_cast<std::size_t>(description_.columns[column].field_index)];
    }

    void write_cell(int column, const Cells& row) {
        const auto& described = description_.columns[static_cast<std::size_t>(column)];
        const auto& value = value_of(static_cast<std::size_t>(column), row);
        if (!described.plus.empty() || !described.minus.empty()) return write_difference(column, described, value, row);
        const auto* flag = std::get_if<bool>(&value);
        if (flag)
            return sheet_.write(next_row_, column, texts_.sentence(*flag ? "word.yes" : "word.no"), described.kind,
                                RowLook::Plain);
        sheet_.write(next_row_, column, value, described.kind, RowLook::Plain);
    }

    /// `=E5+F5-G5`, whose value must be what the query says: a workbook that disagrees with the ledger is a fault.
    void write_difference(int column, const ColumnDescription& described, const Cell& value, const Cells& row) {
        Cell computed = zero_of(described.kind);
        std::string formula = "=";
        for (const int operand : described.plus) {
            computed = plus(computed, value_of(static_cast<std::size_t>(operand), row));
            formula += (formula.size() > 1 ? "+" : "") + cell_name(next_row_, operand);
        }
        for (const int operand : described.minus) {
            computed = minus(computed, value_of(static_cast<std::size_t>(operand), row));
            formula += "-" + cell_name(next_row_, operand);
        }
        if (computed != value)
            throw std::logic_error{"report sheet " + description_.name + ": " + described.field + " is " +
                                   spelled(value) + " but its formula gives " + spelled(computed)};
        sheet_.write_formula(next_row_, column, formula, computed, described.kind, RowLook::Plain);
    }

    /// Rows only, never their sums: those have no event.
    void mark_cells(int last_row, Date day) {
        using Mark = ColumnDescription::Mark;
        const int first_row = header_row_ + first_data_offset;
        const auto event = "$" + cell_name(first_row, description_.column_of("position"));
        for (std::size_t i = 0; i < description_.columns.size(); ++i) {
            const auto mark = description_.columns[i].mark;
            if (mark == Mark::None) continue;
            const int at = static_cast<int>(i);
            const auto cell = cell_name(first_row, at);
            const auto holds = mark == Mark::Overdue    ? cell + "<" + date_formula(day)
                               : mark == Mark::Positive ? cell + ">0"
                                                        : cell + "<0";
            sheet_.mark({first_row, at, last_row, at},
                        "=AND(ISNUMBER(" + cell + "),ISNUMBER(" + event + ")," + holds + ")", MarkColour::Red);
        }
    }

    void close_group_before(const Cells& row) {
        if (!description_.group) return;
        const auto& value = value_of(static_cast<std::size_t>(*description_.group), row);
        if (group_ && *group_ != value) write_subtotal();
        group_ = value;
    }

    void write_subtotal() {
        const auto label = texts_.sentence("report.sum_of", {{"value", spelled(*group_)}});
        write_sums(label, group_totals_, group_start_, next_row_ - 1, RowLook::Subtotal);
        for (std::size_t i = 0; i < group_totals_.size(); ++i) group_totals_[i] = zero_of(description_.columns[i].kind);
        group_start_ = ++next_row_;
    }

    void write_total(int last_data_row) {
        const bool summed = std::ranges::any_of(description_.columns, &ColumnDescription::sum);
        if (!summed) return;
        write_sums(texts_.sentence("report.sum"), totals_, header_row_ + first_data_offset, last_data_row,
                   RowLook::Total);
        for (std::size_t i = 0; i < description_.columns.size(); ++i)
            if (const auto& name = description_.columns[i].sum_name; !name.empty())
                book_.define_name(name, description_.title, next_row_, static_cast<int>(i));
    }

    /// 109 sums what the filter shows, and passes over other subtotals.
    void write_sums(const std::string& label, const std::vector<Cell>& sums, int first_row, int last_row,
                    RowLook look) {
        for (std::size_t i = 0; i < description_.columns.size(); ++i) {
            const auto& column = description_.columns[i];
            const int at = static_cast<int>(i);
            if (column.sum)
                sheet_.write_formula(next_row_, at,
                                     "=SUBTOTAL(109," + cell_name(first_row, at) + ":" + cell_name(last_row, at) + ")",
                                     sums[i], column.kind, look);
            else if (i == 0) sheet_.write(next_row_, at, label, ColumnKind::Key, look);
            else sheet_.write(next_row_, at, Cell{}, column.kind, look);
        }
    }

    Workbook& book_;
    Sheet& sheet_;
    const SheetDescription& description_;
    const Texts& texts_;
    int header_row_, next_row_, group_start_;
    std::int64_t rows_ = 0;
    std::optional<Cell> group_;
    std::vector<Cell> totals_, group_totals_;
};

bool stays(const SheetDescription& description, const Cells& row) {
    return std::ranges::all_of(description.where, [&](const auto& condition) {
        return spelled(row[static_cast<std::size_t>(condition.first)]) == condition.second;
    });
}

bool comes_before(const SheetDescription& description, const Cells& a, const Cells& b) {
    for (const auto& [index, descending] : description.order) {
        const auto& left = a[static_cast<std::size_t>(index)];
        const auto& right = b[static_cast<std::size_t>(index)];
        if (left != right) return descending ? right < left : left < right;
    }
    return false;
}

}  // namespace

struct SheetFilling::Inner {
    const SheetDescription& description;
    RowWatch watch;
    Sheet sheet;
    Table table;
    OrderedRows waiting;  ///< rows to be put in order

    Inner(Workbook& book, const SheetDescription& described, const Texts& texts, const SheetLook& look, RowWatch by)
        : description{described}, watch{std::move(by)}, sheet{book.add_sheet(look)}, table{book, sheet, described,
                                                                                           texts, look.header_row},
          waiting{[this](const Cells& a, const Cells& b) { return comes_before(description, a, b); }} {}

    void write(const Cells& row) {
        table.write_row(row);
        watch(row);
    }
};

SheetFilling::SheetFilling(Workbook& book, const SheetDescription& description, const Texts& texts,
                           const std::string& shown, const SheetLook& look, RowWatch watch)
    : inner_{std::make_unique<Inner>(book, description, texts, look, std::move(watch))} {
    inner_->sheet.write(title_row, 0, description.title, ColumnKind::Key, RowLook::Title);
    inner_->sheet.write(shown_row, 0, shown, ColumnKind::Key, RowLook::Note);
    inner_->table.write_header();
}

SheetFilling::~SheetFilling() = default;
SheetFilling::SheetFilling(SheetFilling&&) noexcept = default;

void SheetFilling::take(Cells&& row) {
    if (!stays(inner_->description, row)) return;
    if (inner_->description.order.empty()) inner_->write(row);
    else inner_->waiting.add(std::move(row));
}

FilledSheet SheetFilling::finish(Date day) {
    inner_->waiting.drain([&](const Cells& row) { inner_->write(row); });
    return inner_->table.finish(day);
}

}  // namespace foerderlauf
