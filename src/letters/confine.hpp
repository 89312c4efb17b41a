#pragma once

#include <cstdint>

namespace foerderlauf {

/// Called between fork and exec: only what POSIX allows there (async-signal-safe), and no way back.
///
/// Takes network sockets (seccomp), bounds memory, open files and written files (0 bytes), forbids core dumps and new
/// privileges, lowers the priority, closes every open file but the standard ones, and takes signals as a new program expects
/// them. False when a limit could not be set: then the program is not to be started.
bool confine_this_process(std::uint64_t memory_bytes);

}  // namespace foerderlauf
