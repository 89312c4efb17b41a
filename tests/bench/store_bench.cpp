// Durable steps per second through the store, against a bare loop over SQLite's C API that does the same writes: the same
// schema and PRAGMAs, groups as large as there are callers. Both in the same run, in turns; medians of three.
//
//     bench-store [--json FILE] [--seconds S] [--folder DIR]

#include "base/sha256.hpp"
#include "store/connection.hpp"
#include "store/fault.hpp"
#include "store/sqlite_store.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <fmt/format.h>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <thread>

using namespace foerderlauf;

namespace {

using Seconds = std::chrono::duration<double>;

struct Options {
    std::string json;
    double seconds = 2.0;
    std::filesystem::path folder = std::filesystem::temp_directory_path();
};

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
                opened.facts.opened = {{"programme", "thueregovrl"}, {"machine", "application"},
                                       {"recipient", Record{{"key", "16075085"}, {"name", "Pößneck, Stadt"}}}};
                transaction.append(id, {opened});
            }
        });
}

struct Measured {
    double per_second = 0;
    double bytes_per_step = 0;   ///< written by the process: WAL and checkpoints
    double cpu_per_step = 0;     ///< microseconds of user and system time, whoever else uses the machine
};

double cpu_microseconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) { return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec); };
    return of(used.ru_utime) + of(used.ru_stime);
}

std::int64_t bytes_written() {
    std::ifstream io{"/proc/self/io"};
    for (std::string name; io >> name;) {
        std::int64_t value = 0;
        io >> value;
        if (name == "wchar:") return value;
    }
    return 0;
}

template <typename Work>
Measured measured(const Work& work) {
    const auto bytes = bytes_written();
    const auto cpu = cpu_microseconds();
    const auto begin = std::chrono::steady_clock::now();
    const std::int64_t steps = work(begin);
    const Seconds took = std::chrono::steady_clock::now() - begin;
    const auto count = static_cast<double>(steps);
    return {count / took.count(), static_cast<double>(bytes_written() - bytes) / count, (cpu_microseconds() - cpu) / count};
}

std::int64_t steps_through_store(Store& store, const Load& load, double seconds, std::chrono::steady_clock::time_point begin) {
    std::atomic<std::int64_t> steps{0};
    std::vector<std::thread> callers;
    for (int caller = 0; caller < load.callers; ++caller)
        callers.emplace_back([&, caller] {
            std::mt19937 random{static_cast<std::uint32_t>(caller)};
            std::uniform_int_distribution<CaseId> any_case{1, load.cases};
            while (Seconds{std::chrono::steady_clock::now() - begin}.count() < seconds) {
                const auto id = any_case(random);
                store.run([&](Transaction& transaction) { transaction.append(id, {review_of(*transaction.case_file(id))}); });
                ++steps;
            }
        });
    for (auto& caller : callers) caller.join();
    return steps;
}

/// The bare loop: prepared statements, one transaction a group, nothing folded and nothing checked.
class BareLoop {
public:
    BareLoop(Connection connection, CaseId cases) : connection_{std::move(connection)}, next_(static_cast<std::size_t>(cases) + 1) {
        std::ranges::fill(next_, 2);
        prepare(begin_, "BEGIN IMMEDIATE");
        prepare(commit_, "COMMIT");
        prepare(event_, "INSERT INTO event VALUES ($1, $2, $3, 1, '2026-03-02T00:00:00.000000Z', 12, 'formal_review', 'accept', "
                        "'formal_review', 'technical_review', $4, $5, $6, $7)");
        prepare(text_, "INSERT INTO event_text VALUES ($1, $2, 'reason', '00112233445566778899aabbccddeeff', $3)");
        prepare(place_, "UPDATE case_row SET seq = $1, position = $2, last_hash = $3, last_at = '2026-03-02T00:00:00.000000Z', "
                        "state = $4, since = '2026-03-02', next_due = NULL, submitted_on = NULL, decided_on = NULL, "
                        "served_on = NULL, requested = 0, award = 0, authority_sees = 0 WHERE id = $5");
        prepare(work_, "UPDATE case_row SET owner = $1, clock_due = '9999-12-31', is_final = 0 WHERE id = $2");
        Statement last{connection_.handle(), "SELECT coalesce(max(position), 0) FROM event"};
        auto rows = last.query();
        rows.next();
        position_ = rows.integer(0);
    }
    ~BareLoop() {
        for (auto* statement : all_) sqlite3_finalize(statement);
    }
    BareLoop(const BareLoop&) = delete;
    BareLoop& operator=(const BareLoop&) = delete;

