// Durable steps per second through the dispatcher (load, checks, decision, history, ledger, lists) on the demonstration's
// programme, against a bare loop over SQLite that does the same writes: the same database, the same PRAGMAs, groups of the
// size the writer made. Both in the same run, in turns; medians of three.
//
//     bench-steps [--json FILE] [--seconds S] [--folder DIR] [--cases N]

#include "bench/bare_loop.hpp"
#include "bench/office.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

using namespace foerderlauf;
using namespace foerderlauf::bench;

namespace {

std::vector<Table::Cell> compared(const Options& options, const std::filesystem::path& filled,
                                  const std::vector<CaseId>& cases, int callers) {
    const Folder folder{options.folder};
    for (const auto* each : {"product", "bare"})
        std::filesystem::copy(filled, folder / each, std::filesystem::copy_options::recursive);
    const auto house = open_house(folder / "product");
    const auto lock = WriterLock::acquire(DataFolder{folder / "bare"}, "bench");
    BareLoop bare{Connection::writer(lock.value()), cases, BareLoop::Owner::Stays};
    BudgetOffice office{*house, cases};
    const CommitCount commits{*house};
    std::vector<Measured> by_product, by_bare;
    std::vector<double> groups;
    for (int round = 0; round < 3; ++round) {
        const auto commits_before = commits.value();
        std::int64_t steps = 0;
        by_product.push_back(measured([&](Moment begin) {
            auto done = side_by_side(callers, options.seconds, begin,
                                     [&](int caller) { office.take(caller, callers); });
            steps = done.count;
            return done;
        }));
        groups.push_back(static_cast<double>(steps) / static_cast<double>(commits.value() - commits_before));
        const int group = std::max(1, static_cast<int>(std::lround(groups.back())));
        by_bare.push_back(measured([&](Moment begin) { return bare.run(group, options.seconds, begin); }));
    }
    const auto product = median(by_product);
    const auto loop = median(by_bare);
    return {static_cast<double>(callers),
            median(groups),
            product.per_second,
            loop.per_second,
            product.per_second / loop.per_second,
            product.bytes_each,
            loop.bytes_each,
            product.cpu_each,
            loop.cpu_each,
            product.p50,
            product.p99};
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_from(count, words);
    const Folder folder{options.folder};
    std::vector<CaseId> cases;
    {
        const auto house = open_house(folder / "filled");
        cases = file_applications(*house, options.cases);
        if (const auto found = house->store.verify(); !found.empty())
            throw std::runtime_error{found.front().message.key};
    }
    Table table{{"callers", "group", "steps_per_s", "bare_per_s", "ratio", "bytes_per_step", "bare_bytes",
                 "cpu_us_per_step", "bare_cpu_us", "p50_ms", "p99_ms"}};
    for (const int callers : {1, 8, 32}) table.add(compared(options, folder / "filled", cases, callers));
    save(options.json, {&table});
    return 0;
}
