#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace foerderlauf {

/// What one client, and what all of them together, may take from the server. The defaults fit one authority
/// behind one proxy; none of them is a legal figure.
struct FrontLimits {
    unsigned workers = 8;                        ///< handlers at work at the same time
    std::size_t queue = 256;                     ///< whole requests that wait for a worker; beyond it 503
    unsigned unfinished_heads_per_address = 64;  ///< trusted proxies are exempt
    unsigned requests_per_connection = 1000;
    std::size_t held_bytes = std::size_t{256} << 20;   ///< bodies in memory, all connections together; beyond it 503
    std::chrono::milliseconds head_deadline{5'000};    ///< from the first byte, or from the connect, to the empty line
    std::chrono::milliseconds transfer_grace{15'000};  ///< a body or an answer may take this long ...
    std::size_t slowest_bytes_per_second = std::size_t{16} * 1024;  ///< ... and the time its length needs at this rate
    std::chrono::milliseconds idle{75'000};                         ///< between two requests of a connection
    std::chrono::milliseconds linger{2'000};       ///< unread input is read away this long before a close ...
    std::size_t linger_bytes = 1 << 20;            ///< ... and up to this much
    std::chrono::milliseconds stop_bound{10'000};  ///< a graceful stop waits for requests in work this long
};

/// What happened so far and what is now. A snapshot; its members may be some events apart.
struct FrontCounters {
    std::uint64_t accepted = 0;               ///< connections
    std::uint64_t refused = 0;                ///< connections closed at once: too many, of one address or in all
    std::uint64_t overdue = 0;                ///< connections ended by a deadline other than `idle`
    std::uint64_t overloaded = 0;             ///< requests answered 503 because the queue or the memory was full
    std::uint64_t parked = 0;                 ///< connections that hold no worker, now
    std::uint64_t held_bytes = 0;             ///< of requests in memory, now
    std::uint64_t in_work = 0;                ///< requests with a worker or waiting for one, now
    std::array<std::uint64_t, 6> answered{};  ///< by class of status: [2] = 2xx
};

/// The counters while they count: written by the parking thread only, read by anybody.
struct FrontTally {
    std::atomic<std::uint64_t> accepted{0}, refused{0}, overdue{0}, overloaded{0}, parked{0}, held_bytes{0}, in_work{0};
    std::array<std::atomic<std::uint64_t>, 6> answered{};
};

}  // namespace foerderlauf
