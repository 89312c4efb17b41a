#include "talk.hpp"

#include <atomic>
#include <cstdlib>
#include <new>
#include <thread>

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

std::atomic<long> until_failure{-1};    ///< allocations of server threads left before one fails; -1: none will
thread_local bool of_the_test = false;  ///< the client's own thread is spared

void* allocate(std::size_t size) {
    if (!of_the_test && until_failure.load() >= 0 && until_failure.fetch_sub(1) == 0) throw std::bad_alloc{};
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc{};
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace {

/// The status, or 0 when the connection ended instead. Throws when neither comes.
int outcome(Caller& caller, const std::string& request) {
    caller.say(request).hang_up();
    const auto everything = caller.until_closed();
    if (everything.empty()) return 0;
    CHECK(everything.find("\r\n\r\n") != std::string::npos);  // never half a head
    return std::stoi(everything.substr(9, 3));
}

}  // namespace

TEST_CASE("whichever allocation fails, the client hears something and the next one is served") {
    of_the_test = true;
    const auto request = GENERATE(as<std::string>{}, get("/ok"), get("/throws"), "nonsense\r\n", get("/api/%FF"),
                                  post("/ok", "multipart/form-data; boundary=cut",
                                       "--cut\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--cut--\r\n"));
    const Served served{[](const Request& asked) -> Reply {
        if (asked.path == "/throws") throw std::runtime_error{"broken"};
        return html(200, asked.path).set("X-Name", "a value long enough to need memory of its own");
    }};
    long failed_at = 0;
    for (;; ++failed_at) {
        REQUIRE(failed_at < 2000);
        INFO("allocation " << failed_at << " of " << request);
        until_failure = failed_at;
        auto unlucky = served.call();
        const int status = outcome(unlucky, request);
        const bool reached = until_failure.exchange(-1) < 0;
        CHECK((status == 0 || status == 200 || status == 400 || status == 500));
        REQUIRE(served.ask(get("/ok")).status == 200);
        if (!reached) break;
    }
    CHECK(failed_at > 10);
    while (served.front.counters().in_work > 0 || served.front.counters().held_bytes > 0) std::this_thread::yield();
    of_the_test = false;
}
