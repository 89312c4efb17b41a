#include "letters/helper_process.hpp"

#include "letters/confine.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace foerderlauf {

namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

struct Pipe {
    int reading = -1, writing = -1;
    Pipe() {
        std::array<int, 2> ends{};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe");
        reading = ends[0];
        writing = ends[1];
    }
    ~Pipe() {
        if (reading >= 0) close(reading);
        if (writing >= 0) close(writing);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
};

int kept(int& end) {
    const int mine = std::exchange(end, -1);
    fcntl(mine, F_SETFL, O_NONBLOCK);
    return mine;
}

/// Waits until the file is ready; false when the time is over.
bool ready(int file, short what, HelperProcess::Until until) {
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{file, what, 0};
        const int found = poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 60'000)));
        if (found > 0) return true;
        if (found < 0 && errno != EINTR) return false;
    }
}

struct Head {
    std::string kind;
    std::size_t size = 0;   ///< of what follows
    std::size_t begin = 0;  ///< where it begins
};

std::optional<Head> head_of(const std::string& received) {
    const auto end = received.find('\n');
    const auto blank = received.find(' ');
    if (end == std::string::npos || blank > end) return {};
    Head head{received.substr(0, blank), 0, end + 1};
    const auto* last = received.data() + end;
    const auto read = std::from_chars(received.data() + blank + 1, last, head.size);
    if (read.ec != std::errc{} || read.ptr != last) return {};
    return head;
}

}  // namespace

HelperProcess::HelperProcess(std::vector<std::string> command, const Limits& limits) : limits_{limits} {
    start(command);
}

void HelperProcess::start(std::vector<std::string>& command) {
    Pipe requests, answers;
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::string path = "PATH=/usr/local/bin:/usr/bin:/bin", language = "LANG=C.UTF-8";
    std::array<char*, 3> environment = {path.data(), language.data(), nullptr};
    id_ = fork();
    if (id_ < 0) fail("fork");
    if (id_ == 0) {  // from here on only what is safe between fork and exec
        const int nowhere = open("/dev/null", O_WRONLY);
        if (dup2(requests.reading, STDIN_FILENO) < 0 || dup2(answers.writing, STDOUT_FILENO) < 0 ||
            dup2(nowhere, STDERR_FILENO) < 0)
            _exit(126);
        if (!confine_this_process({.memory_bytes = limits_.memory_bytes})) _exit(126);
        execvpe(arguments.front(), arguments.data(), environment.data());
        _exit(127);
    }
    to_ = kept(requests.writing);
    from_ = kept(answers.reading);
}

HelperProcess::~HelperProcess() {
    close(to_);
    close(from_);
    kill(id_, SIGKILL);  // it holds nothing that would be lost
    while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {}
}

bool HelperProcess::send(const std::string& line, Until until) const {
    for (std::size_t sent = 0; sent < line.size();) {
        const auto now = write(to_, line.data() + sent, line.size() - sent);
        if (now >= 0) sent += static_cast<std::size_t>(now);
        else if (errno == EAGAIN ? !ready(to_, POLLOUT, until) : errno != EINTR) return false;
    }
    return true;
}

bool HelperProcess::receive(Until until) {
    std::array<char, 65'536> part{};
    if (!ready(from_, POLLIN, until)) return false;
    const auto now = read(from_, part.data(), part.size());
    if (now > 0) received_.append(part.data(), static_cast<std::size_t>(now));
    return now > 0 || (now < 0 && (errno == EAGAIN || errno == EINTR));
}

std::optional<HelperProcess::Answer> HelperProcess::ask(const std::string& line, Until until) {
    constexpr std::size_t longest_head = 64;
    received_.clear();
    if (!send(line + '\n', until)) return {};
    std::optional<Head> head;
    while (!(head = head_of(received_)))
        if (received_.size() > longest_head || !receive(until)) return {};
    if (head->size > limits_.answer_bytes) return {};
    while (received_.size() < head->begin + head->size)
        if (!receive(until)) return {};
    if (received_.size() > head->begin + head->size) return {};
    return Answer{head->kind, received_.substr(head->begin)};
}

}  // namespace foerderlauf
