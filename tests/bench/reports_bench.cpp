// The workbook of the grants with as many rows as there are cases, beside a bare loop over libxlsxwriter in constant memory that
// writes cells of the same number and kind, packed as libxlsxwriter packs by itself (level 6) and quickly (level 1).
//
//     bench-reports [--json FILE] [--rounds N] [--folder DIR] [--cases N]

#include "bench/measuring.hpp"
#include "bench/office.hpp"
#include "reports/packing.hpp"
#include "reports/query.hpp"

#include <fstream>
#include <iostream>
#include <sstream>
#include <xlsxwriter.h>

using namespace foerderlauf;
using namespace foerderlauf::bench;

namespace {

namespace fs = std::filesystem;

constexpr int cases_of_a_job = 200;
constexpr std::int64_t enough = 1000;  ///< times the demonstration's budget

/// `VmRSS` or `VmHWM` of this process in MiB.
double memory_mib(const std::string& figure) {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(figure + ":")) return std::stod(line.substr(figure.size() + 1)) / 1024;
    throw std::runtime_error{"no " + figure};
}

/// The highest memory from now on starts at what is held now (proc(5), clear_refs).
void forget_peak() { std::ofstream{"/proc/self/clear_refs"} << 5; }

/// The event as it was before the store gave it its place.
Event unplaced(Event event) {
    event.case_id = 0;
    event.position = event.seq = 0;
    event.prev_hash = event.hash = "";
    return event;
}

/// One application on its way to a served notice.
std::vector<Event> one_grant(House& house) {
    const auto id = file_applications(house, 1).front();
    const auto take = [&](const char* account, const char* step, Record fields = {}) {
        const Envelope envelope{house.identity.account_named(account).value(), {}, {}, {}, {}};
        if (const auto taken = house.dispatcher.take(envelope,
                                                     {id, 1, step, std::move(fields), Spelling::Json, "Bewilligt."});
            !taken)
            throw std::runtime_error{std::string{step} + ": " + taken.error().message.key};
    };
    take("haushalt", "reserve");
    take("zweit", "cosign");
    take("entscheidung", "approve");
    take("formal", "serve", {{"kind", "delivered"}, {"date", "2026-11-02"}});
    std::vector<Event> events;
    house.store.read([&](Snapshot& snapshot) {
        for (auto& event : snapshot.events(id)) events.push_back(unplaced(std::move(event)));
    });
    return events;
}

/// A budget that bears all of them.
void give_money(House& house) {
    std::vector<Event> given;
    house.store.read([&](Snapshot& snapshot) {
        for (auto& event : snapshot.events(0)) {
            if (event.facts.postings.empty()) continue;
            for (auto& posting : event.facts.postings)
                posting.amount = Money::cents(posting.amount.in_cents() * enough);
            given.push_back(unplaced(std::move(event)));
        }
    });
    house.store.run([&](Transaction& transaction) { transaction.append(0, given); });
}

void copy_grant(House& house, const std::vector<Event>& grant, int count) {
    for (int done = 0; done < count;)
        house.store.run([&](Transaction& transaction) {
            for (int i = 0; i < cases_of_a_job && done < count; ++i) {
                auto events = grant;
                for (auto& event : events)
                    if (event.facts.file_number)
                        event.facts.file_number = "EGOV-2026-" + std::to_string(1'000'000 + ++done);
                transaction.append(transaction.next_case_id(), std::move(events));
            }
        });
}

struct Run {
    double seconds = 0, peak_mib = 0;
    std::uintmax_t bytes = 0;
};

Run timed(const fs::path& file, const std::function<void()>& work) {
    fs::remove(file);
    forget_peak();
    const double idle = memory_mib("VmRSS");
    const auto begin = std::chrono::steady_clock::now();
    work();
    return {Seconds{std::chrono::steady_clock::now() - begin}.count(), memory_mib("VmHWM") - idle,
            fs::exists(file) ? fs::file_size(file) : 0};
}

