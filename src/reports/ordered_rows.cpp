#include "reports/ordered_rows.hpp"

#include "reports/spool_file.hpp"

#include <algorithm>
#include <queue>

namespace foerderlauf {

namespace {

/// Which alternative of Cell stands there, and its value: for this process alone, so as the machine spells it.
void write_cell(SpoolFile& file, const Cell& cell) {
    const auto kind = static_cast<unsigned char>(cell.index());
    file.write(&kind, 1);
    const auto write = [&](std::int64_t number) { file.write(&number, sizeof number); };
    if (const auto* text = std::get_if<std::string>(&cell)) {
        write(static_cast<std::int64_t>(text->size()));
        file.write(text->data(), text->size());
    } else if (const auto* amount = std::get_if<Money>(&cell)) write(amount->in_cents());
    else if (const auto* day = std::get_if<Date>(&cell)) write(std::chrono::sys_days{*day}.time_since_epoch().count());
    else if (const auto* number = std::get_if<std::int64_t>(&cell)) write(*number);
    else if (const auto* rate = std::get_if<Percent>(&cell)) write(rate->hundredths);
    else if (const auto* yes = std::get_if<bool>(&cell)) write(*yes ? 1 : 0);
}

Cell read_cell(SpoolFile& file) {
    static_assert(std::variant_size_v<Cell> == 7);
    unsigned char kind = 0;
    file.read(&kind, 1);
    if (kind == 0) return {};
    std::int64_t number = 0;
    file.read(&number, sizeof number);
    switch (kind) {
        case 1: {
            std::string text(static_cast<std::size_t>(number), '\0');
            file.read(text.data(), text.size());
            return text;
        }
        case 2: return Money::cents(number);
        case 3: return Date{std::chrono::sys_days{std::chrono::days{number}}};
        case 4: return number;
        case 5: return Percent{number};
        default: return number != 0;
    }
}

/// Rows in order, of a file.
struct Run {
    SpoolFile file;
    std::size_t left = 0;  ///< rows not read yet
    Cells row = {};        ///< the first that nobody took

    void next(std::size_t columns) {
        for (std::size_t i = 0; i < columns; ++i) row[i] = read_cell(file);
        --left;
    }
};

}  // namespace

struct OrderedRows::Inner {
    Before before;
    std::size_t most_held;
    std::vector<Cells> held = {};
    std::vector<Run> runs = {};
    std::size_t columns = 0;

    void sort() { std::ranges::stable_sort(held, before); }
    void spill() {
        sort();
        Run run;
        for (const auto& row : held)
            for (const auto& cell : row) write_cell(run.file, cell);
        run.left = held.size();
        run.row.resize(columns);
        run.file.rewind();
        runs.push_back(std::move(run));
        held.clear();
    }
};

OrderedRows::OrderedRows(Before before, std::size_t most_held)
    : inner_{std::make_unique<Inner>(Inner{std::move(before), most_held})} {}
OrderedRows::~OrderedRows() = default;
OrderedRows::OrderedRows(OrderedRows&&) noexcept = default;

void OrderedRows::add(Cells&& row) {
    inner_->columns = row.size();
    inner_->held.push_back(std::move(row));
    if (inner_->held.size() >= inner_->most_held) inner_->spill();
}

void OrderedRows::drain(const std::function<void(const Cells&)>& visit) {
    auto& [before, most_held, held, runs, columns] = *inner_;
    if (runs.empty()) {
        inner_->sort();
        for (const auto& row : held) visit(row);
        held.clear();
        return;
    }
    if (!held.empty()) inner_->spill();
    held.shrink_to_fit();
    // The earlier run first where rows are equal: it came first.
    const auto later = [&](std::size_t a, std::size_t b) {
        if (before(runs[a].row, runs[b].row)) return false;
        return before(runs[b].row, runs[a].row) || a > b;
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> next{later};
    for (std::size_t i = 0; i < runs.size(); ++i) {
        runs[i].next(columns);
        next.push(i);
    }
    while (!next.empty()) {
        const auto run = next.top();
        next.pop();
        visit(runs[run].row);
        if (runs[run].left == 0) continue;
        runs[run].next(columns);
        next.push(run);
    }
    runs.clear();
}

}  // namespace foerderlauf
