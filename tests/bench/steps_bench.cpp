// Durable steps per second through the dispatcher (load, checks, decision, history, ledger, lists) on the demonstration's
// programme, against a bare loop over SQLite that does the same writes: the same database, the same PRAGMAs, groups of the
// size the writer made. Both in the same run, in turns; medians of three.
//
//     bench-steps [--json FILE] [--seconds S] [--rounds N] [--folder DIR] [--cases N]

#include "bench/bare_loop.hpp"
#include "bench/office.hpp"

using namespace foerderlauf;
using namespace foerderlauf::bench;

namespace {

std::vector<Table::Cell> row_for(const Options& options, const std::filesystem::path& filled,
                                 const std::vector<CaseId>& cases, int callers) {
    const Folder folder{options.folder};
    for (const auto* each : {"product", "bare"})
        std::filesystem::copy(filled, folder / each, std::filesystem::copy_options::recursive);
    const auto house = open_house(folder / "product");
    const auto lock = WriterLock::acquire(DataFolder{folder / "bare"}, "bench");
    BareLoop bare{Connection::writer(lock.value()), cases, BareLoop::Owner::Stays};
    BudgetOffice office{*house, cases};
    const WriterCount writer{house->store};
    const auto steps = [&](Moment begin) {
        return side_by_side(callers, options.seconds, begin, [&](int caller) { office.take(caller, callers); });
    };
    const auto compared = in_turns(options, writer.wal(), steps, bare);
    const auto& [product, loop] = compared;
    return {static_cast<double>(callers),
            product.group,
            product.per_second,
            loop.per_second,
            compared.ratio(),
            product.wal_each,
            loop.wal_each,
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
    Table table{{"callers", "group", "steps_per_s", "bare_per_s", "ratio", "wal_bytes_per_step", "bare_wal",
                 "all_bytes_per_step", "bare_all", "cpu_us_per_step", "bare_cpu_us", "p50_ms", "p99_ms"}};
    for (const int callers : {1, 8, 32}) table.add(row_for(options, folder / "filled", cases, callers));
    save(options.json, {&table});
    return 0;
}