    std::int64_t run(const Load& load, double seconds, std::chrono::steady_clock::time_point begin) {
        std::uniform_int_distribution<CaseId> any_case{1, load.cases};
        std::int64_t steps = 0;
        while (Seconds{std::chrono::steady_clock::now() - begin}.count() < seconds) {
            step_once(begin_);
            for (int i = 0; i < load.callers; ++i) append(any_case(random_));
            step_once(commit_);
            steps += load.callers;
        }
        return steps;
    }

private:
    void prepare(sqlite3_stmt*& statement, const char* sql) {
        if (sqlite3_prepare_v2(connection_.handle(), sql, -1, &statement, nullptr) != SQLITE_OK) throw StoreFault{sql};
        all_.push_back(statement);
    }
    static void step_once(sqlite3_stmt* statement) {
        if (sqlite3_step(statement) != SQLITE_DONE) throw StoreFault{sqlite3_errmsg(sqlite3_db_handle(statement))};
        sqlite3_reset(statement);
    }
    static void text(sqlite3_stmt* statement, int place, std::string_view value) {
        sqlite3_bind_text(statement, place, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }

    void append(CaseId id) {
        const auto seq = next_[static_cast<std::size_t>(id)]++;
        const auto hash = sha256_hex(facts_);
        sqlite3_bind_int64(event_, 1, id);
        sqlite3_bind_int64(event_, 2, seq);
        sqlite3_bind_int64(event_, 3, ++position_);
        text(event_, 4, facts_);
        text(event_, 5, rule_version_);
        text(event_, 6, hash);
        text(event_, 7, hash);
        step_once(event_);
        sqlite3_bind_int64(text_, 1, id);
        sqlite3_bind_int64(text_, 2, seq);
        text(text_, 3, reason);
        step_once(text_);
        const std::string_view state = seq % 2 == 0 ? "technical_review" : "formal_review";
        sqlite3_bind_int64(place_, 1, seq);
        sqlite3_bind_int64(place_, 2, position_);
        text(place_, 3, hash);
        text(place_, 4, state);
        sqlite3_bind_int64(place_, 5, id);
        step_once(place_);
        text(work_, 1, state);
        sqlite3_bind_int64(work_, 2, id);
        step_once(work_);
    }

    Connection connection_;
    std::vector<std::int64_t> next_;
    std::int64_t position_ = 0;
    std::mt19937 random_{7};
    const std::string rule_version_ = "sha256:" + std::string(64, '0');
    const std::string facts_ = R"({"fields":{"eligible_cents":10000000,"opinion":"complete"},"person":7,"reason":{"c":")" +
                               std::string(64, 'a') + R"("}})";
    std::vector<sqlite3_stmt*> all_;
    sqlite3_stmt *begin_ = nullptr, *commit_ = nullptr, *event_ = nullptr, *text_ = nullptr, *place_ = nullptr, *work_ = nullptr;
};

WriterLock lock_on(const DataFolder& folder) {
    auto lock = WriterLock::acquire(folder, "bench");
    if (!lock) throw StoreFault{"the folder is in use"};
    return std::move(*lock);
}

/// Each figure's own median.
Measured median(const std::vector<Measured>& all) {
    const auto of = [&](double Measured::*figure) {
        std::vector<double> values;
        for (const auto& each : all) values.push_back(each.*figure);
        std::ranges::sort(values);
        return values[values.size() / 2];
    };
    return {of(&Measured::per_second), of(&Measured::bytes_per_step), of(&Measured::cpu_per_step)};
}

struct Comparison {
    Measured store, bare;
    double ratio;
};

Comparison compare(const Load& load, const Options& options) {
    const auto folder = options.folder / ("foerderlauf-bench-" + to_hex(random_bytes(6)));
    const DataFolder ours{folder / "store"};
    const DataFolder bare{folder / "bare"};
    std::vector<Measured> by_store, by_bare;
    {
        for (const auto& data : {ours, bare}) {
            SqliteStore filling{lock_on(data), project, day};
            file_cases(filling, load.cases);
        }
        SqliteStore store{lock_on(ours), project, day};
        const auto lock = lock_on(bare);
        BareLoop loop{Connection::writer(lock), load.cases};
        for (int round = 0; round < 3; ++round) {
            by_store.push_back(measured([&](auto begin) { return steps_through_store(store, load, options.seconds, begin); }));
            by_bare.push_back(measured([&](auto begin) { return loop.run(load, options.seconds, begin); }));
        }
        if (load.cases < 2000)
            if (const auto found = store.verify(); !found.empty()) throw StoreFault{"verify: " + found.front().message.key};
    }
    std::filesystem::remove_all(folder);
    const auto store = median(by_store);
    const auto bare_loop = median(by_bare);
    return {store, bare_loop, store.per_second / bare_loop.per_second};
}

Options options_from(int count, char** words) {
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        if (name == "--json") options.json = words[i + 1];
        else if (name == "--seconds") options.seconds = std::atof(words[i + 1]);
        else if (name == "--folder") options.folder = words[i + 1];
    }
    return options;
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_from(count, words);
    fmt::print("{:6} {:>8} {:>10} {:>10} {:>6} {:>17} {:>17}\n", "cases", "callers", "store/s", "bare/s", "ratio",
               "B/step store bare", "CPU us store bare");
    std::string lines;
    for (const auto& load : loads) {
        const auto [store, bare, ratio] = compare(load, options);
        fmt::print("{:6} {:8} {:10.0f} {:10.0f} {:6.2f} {:8.0f} {:8.0f} {:8.0f} {:8.0f}\n", load.name, load.callers,
                   store.per_second, bare.per_second, ratio, store.bytes_per_step, bare.bytes_per_step, store.cpu_per_step,
                   bare.cpu_per_step);
        std::fflush(stdout);
        lines += fmt::format(R"({}{{"cases": "{}", "callers": {}, "store_per_s": {:.0f}, "bare_per_s": {:.0f}, "ratio": {:.3f}, )"
                             R"("store_bytes_per_step": {:.0f}, "bare_bytes_per_step": {:.0f}, )"
                             R"("store_cpu_us_per_step": {:.1f}, "bare_cpu_us_per_step": {:.1f}}})",
                             lines.empty() ? "" : ",\n ", load.name, load.callers, store.per_second, bare.per_second, ratio,
                             store.bytes_per_step, bare.bytes_per_step, store.cpu_per_step, bare.cpu_per_step);
    }
    if (!options.json.empty()) std::ofstream{options.json} << "[" << lines << "]\n";
    return 0;
}
