#pragma once

#include <cstdint>

namespace foerderlauf {

/// What a program beside this one may take.
struct Confinement {
    std::uint64_t memory_bytes = 512ULL << 20;  ///< what it may write to (RLIMIT_DATA)
    std::uint64_t file_bytes = 0;               ///< the longest file it may write
    std::uint64_t open_files = 64;
};

/// Called between fork and exec: only what POSIX allows there (async-signal-safe), and no way back.
///
/// Takes network sockets (seccomp), bounds memory, open files and written files, forbids core dumps and new
/// privileges, lowers the priority, closes every open file but the standard ones, and takes signals as a new program expects
/// them. False when a limit could not be set: then the program is not to be started.
bool confine_this_process(const Confinement& bounds);

}  // namespace foerderlauf
