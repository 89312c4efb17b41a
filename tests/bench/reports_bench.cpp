// The workbook of the grants with as many rows as there are cases, beside a bare loop over libxlsxwriter in constant memory that
// writes the very cells of that workbook, read back from its file beforehand: on one thread, packed as libxlsxwriter packs by itself
// (level 6) and quickly (level 1). The three take turns in every round, ratios are formed within a round, and their median counts.
//
// Then how long pages take beside such a workbook written as a job. Two to four minutes in all: 100,000 grants are filed first.
//
//     bench-reports [--json FILE] [--rounds N] [--folder DIR] [--cases N]      N: of that size alone, and no pages

#include "bench/http_client.hpp"
#include "bench/measuring.hpp"
#include "bench/office.hpp"
#include "bench/packing.hpp"
#include "bench/recorded_cells.hpp"
#include "reports/query.hpp"
#include "server/running_house.hpp"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <malloc.h>
#include <map>
#include <sstream>
#include <sys/resource.h>
#include <thread>

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

/// File numbers go on from one call to the next.
void copy_grant(House& house, const std::vector<Event>& grant, int from, int until) {
    for (int done = from; done < until;)
        house.store.run([&](Transaction& transaction) {
            for (int i = 0; i < cases_of_a_job && done < until; ++i) {
                auto events = grant;
                ++done;
                for (auto& event : events)
                    if (event.facts.file_number)
                        event.facts.file_number = "EGOV-2026-" + std::to_string(1'000'000 + done);
                transaction.append(transaction.next_case_id(), std::move(events));
            }
        });
}

/// Seconds of all threads of this process.
double processor_seconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

struct Run {
    double seconds = 0, cpu = 0, peak_mib = 0, mb = 0;
};

Run timed(const fs::path& file, const std::function<void()>& work) {
    fs::remove(file);
    malloc_trim(0);  // what the round before gave back must not hide what this one takes
    forget_peak();
    const double idle = memory_mib("VmRSS"), cpu = processor_seconds();
    const auto begin = std::chrono::steady_clock::now();
    work();
    return {Seconds{std::chrono::steady_clock::now() - begin}.count(), processor_seconds() - cpu,
            memory_mib("VmHWM") - idle, static_cast<double>(fs::exists(file) ? fs::file_size(file) : 0) / 1e6};
}

double median_of(const std::vector<Run>& runs, const std::function<double(std::size_t)>& figure) {
    std::vector<double> figures;
    for (std::size_t i = 0; i < runs.size(); ++i) figures.push_back(figure(i));
    return median(figures);
}

/// The workbook of so many grants beside the bare loop, in rows of the table.
void compare(House& house, const Options& options, const fs::path& folder, int cases, Table& table) {
    const auto file = folder / "grants.xlsx";
    const ReportOptions asked{"", {}, {}, {true, {}, {}, {}}, "bench"};
    const auto write_workbook = [&] {
        if (!house.reports.write("grants", asked, house.store, house.programmes, house.installation->texts,
                                 *house.clock, file))
            throw std::runtime_error{"no workbook"};
    };
    const auto read_alone = [&] {
        house.store.read([&](Snapshot& snapshot) {
            const Asking asking{snapshot, house.programmes, house.installation->texts, asked, house.clock->today(), {}};
            const auto ignored = [](const Cells&) {};
            find_query("grants")->run_together(asking, {{"grants", ignored}, {"grant_slices", ignored}});
        });
    };
    fs::remove(file);
    write_workbook();
    const RecordedCells cells{file};
    std::vector<Run> product, reading, level_six, level_one;
    for (int i = 0; i < options.rounds; ++i) {
        product.push_back(timed(file, write_workbook));
        level_six.push_back(timed(file, [&] { cells.write_to(file); }));
        level_one.push_back(timed(file, [&] {
            const QuickPacking quickly;
            cells.write_to(file);
        }));
        reading.push_back(timed(file, read_alone));
    }
    const auto add = [&](const std::string& what, const std::vector<Run>& runs) {
        const auto seconds = median_of(runs, [&](std::size_t i) { return runs[i].seconds; });
        table.add({what, static_cast<double>(cases), static_cast<double>(cells.count()), seconds,
                   median_of(runs, [&](std::size_t i) { return runs[i].cpu; }), cases / seconds,
                   median_of(runs, [&](std::size_t i) { return runs[i].seconds / level_six[i].seconds; }),
                   median_of(runs, [&](std::size_t i) { return runs[i].seconds / level_one[i].seconds; }),
                   median_of(runs, [&](std::size_t i) { return runs[i].peak_mib; }), runs.back().mb});
    };
    add("workbook", product);
    add("reading alone", reading);
    add("bare, level 6", level_six);
    add("bare, level 1", level_one);
}

using Latencies = std::map<std::string, std::vector<double>>;  ///< path → milliseconds

