#include "letters/confine.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace foerderlauf {

namespace {

#if defined(__x86_64__)
constexpr std::uint32_t this_machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t this_machine = AUDIT_ARCH_AARCH64;
#else
#error "confine: say how the kernel calls this machine (linux/audit.h)"
#endif

constexpr sock_filter load(std::uint32_t offset) { return {BPF_LD | BPF_W | BPF_ABS, 0, 0, offset}; }
constexpr sock_filter answer(std::uint32_t what) { return {BPF_RET | BPF_K, 0, 0, what}; }
/// Skips so many of the next rules when the loaded word is `value`, else so many.
constexpr sock_filter compare(std::uint32_t value, std::uint8_t if_same, std::uint8_t if_other) {
    return {BPF_JMP | BPF_JEQ | BPF_K, if_same, if_other, value};
}

/// `socket(AF_INET…)` is refused with EACCES. A call in another machine's convention could go round that: it ends the process.
bool without_network() {
    std::array<sock_filter, 9> rules = {
        load(offsetof(seccomp_data, arch)),
        compare(this_machine, 1, 0),
        answer(SECCOMP_RET_KILL_PROCESS),
        load(offsetof(seccomp_data, nr)),
        compare(__NR_socket, 0, 3),
        load(offsetof(seccomp_data, args)),  // little-endian: the lower half comes first
        compare(AF_UNIX, 1, 0),
        answer(SECCOMP_RET_ERRNO | EACCES),
        answer(SECCOMP_RET_ALLOW),
    };
    const sock_fprog filter{static_cast<unsigned short>(rules.size()), rules.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

bool limit(decltype(RLIMIT_DATA) what, rlim_t most) {
    const rlimit bound{most, most};
    return setrlimit(what, &bound) == 0;
}

void take_signals_anew() {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
}

}  // namespace

bool confine_this_process(const Confinement& bounds) {
    constexpr int lower = 10;
    take_signals_anew();
    setpriority(PRIO_PROCESS, 0, lower);
    syscall(SYS_close_range, STDERR_FILENO + 1, ~0U, 0U);
    return limit(RLIMIT_DATA, bounds.memory_bytes) && limit(RLIMIT_FSIZE, bounds.file_bytes) && limit(RLIMIT_CORE, 0) &&
           limit(RLIMIT_NOFILE, bounds.open_files) && without_network();
}

}  // namespace foerderlauf
