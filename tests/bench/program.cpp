#include "bench/program.hpp"

#include "bench/http_client.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace foerderlauf::bench {

namespace {

constexpr auto patience = std::chrono::seconds{60};
constexpr auto between_questions = std::chrono::milliseconds{1};

bool lives(std::uint16_t port) {
    try {
        return KeepAliveClient{port}.ask(request_of("GET", "/healthz", {})).status == 200;
    } catch (const std::runtime_error&) {
        return false;  // nobody listens yet
    }
}

}  // namespace

Program::Program(const std::filesystem::path& data) : port_{free_port()} {
    const auto listen = "127.0.0.1:" + std::to_string(port_);
    const auto folder = data.string();
    const auto begin = std::chrono::steady_clock::now();
    process_ = ::fork();  // NOLINT(cppcoreguidelines-prefer-member-initializer): the watch starts before the program
    if (process_ == 0) {
        const int nothing = ::open("/dev/null", O_RDWR);
        ::dup2(nothing, STDOUT_FILENO);
        ::dup2(nothing, STDERR_FILENO);
        ::execl(PROGRAM, PROGRAM, "serve", "--demo", "--today", "2026-11-02", "--listen", listen.c_str(), "--data",
                folder.c_str(), nullptr);
        ::_exit(127);
    }
    while (!lives(port_)) {
        if (::waitpid(process_, nullptr, WNOHANG) == process_ || std::chrono::steady_clock::now() - begin > patience)
            throw std::runtime_error{"the program does not start"};
        std::this_thread::sleep_for(between_questions);
    }
    start_milliseconds_ = Seconds{std::chrono::steady_clock::now() - begin}.count() * 1000;
}

Program::~Program() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
}

double Program::memory_mib() const {
    std::ifstream status{"/proc/" + std::to_string(process_) + "/status"};
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            double kib = 0;
            status >> kib;
            return kib / 1024;
        }
    return 0;
}

}  // namespace foerderlauf::bench
