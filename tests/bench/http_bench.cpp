// The product over HTTP, on this machine's loopback with clients that keep their connection: durable steps by the API
// beside the bare loop over SQLite, the page of the work list, and of the program itself how long it takes to start and
// how much memory it holds. Medians.
//
//     bench-http [--json FILE] [--seconds S] [--rounds N] [--folder DIR] [--cases N] [--workers N]

#include "bench/bare_loop.hpp"
#include "bench/http_client.hpp"
#include "bench/office.hpp"
#include "bench/program.hpp"
#include "server/running_house.hpp"

#include <fmt/format.h>

using namespace foerderlauf;
using namespace foerderlauf::bench;

namespace {

/// Cases that stand before the budget officer, and how that officer is known to a server on that folder.
struct Filled {
    std::filesystem::path folder;
    std::vector<CaseId> cases;
    std::string bearer;  ///< header line
    std::string cookie;  ///< header line
};

Filled fill(const Options& options, const std::filesystem::path& folder) {
    const auto house = open_house(folder);
    Filled filled{folder, file_applications(*house, options.cases), {}, {}};
    filled.bearer = "Authorization: Bearer " + house->identity.issue_token("haushalt").value().token;
    filled.cookie = "Cookie: sid=" +
                    house->identity.sign_in("haushalt", "demo", "127.0.0.1", SessionKind::Browser).value().token;
    return filled;
}

std::vector<KeepAliveClient> connected(std::uint16_t port, int count) {
    std::vector<KeepAliveClient> clients;
    for (int i = 0; i < count; ++i) clients.emplace_back(port);
    return clients;
}

void expect_ok(const Answered& answer) {
    if (answer.status != 200)
        throw std::runtime_error{fmt::format("{}: {}", answer.status, answer.body.substr(0, 300))};
}

/// Takes steps to the waiting list and back by the API; every client has its own cases.
class StepClients {
public:
    StepClients(const Filled& filled, std::uint16_t port, int count)
        : filled_{filled}, clients_{connected(port, count)}, waits_(filled.cases.size()), turns_(clients_.size()) {}

    void take(int caller) {
        const auto place = static_cast<std::size_t>(caller);
        const auto own = (filled_.cases.size() - place - 1) / clients_.size() + 1;
        const auto chosen = place + turns_[place]++ % own * clients_.size();
        const bool waits = waits_[chosen] != 0;
        const auto path = fmt::format("/api/v1/cases/{}/steps/{}", filled_.cases[chosen], next_step(0, waits).step);
        expect_ok(clients_[place].ask(request_of("POST", path, filled_.bearer, next_step_as_json(waits))));
        waits_[chosen] = !waits;
    }

private:
    const Filled& filled_;
    std::vector<KeepAliveClient> clients_;
    std::vector<char> waits_;
    std::vector<std::size_t> turns_;
};

/// A copy of the filled folder that may be written in.
std::filesystem::path copied(const Filled& filled, const std::filesystem::path& to) {
    std::filesystem::copy(filled.folder, to, std::filesystem::copy_options::recursive);
    return to;
}

ServerConfig config_of(const Options& options, const std::filesystem::path& data) {
    auto config = config_for(data);
    config.workers = options.workers;
    return config;
}

std::vector<Table::Cell> steps(const Options& options, const Filled& filled, int clients) {
    const Folder folder{options.folder};
    RunningHouse running{source_home(), config_of(options, copied(filled, folder / "product")), demo_of_november(), {}};
    const auto lock = WriterLock::acquire(DataFolder{copied(filled, folder / "bare")}, "bench");
    BareLoop bare{Connection::writer(lock.value()), filled.cases, BareLoop::Owner::Stays};
    StepClients step_clients{filled, running.port(), clients};
    const WriterCount writer{running.house().store};
    const auto taken = [&](Moment begin) {
        return side_by_side(clients, options.seconds, begin, [&](int caller) { step_clients.take(caller); });
    };
    const auto compared = in_turns(options, writer.wal(), taken, bare);
    const auto& [http, loop] = compared;
    return {"step",          static_cast<double>(clients),
            http.group,      http.per_second,
            loop.per_second, compared.ratio(),
            http.wal_each,   loop.wal_each,
            http.cpu_each,   http.p50,
            http.p99};
}

std::vector<Table::Cell> pages(const Options& options, const Filled& filled, int clients) {
    const Folder folder{options.folder};
    const RunningHouse running{
        source_home(), config_of(options, copied(filled, folder / "product")), demo_of_november(), {}};
    auto readers = connected(running.port(), clients);
    const auto request = request_of("GET", "/worklist", filled.cookie);
    std::vector<Measured> all;
    for (int round = 0; round < options.rounds; ++round)
        all.push_back(measured([&](Moment begin) {
            return side_by_side(clients, options.seconds, begin,
                                [&](int caller) { expect_ok(readers[static_cast<std::size_t>(caller)].ask(request)); });
        }));
    const auto page = median(all);
    return {"work list", static_cast<double>(clients), page.per_second, page.cpu_each, page.p50, page.p99};
}

/// Start-up time and memory of the program itself; the load comes from here and is not counted in.
std::vector<Table::Cell> program(const Options& options, const Filled& filled) {
    const Folder folder{options.folder};
    const auto data = copied(filled, folder / "product");
    std::vector<double> starts;
    for (int run = 0; run < 5; ++run) starts.push_back(Program{data}.start_milliseconds());
    const Program running{data};
    const auto idle = running.memory_mib();
    constexpr int clients = 32;
    StepClients step_clients{filled, running.port(), clients};
    side_by_side(clients, options.seconds, std::chrono::steady_clock::now(),
                 [&](int caller) { step_clients.take(caller); });
    const auto after_steps = running.memory_mib();
    auto readers = connected(running.port(), clients);
    const auto request = request_of("GET", "/worklist", filled.cookie);
    side_by_side(clients, options.seconds, std::chrono::steady_clock::now(),
                 [&](int caller) { expect_ok(readers[static_cast<std::size_t>(caller)].ask(request)); });
    return {static_cast<double>(filled.cases.size()), median(starts), idle, after_steps, running.memory_mib()};
}

}  // namespace

int main(int count, char** words) {
    const auto options = options_from(count, words);
    const Folder folder{options.folder};
    const auto filled = fill(options, folder / "filled");
    Table taken{{"request", "clients", "group", "steps_per_s", "bare_per_s", "ratio", "wal_bytes_per_step", "bare_wal",
                 "cpu_us_per_step", "p50_ms", "p99_ms"}};
    for (const int clients : {1, 8, 32}) taken.add(steps(options, filled, clients));
    Table read{{"request", "clients", "pages_per_s", "cpu_us_per_page", "p50_ms", "p99_ms"}};
    for (const int clients : {8, 32}) read.add(pages(options, filled, clients));
    Table own{{"cases", "start_ms", "idle_mib", "after_steps_mib", "after_pages_mib"}};
    own.add(program(options, filled));
    save(options.json, {&taken, &read, &own});
    return 0;
}