Run median_of(int rounds, const std::function<Run()>& once) {
    std::vector<double> seconds, peaks;
    Run last;
    for (int i = 0; i < rounds; ++i) {
        last = once();
        seconds.push_back(last.seconds);
        peaks.push_back(last.peak_mib);
    }
    return {median(seconds), median(peaks), last.bytes};
}

/// Both sheets of the workbook: 21 columns to a grant, 10 to each of its two slices.
void bare_loop(const fs::path& file, int rows) {
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = nullptr, .use_zip64 = LXW_FALSE};
    auto* book = workbook_new_opt(file.c_str(), &options);
    auto* money = workbook_add_format(book);
    format_set_num_format(money, "#,##0.00 \"€\"");
    const auto fill = [&](int count, const std::vector<bool>& is_number) {
        auto* sheet = workbook_add_worksheet(book, nullptr);
        for (int row = 0; row < count; ++row)
            for (std::size_t column = 0; column < is_number.size(); ++column) {
                const auto r = static_cast<lxw_row_t>(row);
                const auto c = static_cast<lxw_col_t>(column);
                if (is_number[column]) worksheet_write_number(sheet, r, c, 80'000 + row, money);
                else
                    worksheet_write_string(sheet, r, c, ("EGOV-2026-" + std::to_string(1'000'000 + row)).c_str(),
                                           money);
            }
    };
    std::vector<bool> grant(21, false), slice(10, false);
    for (const std::size_t column : {9, 10, 11, 14, 15, 16, 17, 18, 19, 20}) grant[column] = true;
    for (const std::size_t column : {0, 6, 7, 8, 9}) slice[column] = true;
    fill(rows, grant);
    fill(2 * rows, slice);
    if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error{"bare workbook"};
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_from(count, words);
    const Folder folder{options.folder};
    const auto house = open_house(folder / "data");
    give_money(*house);
    const auto grant = one_grant(*house);
    const auto size = [&] { return static_cast<double>(fs::file_size(folder / "data/foerderlauf.db")) / 1e6; };
    copy_grant(*house, grant, options.cases - 1);
    const auto file = folder / "grants.xlsx";
    const ReportOptions asked{"", {}, {}, {true, {}, {}, {}}, "bench"};

    const auto product = median_of(options.rounds, [&] {
        return timed(file, [&] {
            if (!house->reports.write("grants", asked, house->store, house->programmes, house->installation.texts,
                                      *house->clock, file))
                throw std::runtime_error{"no workbook"};
        });
    });
    const auto reading = median_of(options.rounds, [&] {
        return timed(folder / "none", [&] {
            house->store.read([&](Snapshot& snapshot) {
                const Asking asking{snapshot, house->programmes,     house->installation.texts,
                                    asked,    house->clock->today(), {}};
                const auto ignored = [](const Cells&) {};
                find_query("grants")->run_together(asking, {{"grants", ignored}, {"grant_slices", ignored}});
            });
        });
    });
    const auto level_six = median_of(options.rounds,
                                     [&] { return timed(file, [&] { bare_loop(file, options.cases); }); });
    const auto level_one = median_of(options.rounds, [&] {
        return timed(file, [&] {
            const QuickPacking quickly;
            bare_loop(file, options.cases);
        });
    });
    Table table{{"what", "rows", "seconds", "rows_per_s", "peak_mib", "file_mb"}};
    const auto add = [&](const std::string& what, const Run& run) {
        table.add({what, static_cast<double>(options.cases), run.seconds, options.cases / run.seconds, run.peak_mib,
                   static_cast<double>(run.bytes) / 1e6});
    };
    add("workbook", product);
    add("reading alone", reading);
    add("bare, level 6", level_six);
    add("bare, level 1", level_one);
    std::cout << "database " << size()
              << " MB, workbook to bare loop at level 1: " << product.seconds / level_one.seconds << '\n';
    save(options.json, {&table});
    return 0;
}
