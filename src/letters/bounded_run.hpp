#pragma once

#include "letters/confine.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace foerderlauf {

/// A program that is run once and does its work in files.
struct BoundedRun {
    std::vector<std::string> command;      ///< looked up in the PATH of `environment`, else of this program
    std::vector<std::string> environment;  ///< `NAME=value`, all it gets
    Confinement bounds;
    std::chrono::steady_clock::time_point until;
};

enum class RunEnd {
    Done,    ///< ended with status 0
    Failed,  ///< ended otherwise, or could not be started
    Late,    ///< was ended when the time was over
};

/// Runs it confined (`confine_this_process`), without input and output, in a process group of its own, and waits for its end;
/// whatever it started is ended with it. Throws std::system_error when no process can be made. Thread-safe.
RunEnd run_bounded(BoundedRun run);

}  // namespace foerderlauf
