#include "reports/check_sheet.hpp"

#include "reports/counted.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr int verdict_row = 1;
constexpr int first_check_offset = 1;  // below the header
enum Column { TitleAt, SheetAt, CellsAt, LedgerAt, HistoryAt, LedgerGapAt, HistoryGapAt, ResultAt, ColumnCount };

/// The three readings of one check in cents or rows; what a check does not ask for stays empty.
struct Readings {
    std::int64_t cells = 0;
    std::optional<std::int64_t> ledger, history;

    bool agree() const { return (!ledger || *ledger == cells) && (!history || *history == cells); }
};

Cell number_of(const CheckDescription& check, std::int64_t number) {
    return check.amounts ? Cell{Money::cents(number)} : Cell{number};
}

std::int64_t in_cells(const CheckDescription& check, const std::vector<FilledSheet>& filled) {
    std::int64_t sum = 0;
    for (const auto& [sheet, column] : check.cells) {
        const auto& written = filled[static_cast<std::size_t>(sheet)];
        if (column < 0) sum += written.rows;
        else sum += std::get<Money>(written.totals[static_cast<std::size_t>(column)]).in_cents();
    }
    return sum;
}

/// `=SUMIF(events,">0",amounts)+…`: a subtotal has no event, so that it is not counted twice.
std::string formula_of(const CheckDescription& check, const ReportDescription& report,
                       const std::vector<FilledSheet>& filled) {
    std::string formula = "=";
    for (const auto& [sheet, column] : check.cells) {
        const auto& described = report.sheets[static_cast<std::size_t>(sheet)];
        const auto& written = filled[static_cast<std::size_t>(sheet)];
        const auto range = [&](int at) { return range_name(described.title, written.first_row, written.last_row, at); };
        if (formula.size() > 1) formula += "+";
        const auto events = range(described.column_of("position"));
        formula += column < 0 ? "COUNTIF(" + events + ",\">0\")" : "SUMIF(" + events + ",\">0\"," + range(column) + ")";
    }
    return formula;
}

}  // namespace

std::vector<CheckCounts> counts_of_checks(const ReportDescription& report, const Asking& asking) {
    std::vector<CheckCounts> counts(report.checks.size());
    std::vector<WantedBookings> bookings;
    std::vector<const FoldSelection*> folds;
    std::vector<std::size_t> booked, folded;
    for (std::size_t i = 0; i < report.checks.size(); ++i) {
        const auto& check = report.checks[i];
        const auto of = report.sheets[static_cast<std::size_t>(check.cells.front().sheet)].query->of;
        if (check.bookings) {
            bookings.push_back({&*check.bookings, of});
            booked.push_back(i);
        }
        if (check.fold && !asking.options.year) {  // the state of a case knows no year
            folds.push_back(&*check.fold);
            folded.push_back(i);
        }
    }
    if (!bookings.empty()) {
        const auto ledger = counted_bookings(asking, BookingSource::Ledger, bookings);
        const auto history = counted_bookings(asking, BookingSource::History, bookings);
        for (std::size_t n = 0; n < booked.size(); ++n) {
            counts[booked[n]] = {ledger[n].in_cents(), history[n].in_cents()};
        }
    }
    const auto amounts = folded_amounts(asking, folds);
    for (std::size_t n = 0; n < folded.size(); ++n) counts[folded[n]].history = amounts[n];
    return counts;
}

namespace {

class CheckTable {
public:
    CheckTable(Sheet& sheet, const Texts& texts, int row) : sheet_{sheet}, texts_{texts}, first_row_{row}, row_{row} {}

    void write(const CheckDescription& check, const std::string& sheets, const std::string& formula,
               const Readings& readings) {
        const auto kind = check.amounts ? ColumnKind::Amount : ColumnKind::Integer;
        sheet_.write(row_, TitleAt, check.title, ColumnKind::Text, RowLook::Plain);
        sheet_.write(row_, SheetAt, sheets, ColumnKind::Text, RowLook::Plain);
        sheet_.write_formula(row_, CellsAt, formula, number_of(check, readings.cells), kind, RowLook::Plain);
        write_reading(LedgerAt, check, readings.ledger, kind);
        write_reading(HistoryAt, check, readings.history, kind);
        write_gap(LedgerGapAt, LedgerAt, check, readings.cells, readings.ledger, kind);
        write_gap(HistoryGapAt, HistoryAt, check, readings.cells, readings.history, kind);
        const auto agrees = texts_.sentence("report.check.agrees"), differs = texts_.sentence("report.check.differs");
        sheet_.write_formula(row_, ResultAt,
                             "=IF(AND(N(" + cell_name(row_, LedgerGapAt) + ")=0,N(" + cell_name(row_, HistoryGapAt) +
                                 ")=0),\"" + agrees + "\",\"" + differs + "\")",
                             readings.agree() ? agrees : differs, ColumnKind::Flag, RowLook::Plain);
        ++row_;
    }
    /// Green where nothing differs, red where something does.
    void colour() {
        const int last = row_ - 1;
        if (last < first_row_) return;
        const auto gap = cell_name(first_row_, LedgerGapAt);
        const CellRange gaps{first_row_, LedgerGapAt, last, HistoryGapAt};
        sheet_.mark(gaps, "=AND(ISNUMBER(" + gap + ")," + gap + "<>0)", MarkColour::Red);
        sheet_.mark(gaps, "=AND(ISNUMBER(" + gap + ")," + gap + "=0)", MarkColour::Green);
        const auto result = cell_name(first_row_, ResultAt);
        const auto word = "\"" + texts_.sentence("report.check.agrees") + "\"";
        const CellRange results{first_row_, ResultAt, last, ResultAt};
        sheet_.mark(results, "=" + result + "<>" + word, MarkColour::Red);
        sheet_.mark(results, "=" + result + "=" + word, MarkColour::Green);
    }
    int next_row() const { return row_; }

private:
    void write_reading(int column, const CheckDescription& check, std::optional<std::int64_t> reading,
                       ColumnKind kind) {
        if (reading) sheet_.write(row_, column, number_of(check, *reading), kind, RowLook::Plain);
        else sheet_.write(row_, column, texts_.sentence("report.check.not_asked"), ColumnKind::Flag, RowLook::Plain);
    }
    void write_gap(int column, int compared, const CheckDescription& check, std::int64_t cells,
                   std::optional<std::int64_t> reading, ColumnKind kind) {
        if (!reading) return sheet_.write(row_, column, Cell{}, kind, RowLook::Plain);
        sheet_.write_formula(row_, column,
                             "=ROUND(" + cell_name(row_, CellsAt) + "-" + cell_name(row_, compared) + ",2)",
                             number_of(check, cells - *reading), kind, RowLook::Plain);
    }

