#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace foerderlauf {

/// A program beside this one that answers requests over pipes. It is started confined: no network, no more memory than
/// allowed, no file it could write, no core dump, none of our environment and open files, a lower priority; and ends when
/// its input does, so it never outlives this program. Not thread-safe.
class HelperProcess {
public:
    struct Limits {
        std::uint64_t memory_bytes = 512ULL << 20;  ///< what it may write to (RLIMIT_DATA)
        std::uint64_t answer_bytes = 64ULL << 20;   ///< a longer answer is a fault
    };
    struct Answer {
        std::string kind;  ///< first word of the head line
        std::string bytes;
    };
    using Until = std::chrono::steady_clock::time_point;

    /// Starts `command`; throws std::system_error when it cannot. A program that does not exist ends at once: `ask` says nothing.
    HelperProcess(std::vector<std::string> command, const Limits& limits);
    ~HelperProcess();  ///< ends it and waits for its end
    HelperProcess(const HelperProcess&) = delete;
    HelperProcess& operator=(const HelperProcess&) = delete;

    /// Sends one line and waits for `KIND SIZE\n` and so many bytes. Nothing when it died, or spoke something else, or when the
    /// time is over; it is of no use afterwards.
    std::optional<Answer> ask(const std::string& line, Until until);

    pid_t id() const { return id_; }

private:
    void start(std::vector<std::string>& command);
    bool send(const std::string& line, Until until) const;
    /// More of its answer; false when there is none to come.
    bool receive(Until until);

    Limits limits_;
    pid_t id_ = -1;
    int to_ = -1, from_ = -1;
    std::string received_;
};

}  // namespace foerderlauf
