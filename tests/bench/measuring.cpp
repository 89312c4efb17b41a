#include "bench/measuring.hpp"

#include "base/sha256.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <string_view>
#include <sys/resource.h>
#include <thread>

namespace foerderlauf::bench {

namespace {

double cpu_microseconds() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
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

/// The value that a share of all values does not exceed; `values` are in order.
double quantile(const std::vector<double>& values, double share) {
    if (values.empty()) return 0;
    return values[static_cast<std::size_t>(static_cast<double>(values.size() - 1) * share)];
}

std::string shown(const Table::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    const auto number = std::get<double>(cell);
    return number >= 100 || number == std::floor(number) ? fmt::format("{:.0f}", number)
                                                         : fmt::format("{:.2f}", number);
}

}  // namespace

Options options_from(int count, char** words) {
    Options options;
    for (int i = 1; i + 1 < count; i += 2) {
        const std::string_view name = words[i];
        const char* value = words[i + 1];
        if (name == "--json") options.json = value;
        else if (name == "--seconds") options.seconds = std::atof(value);
        else if (name == "--rounds") options.rounds = std::atoi(value);
        else if (name == "--folder") options.folder = value;
        else if (name == "--cases") options.cases = std::atoi(value);
        else if (name == "--workers") options.workers = std::atoi(value);
    }
    return options;
}

Folder::Folder(const std::filesystem::path& parent) : path_{parent / ("foerderlauf-bench-" + to_hex(random_bytes(6)))} {
    std::filesystem::create_directories(path_);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

Measured measured(const std::function<Done(Moment)>& work, const WalCount* wal) {
    const auto commits_before = wal ? wal->commits() : 0;
    const auto wal_before = wal ? wal->bytes() : 0;
    const auto bytes = bytes_written();
    const auto cpu = cpu_microseconds();
    const auto begin = std::chrono::steady_clock::now();
    auto done = work(begin);
    const Seconds took = std::chrono::steady_clock::now() - begin;
    const auto count = static_cast<double>(std::max<std::int64_t>(done.count, 1));
    std::ranges::sort(done.milliseconds);
    Measured figures{count / took.count(),
                     static_cast<double>(bytes_written() - bytes) / count,
                     0,
                     0,
                     (cpu_microseconds() - cpu) / count,
                     quantile(done.milliseconds, 0.5),
                     quantile(done.milliseconds, 0.99)};
    if (wal) {
        figures.wal_each = static_cast<double>(wal->bytes() - wal_before) / count;
        figures.group = count / static_cast<double>(std::max<std::int64_t>(wal->commits() - commits_before, 1));
    }
    return figures;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return quantile(values, 0.5);
}

Measured median(const std::vector<Measured>& all) {
    const auto of = [&](double Measured::*figure) {
        std::vector<double> values;
        for (const auto& each : all) values.push_back(each.*figure);
        return median(std::move(values));
    };
    return {of(&Measured::per_second), of(&Measured::bytes_each), of(&Measured::wal_each), of(&Measured::group),
            of(&Measured::cpu_each),   of(&Measured::p50),        of(&Measured::p99)};
}

Done side_by_side(int callers, double seconds, Moment begin, const std::function<void(int)>& work) {
    std::vector<std::vector<double>> took(static_cast<std::size_t>(callers));
    std::vector<std::exception_ptr> faults(static_cast<std::size_t>(callers));
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&, caller] {
            const auto place = static_cast<std::size_t>(caller);
            try {
                for (auto now = begin; Seconds{now - begin}.count() < seconds;) {
                    const auto before = std::chrono::steady_clock::now();
                    work(caller);
                    now = std::chrono::steady_clock::now();
                    took[place].push_back(Seconds{now - before}.count() * 1000);
                }
            } catch (...) { faults[place] = std::current_exception(); }
        });
    for (auto& thread : threads) thread.join();
    for (const auto& fault : faults)
        if (fault) std::rethrow_exception(fault);
    Done done;
    for (const auto& each : took) done.milliseconds.insert(done.milliseconds.end(), each.begin(), each.end());
    done.count = static_cast<std::int64_t>(done.milliseconds.size());
    return done;
}

Table::Table(std::vector<std::string> columns) : columns_{std::move(columns)} {
    for (const auto& column : columns_) fmt::print("{:>{}} ", column, std::max<std::size_t>(column.size(), 9));
    fmt::print("\n");
    std::fflush(stdout);
}

void Table::add(const std::vector<Cell>& cells) {
    std::string row;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto value = shown(cells.at(i));
        fmt::print("{:>{}} ", value, std::max<std::size_t>(columns_[i].size(), 9));
        const auto* quote = std::holds_alternative<std::string>(cells[i]) ? "\"" : "";
        row += fmt::format("{}\"{}\": {}{}{}", row.empty() ? "" : ", ", columns_[i], quote, value, quote);
    }
    fmt::print("\n");
    std::fflush(stdout);
    rows_ += (rows_.empty() ? "{" : ",\n {") + row + "}";
}

void save(const std::string& file, const std::vector<const Table*>& tables) {
    if (file.empty()) return;
    std::string all;
    for (const auto* table : tables) all += (all.empty() ? "" : ",\n ") + table->json();
    std::ofstream{file} << "[" << all << "]\n";
}

}  // namespace foerderlauf::bench