    Sheet& sheet_;
    const Texts& texts_;
    int first_row_, row_;
};

/// A sentence inside of a formula: its quotation marks are doubled.
std::string quoted(const std::string& sentence) {
    std::string text = "\"";
    for (const char c : sentence) text += c == '"' ? std::string{"\"\""} : std::string{c};
    return text + "\"";
}

void write_verdict(Sheet& sheet, const Texts& texts, int first_row, const std::vector<Readings>& readings) {
    const auto number = static_cast<std::int64_t>(readings.size());
    if (number == 0)
        return sheet.write(verdict_row, 0, texts.sentence("report.check.none"), ColumnKind::Key, RowLook::Note);
    const auto right = texts.sentence("report.check.all_agree", {{"number", number}});
    const auto wrong = texts.sentence("report.check.some_differ");
    const auto results = cell_name(first_row, ResultAt) + ":" +
                         cell_name(first_row + static_cast<int>(number) - 1, ResultAt);
    const bool agree = std::ranges::all_of(readings, &Readings::agree);
    sheet.write_formula(verdict_row, 0,
                        "=IF(COUNTIF(" + results + "," + quoted(texts.sentence("report.check.agrees")) +
                            ")=" + std::to_string(number) + "," + quoted(right) + "," + quoted(wrong) + ")",
                        agree ? right : wrong, ColumnKind::Key, RowLook::Note);
    const auto cell = "$" + cell_name(verdict_row, 0);
    sheet.mark({verdict_row, 0, verdict_row, 0}, "=" + cell + "<>" + quoted(right), MarkColour::Red);
    sheet.mark({verdict_row, 0, verdict_row, 0}, "=" + cell + "=" + quoted(right), MarkColour::Green);
}

std::string sheet_titles(const CheckDescription& check, const ReportDescription& report) {
    std::string titles;
    for (const auto& cells : check.cells) {
        const auto& title = report.sheets[static_cast<std::size_t>(cells.sheet)].title;
        if (titles.find(title) == std::string::npos) titles += (titles.empty() ? "" : ", ") + title;
    }
    return titles;
}

void write_stamp(Sheet& sheet, const Texts& texts, const StampRows& stamp, int row) {
    sheet.write(row, 0, texts.sentence("report.stamp.title"), ColumnKind::Key, RowLook::Title);
    for (const auto& [label, value] : stamp) {
        sheet.write(++row, TitleAt, label, ColumnKind::Text, RowLook::Plain);
        sheet.write(row, SheetAt, value, ColumnKind::Text, RowLook::Plain);
    }
}

}  // namespace

int write_check_sheet(Workbook& book, const ReportDescription& report, const Texts& texts,
                      const std::vector<FilledSheet>& filled, const std::vector<CheckCounts>& counts,
                      const StampRows& stamp, SheetLook look) {
    look.title = texts.sentence("report.check.title");
    look.widths = {38, 30, 19, 19, 19, 16, 16, 14};
    auto sheet = book.add_sheet(look);
    std::vector<Readings> readings;
    for (std::size_t i = 0; i < report.checks.size(); ++i)
        readings.push_back({in_cells(report.checks[i], filled), counts[i].ledger, counts[i].history});
    const int first_row = look.header_row + first_check_offset;
    sheet.write(0, 0, look.title, ColumnKind::Key, RowLook::Title);
    write_verdict(sheet, texts, first_row, readings);
    for (int column = 0; column < ColumnCount; ++column)
        sheet.write(look.header_row, column, texts.sentence("report.check.column." + std::to_string(column + 1)),
                    column < CellsAt    ? ColumnKind::Text
                    : column < ResultAt ? ColumnKind::Amount
                                        : ColumnKind::Flag,
                    RowLook::Header);
    CheckTable table{sheet, texts, first_row};
    for (std::size_t i = 0; i < report.checks.size(); ++i)
        table.write(report.checks[i], sheet_titles(report.checks[i], report),
                    formula_of(report.checks[i], report, filled), readings[i]);
    table.colour();
    write_stamp(sheet, texts, stamp, table.next_row() + 1);
    return static_cast<int>(readings.size() -
                            static_cast<std::size_t>(std::ranges::count_if(readings, &Readings::agree)));
}

}  // namespace foerderlauf
