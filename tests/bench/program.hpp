#pragma once

#include "bench/measuring.hpp"

#include <sys/types.h>

namespace foerderlauf::bench {

/// The program itself, started with `serve` on a folder of the demonstration and stopped with its end.
class Program {
public:
    /// Starts it and waits for the first 200 of `/healthz`.
    explicit Program(const std::filesystem::path& data);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    std::uint16_t port() const { return port_; }
    double start_milliseconds() const { return start_milliseconds_; }  ///< from fork to that answer
    double memory_mib() const;                                         ///< resident, now (VmRSS)

private:
    std::uint16_t port_;
    pid_t process_ = -1;
    double start_milliseconds_ = 0;
};

}  // namespace foerderlauf::bench
