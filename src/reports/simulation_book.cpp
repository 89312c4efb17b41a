#include "reports/simulation_book.hpp"

#include "reports/workbook.hpp"

namespace foerderlauf {

namespace {

constexpr int title_row = 0, shown_row = 1, hint_row = 2, header_row = 3, first_row = 4;
constexpr int counts_column = 4, first_year_column = 5;

class Writing {
public:
    Writing(Sheet sheet, const SimulationBook& simulation, const Texts& texts)
        : sheet_{std::move(sheet)}, simulation_{simulation}, texts_{texts} {}

    void all() {
        words(title_row, 0, simulation_.title, RowLook::Title);
        words(shown_row, 0, simulation_.shown, RowLook::Note);
        words(hint_row, 0, say("hint"), RowLook::Note);
        header();
        int row = first_row;
        for (const auto& one : simulation_.cases) case_row(row++, one);
        sums(row + 1);
        if (simulation_.cases.empty()) return;
        InputRule rule;
        rule.title = say("counts");
        rule.hint = say("counts_hint");
        sheet_.expect_input({first_row, counts_column, row - 1, counts_column}, rule);
    }

private:
    int years() const { return static_cast<int>(simulation_.years.size()); }
    int sum_column() const { return first_year_column + years(); }
    std::string say(const std::string& key) const { return texts_.sentence("simulation_book." + key); }
    std::string yes() const { return texts_.sentence("rows_template.yes"); }
    void words(int row, int column, const std::string& text, RowLook look) {
        sheet_.write(row, column, text, ColumnKind::Text, look);
    }
    static std::string across(int row, int first, int last) {
        return "=SUM(" + cell_name(row, first) + ":" + cell_name(row, last) + ")";
    }

    void header() {
        int column = 0;
        for (const auto* key : {"number", "body", "title", "state", "counts"})
            words(header_row, column++, say(key), RowLook::Header);
        for (const auto& year : simulation_.years)
            sheet_.write(header_row, column++, std::to_string(year.year) + " (" + year.source + ")", ColumnKind::Amount,
                         RowLook::Header);
        sheet_.write(header_row, column++, say("sum"), ColumnKind::Amount, RowLook::Header);
        words(header_row, column, say("outcome"), RowLook::Header);
    }

    void case_row(int row, const SimulationBook::Case& one) {
        sheet_.write(row, 0, one.number, ColumnKind::Key, RowLook::Plain);
        words(row, 1, one.body, RowLook::Plain);
        words(row, 2, one.title, RowLook::Plain);
        words(row, 3, one.state, RowLook::Plain);
        words(row, counts_column, one.counts ? yes() : texts_.sentence("rows_template.no"), RowLook::Plain);
        Money sum;
        for (int i = 0; i < years(); ++i) {
            sheet_.write(row, first_year_column + i, one.by_year[static_cast<std::size_t>(i)], ColumnKind::Amount,
                         RowLook::Plain);
            sum += one.by_year[static_cast<std::size_t>(i)];
        }
        sheet_.write_formula(row, sum_column(), across(row, first_year_column, sum_column() - 1), sum,
                             ColumnKind::Amount, RowLook::Plain);
        words(row, sum_column() + 1, one.outcome, RowLook::Plain);
    }

    Money chosen(int year, bool counts) const {
        Money sum;
        for (const auto& one : simulation_.cases)
            if (one.counts == counts) sum += one.by_year[static_cast<std::size_t>(year)];
        return sum;
    }

    /// Per year what is chosen and counts, or does not.
    void chosen_sums(int row, bool counts) {
        const int last = first_row + static_cast<int>(simulation_.cases.size()) - 1;
        const auto answer = counts ? yes() : texts_.sentence("rows_template.no");
        words(row, 0, say(counts ? "chosen" : "not_counted"), RowLook::Subtotal);
        for (int i = 0; i < years(); ++i) {
            const int column = first_year_column + i;
            const auto formula = last < first_row
                                     ? std::string{"=0"}
                                     : "=SUMIF(" + cell_name(first_row, counts_column) + ":" +
                                           cell_name(last, counts_column) + ",\"" + answer + "\"," +
                                           cell_name(first_row, column) + ":" + cell_name(last, column) + ")";
            sheet_.write_formula(row, column, formula, chosen(i, counts), ColumnKind::Amount, RowLook::Subtotal);
        }
    }

    /// Free, reserved already, chosen, what remains of them, and what was chosen and does not count; the last three live.
    void sums(int row) {
        const int free = row, given_back = row + 1, wanted = row + 2, left = row + 3;
        words(free, 0, say("free"), RowLook::Plain);
        for (int i = 0; i < years(); ++i)
            sheet_.write(free, first_year_column + i, simulation_.years[static_cast<std::size_t>(i)].free,
                         ColumnKind::Amount, RowLook::Plain);
        words(given_back, 0, say("given_back"), RowLook::Plain);
        for (int i = 0; i < years(); ++i)
            sheet_.write(given_back, first_year_column + i, simulation_.years[static_cast<std::size_t>(i)].given_back,
                         ColumnKind::Amount, RowLook::Plain);
        chosen_sums(wanted, true);
        words(left, 0, say("left"), RowLook::Total);
        for (int i = 0; i < years(); ++i) {
            const int column = first_year_column + i;
            const auto& year = simulation_.years[static_cast<std::size_t>(i)];
            sheet_.write_formula(left, column,
                                 "=" + cell_name(free, column) + "+" + cell_name(given_back, column) + "-" +
                                     cell_name(wanted, column),
                                 year.free + year.given_back - chosen(i, true), ColumnKind::Amount, RowLook::Total);
        }
        chosen_sums(left + 1, false);
        if (years() > 0)
            sheet_.mark({left, first_year_column, left, sum_column() - 1}, cell_name(left, first_year_column) + "<0",
                        MarkColour::Red);
    }

    Sheet sheet_;
    const SimulationBook& simulation_;
    const Texts& texts_;
};

}  // namespace

void write_simulation_book(const std::filesystem::path& file, const SimulationBook& simulation, const Texts& texts,
                           Instant now) {
    Workbook book{file, {simulation.title, {}, texts.sentence("report.author"), {}, now, {}}};
    SheetLook look{.title = texts.sentence("simulation_book.sheet"),
                   .widths = {16, 30, 34, 24, 8},
                   .header_row = header_row,
                   .footer_left = simulation.title,
                   .footer_right = {},
                   .page_of = texts.sentence("report.page_of")};
    look.widths.insert(look.widths.end(), simulation.years.size() + 1, 20);
    look.widths.push_back(60);
    Writing{book.add_sheet(look), simulation, texts}.all();
    book.save();
}

}  // namespace foerderlauf
