// Durable steps per second through the store, against a bare loop over SQLite's C API that does the same writes: the same
// schema and PRAGMAs, groups as large as the writer made them. Both in the same run, in turns; medians of three.
//
//     bench-store [--json FILE] [--seconds S] [--rounds N] [--folder DIR]

#include "bench/bare_loop.hpp"
#include "store/fault.hpp"
#include "store/sqlite_store.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

using namespace foerderlauf;
using namespace foerderlauf::bench;

namespace {

/// Cases in the store, and how many of them steps are taken on: within what the writer keeps at hand, or far beyond.
struct Load {
    const char* name;
    CaseId cases;
    int callers;
};
constexpr std::array loads{Load{"hot", 1500, 1}, Load{"hot", 1500, 8}, Load{"hot", 1500, 32}, Load{"cold", 20'000, 32}};

constexpr auto day = Instant{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
constexpr auto reason = "Die Unterlagen sind vollständig; der Fördergegenstand ist offen.";

CaseRow project(const CaseFile& file) {
    CaseRow row;
    row.programme = file.programme;
    row.recipient = file.recipient.key;
    row.recipient_name = file.recipient.name;
    row.readers = {file.recipient.key};
    row.state = file.main().state;
    row.owner = row.state;
    row.since = berlin_day(file.main().since);
    row.title = "Einführung eines Dokumentenmanagementsystems";
    return row;
}

Event step(const std::string& name, const std::string& from, const std::string& to) {
    Event event;
    event.at = day;
    event.actor = 12;
    event.duty = "formal_review";
    event.step = name;
    event.from = from;
    event.to = to;
    event.facts.person = 7;
    event.rule_version = "sha256:" + std::string(64, '0');
    return event;
}

/// A review step to and fro with a reason: one event, one text, the case's place in the lists, whose work it is.
Event review_of(const CaseFile& file) {
    const bool formal = file.main().state == "formal_review";
    auto event = step(formal ? "accept" : "return", file.main().state, formal ? "technical_review" : "formal_review");
    event.facts.reason = FreeText{reason};
    event.facts.fields = {{"opinion", "complete"}, {"eligible_cents", 10'000'000}};
    return event;
}

void file_cases(Store& store, CaseId count) {
    constexpr CaseId at_once = 500;
    for (CaseId first = 1; first <= count; first += at_once)
        store.run([&](Transaction& transaction) {
            for (CaseId id = first; id < std::min(first + at_once, count + 1); ++id) {
                auto opened = step("open", "", "formal_review");
                opened.facts.opened = {{"programme", "thueregovrl"},
                                       {"machine", "application"},
                                       {"recipient", Record{{"key", "16075085"}, {"name", "Pößneck, Stadt"}}}};
                transaction.append(id, {opened});
            }
        });
}

/// One step to and one fro in the first case, for the bare loop to learn from.
void show_steps(Store& store) {
    for (int i = 0; i < 2; ++i)
        store.run([](Transaction& transaction) { transaction.append(1, {review_of(*transaction.case_file(1))}); });
}

Done steps_through_store(Store& store, const Load& load, double seconds, Moment begin) {
    std::vector<std::mt19937> random;
    for (int caller = 0; caller < load.callers; ++caller) random.emplace_back(static_cast<std::uint32_t>(caller));
    return side_by_side(load.callers, seconds, begin, [&](int caller) {
        const auto id = std::uniform_int_distribution<CaseId>{1, load.cases}(random[static_cast<std::size_t>(caller)]);
        store.run([&](Transaction& transaction) { transaction.append(id, {review_of(*transaction.case_file(id))}); });
    });
}

WriterLock lock_on(const DataFolder& folder) {
    auto lock = WriterLock::acquire(folder, "bench");
    if (!lock) throw StoreFault{"the folder is in use"};
    return std::move(*lock);
}

std::vector<Table::Cell> row_for(const Load& load, const Options& options) {
    const Folder folder{options.folder};
    const DataFolder ours{folder / "store"};
    const DataFolder bare{folder / "bare"};
    for (const auto& data : {ours, bare}) {
        SqliteStore filling{lock_on(data), project, day};
        file_cases(filling, load.cases);
        show_steps(filling);
    }
    SqliteStore product{lock_on(ours), project, day};
    const auto lock = lock_on(bare);
    std::vector<CaseId> cases(static_cast<std::size_t>(load.cases));
    std::iota(cases.begin(), cases.end(), 1);
    BareLoop loop{Connection::writer(lock), cases, BareLoop::Owner::Moves};
    const WriterCount writer{product};
    const auto steps = [&](Moment begin) { return steps_through_store(product, load, options.seconds, begin); };
    const auto compared = in_turns(options, writer.wal(), steps, loop);
    if (load.cases < 2000)
        if (const auto found = product.verify(); !found.empty())
            throw StoreFault{"verify: " + found.front().message.key};
    const auto& [store, bare_loop] = compared;
    return {load.name,
            static_cast<double>(load.callers),
            store.group,
            store.per_second,
            bare_loop.per_second,
            compared.ratio(),
            store.wal_each,
            bare_loop.wal_each,
            store.bytes_each,
            bare_loop.bytes_each,
            store.cpu_each,
            bare_loop.cpu_each};
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_from(count, words);
    Table table{{"cases", "callers", "group", "store_per_s", "bare_per_s", "ratio", "wal_bytes_per_step", "bare_wal",
                 "all_bytes_per_step", "bare_all", "cpu_us_per_step", "bare_cpu_us"}};
    for (const auto& load : loads) table.add(row_for(load, options));
    save(options.json, {&table});
    return 0;
}
