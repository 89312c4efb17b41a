#include "letters/bounded_run.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace foerderlauf {

namespace {

std::vector<char*> words_of(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// False when the time was over first.
bool ended(pid_t process, std::chrono::steady_clock::time_point until) {
    const auto handle = static_cast<int>(syscall(SYS_pidfd_open, process, 0));
    if (handle < 0) throw std::system_error{errno, std::generic_category(), "pidfd_open"};
    int found = 0;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{handle, POLLIN, 0};
        found = poll(&waiting, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
        if (found > 0 || (found == 0 && left.count() <= 0) || (found < 0 && errno != EINTR)) break;
    }
    close(handle);
    return found > 0;
}

/// The status it ended with; the whole group is gone afterwards.
int end_of(pid_t process) {
    kill(-process, SIGKILL);
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    return status;
}

}  // namespace

RunEnd run_bounded(BoundedRun run) {
    const auto arguments = words_of(run.command), environment = words_of(run.environment);
    const pid_t process = fork();
    if (process < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    if (process == 0) {  // from here on only what is safe between fork and exec
        setpgid(0, 0);
        const int nowhere = open("/dev/null", O_RDWR);
        if (dup2(nowhere, STDIN_FILENO) < 0 || dup2(nowhere, STDOUT_FILENO) < 0 || dup2(nowhere, STDERR_FILENO) < 0)
            _exit(126);
        if (!confine_this_process(run.bounds)) _exit(126);
        execvpe(arguments.front(), arguments.data(), environment.data());
        _exit(127);
    }
    setpgid(process, process);  // by whoever of the two is first
    const bool in_time = ended(process, run.until);
    const int status = end_of(process);
    if (!in_time) return RunEnd::Late;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? RunEnd::Done : RunEnd::Failed;
}

}  // namespace foerderlauf