/// Two callers read the pages in turn, as fast as they are answered, while `work` goes on.
Latencies read_pages(std::uint16_t port, const std::string& cookie, const std::vector<std::string>& paths,
                     const std::function<void()>& work) {
    std::atomic<bool> done = false;
    std::vector<Latencies> read(2);
    std::vector<std::exception_ptr> faults(read.size());
    std::vector<std::thread> callers;
    for (std::size_t caller = 0; caller < read.size(); ++caller)
        callers.emplace_back([&, caller] {
            try {
                KeepAliveClient client{port};
                for (std::size_t i = caller; !done; ++i) {
                    const auto& path = paths[i % paths.size()];
                    const auto begin = std::chrono::steady_clock::now();
                    if (const auto answer = client.ask(request_of("GET", path, cookie)); answer.status != 200)
                        throw std::runtime_error{path + ": " + std::to_string(answer.status)};
                    read[caller][path].push_back(Seconds{std::chrono::steady_clock::now() - begin}.count() * 1000);
                }
            } catch (...) { faults[caller] = std::current_exception(); }
        });
    work();
    done = true;
    for (auto& caller : callers) caller.join();
    for (const auto& fault : faults)
        if (fault) std::rethrow_exception(fault);
    for (auto& [path, times] : read[1]) std::ranges::copy(times, std::back_inserter(read[0][path]));
    return read[0];
}

/// Orders the workbook by the API and waits until it is written; how many seconds that took.
double job_of_grants(std::uint16_t port, const std::string& bearer) {
    constexpr auto between_questions = std::chrono::milliseconds{50};
    KeepAliveClient client{port};
    const auto begin = std::chrono::steady_clock::now();
    const auto told = [](const std::string& body, const std::string& name) {
        const auto at = body.find("\"" + name + "\":");
        return at == std::string::npos ? std::string{} : body.substr(at + name.size() + 3, 40);
    };
    const auto ordered = client.ask(request_of("POST", "/api/v1/reports/grants", bearer, "{}"));
    auto number = told(ordered.body, "id");
    number.erase(std::ranges::find_if(number, [](char c) { return c == ',' || c == '}'; }), number.end());
    std::erase(number, '"');
    if (ordered.status != 202 || number.empty()) throw std::runtime_error{"no job: " + ordered.body};
    while (true) {
        const auto status = told(client.ask(request_of("GET", "/api/v1/jobs/" + number, bearer)).body, "status");
        if (status.starts_with("\"done\"")) return Seconds{std::chrono::steady_clock::now() - begin}.count();
        if (!status.starts_with("\"running\"") && !status.starts_with("\"waiting\""))
            throw std::runtime_error{"the job ended: " + status};
        std::this_thread::sleep_for(between_questions);
    }
}

double percentile(std::vector<double> times, double share) {
    if (times.empty()) return 0;
    std::ranges::sort(times);
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

/// Pages of a server on that folder, alone for some seconds and beside the job.
void pages_beside_job(const fs::path& data, int cases, CaseId grant, Table& table) {
    RunningHouse running{source_home(), config_for(data), demo_of_november(), {}};
    auto& identity = running.house().identity;
    const auto bearer = "Authorization: Bearer " + identity.issue_token("finanzen").value().token;
    const auto cookie = "Cookie: sid=" +
                        identity.sign_in("haushalt", "demo", "127.0.0.1", SessionKind::Browser).value().token;
    const std::vector<std::string> paths = {"/worklist", "/budget", "/cases/" + std::to_string(grant)};
    const auto alone = read_pages(running.port(), cookie, paths,
                                  [] { std::this_thread::sleep_for(std::chrono::seconds{5}); });
    double seconds = 0;
    const auto beside = read_pages(running.port(), cookie, paths,
                                   [&] { seconds = job_of_grants(running.port(), bearer); });
    for (const auto& path : paths) {
        const auto& quiet = alone.at(path);
        const auto& busy = beside.at(path);
        table.add({path, static_cast<double>(cases), seconds, static_cast<double>(busy.size()), percentile(quiet, 0.5),
                   percentile(quiet, 0.99), percentile(busy, 0.5), percentile(busy, 0.99)});
    }
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_from(count, words);
    const bool one_size = std::find(words, words + count, std::string_view{"--cases"}) != words + count;
    const Folder folder{options.folder};
    const auto data = folder / "data";
    auto house = open_house(data);
    give_money(*house);
    const auto grant = one_grant(*house);
    Table table{{"what", "grants", "cells", "seconds", "cpu_s", "grants_per_s", "to_level_6", "to_level_1", "peak_mib",
                 "file_mb"}};
    std::optional<Table> pages;
    constexpr int cases_beside = 40'000;
    int filed = 1;
    for (const int cases : one_size ? std::vector<int>{options.cases} : std::vector<int>{5'000, 20'000, 100'000}) {
        if (!one_size && cases > cases_beside) {
            copy_grant(*house, grant, filed, cases_beside);
            filed = cases_beside;
            house.reset();
            pages.emplace(std::vector<std::string>{"page", "cases", "job_s", "readings", "alone_p50_ms", "alone_p99_ms",
                                                   "beside_p50_ms", "beside_p99_ms"});
            pages_beside_job(data, cases_beside, cases_beside, *pages);
            house = open_house(data);
        }
        copy_grant(*house, grant, filed, cases);
        filed = cases;
        compare(*house, options, folder / "", cases, table);
        std::cout << "database " << static_cast<double>(fs::file_size(data / "foerderlauf.db")) / 1e6 << " MB\n";
    }
    std::vector<const Table*> tables{&table};
    if (pages) tables.push_back(&*pages);
    save(options.json, tables);
    return 0;
}
