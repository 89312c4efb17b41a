#pragma once

#include "bench/wal_count.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace foerderlauf::bench {

using Seconds = std::chrono::duration<double>;
using Moment = std::chrono::steady_clock::time_point;

/// `--json FILE --seconds S --rounds N --folder DIR --cases N --workers N`; what is unknown is passed over.
struct Options {
    std::string json;
    double seconds = 2.0;  ///< of one measurement
    int rounds = 3;        ///< measurements of which the median counts
    std::filesystem::path folder = std::filesystem::temp_directory_path();
    int cases = 1000;  ///< in the programmes that bring cases on their way
    int workers = 8;   ///< of the HTTP front
};
Options options_from(int count, char** words);

/// A folder of its own below another; gone with this.
class Folder {
public:
    explicit Folder(const std::filesystem::path& parent);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(const char* name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// What one piece of work did: how much, and how long each took where that was asked.
struct Done {
    std::int64_t count = 0;
    std::vector<double> milliseconds;
};

/// Figures of one piece of work, or each figure's own median.
struct Measured {
    double per_second = 0;
    double bytes_each = 0;    ///< written by this process: WAL and checkpoints
    double wal_each = 0;      ///< bytes written to the WAL alone; 0 where it was not counted
    double group = 0;         ///< pieces to a commit; 0 where commits were not counted
    double cpu_each = 0;      ///< microseconds of user and system time of this process, whoever else uses the machine
    double p50 = 0, p99 = 0;  ///< milliseconds
};

Measured measured(const std::function<Done(Moment begin)>& work, const WalCount* wal = nullptr);
Measured median(const std::vector<Measured>& all);
double median(std::vector<double> values);

/// So many callers side by side, each doing its work again and again until the time is over.
Done side_by_side(int callers, double seconds, Moment begin, const std::function<void(int caller)>& work);

/// Rows of figures: printed as they come, kept for the JSON file.
class Table {
public:
    using Cell = std::variant<std::string, double>;

    explicit Table(std::vector<std::string> columns);
    void add(const std::vector<Cell>& cells);
    const std::string& json() const { return rows_; }  ///< the rows as objects, without brackets

private:
    std::vector<std::string> columns_;
    std::string rows_;
};

/// Writes the tables as one JSON array; nothing for an empty name.
void save(const std::string& file, const std::vector<const Table*>& tables);

}  // namespace foerderlauf::bench
