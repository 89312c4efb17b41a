#include "talk.hpp"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <latch>
#include <mutex>
#include <thread>

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

std::string loopback(std::size_t i) { return "127.0.0." + std::to_string(2 + i); }

/// A door that handlers wait behind until the test opens it.
class Door {
public:
    void wait() {
        std::unique_lock lock{mutex_};
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return open_; });
    }
    void await_waiting(int count) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }
    void open() {
        const std::lock_guard lock{mutex_};
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_ = 0;
    bool open_ = false;
};

FrontOptions with_workers(unsigned count) {
    FrontOptions options;
    options.limits.workers = count;
    return options;
}

FrontOptions patient(unsigned workers) {
    FrontOptions options = with_workers(workers);
    options.limits.head_deadline = std::chrono::minutes{10};
    options.limits.transfer_grace = std::chrono::minutes{10};
    return options;
}

}  // namespace

TEST_CASE("dripping heads and idle connections do not keep others from being answered") {
    const Served served{hello, patient(2)};
    std::vector<Caller> idle;
    for (std::size_t i = 0; i < 500; ++i) {
        idle.push_back(served.call(loopback(i % 5)));
        REQUIRE(idle.back().say(get("/")).answer().status == 200);
    }
    std::vector<Caller> slow;
    for (std::size_t i = 0; i < 200; ++i) slow.push_back(served.call(loopback(5 + i % 5)));

    const std::string drip = "GET /slow HTTP/1.1\r\nHost: h\r\nX-Slow: yes\r\n";
    int answered = 0;
    for (const char letter : drip) {
        for (auto& caller : slow) caller.say({&letter, 1});
        auto probe = served.call();
        for (int i = 0; i < 3; ++i) answered += probe.say(get("/probe")).answer().status == 200 ? 1 : 0;
    }
    CHECK(answered == 3 * static_cast<int>(drip.size()));
    CHECK(served.front.counters().refused == 0);

    // None of them was forgotten either.
    for (auto& caller : slow) CHECK(caller.say("\r\n").answer().status == 200);
    for (auto& caller : idle) CHECK(caller.say(get("/")).answer().status == 200);
}

TEST_CASE("dripping bodies hold no worker") {
    const Served served{[](const Request& request) { return plain(200, std::to_string(request.body.size())); },
                        patient(1)};
    std::vector<Caller> slow;
    for (std::size_t i = 0; i < 50; ++i) {
        slow.push_back(served.call());
        slow.back().say("POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 100001\r\n\r\n" + std::string(100'000, 'x'));
    }
    for (int i = 0; i < 20; ++i) CHECK(served.ask(post("/probe", "text/plain", "abc")).body == "3");
    for (auto& caller : slow) CHECK(caller.say("y").answer().body == "100001");
}

TEST_CASE("clients that do not read their answer hold no worker and get it whole in the end") {
    const std::string long_text(8U << 20U, 'z');
    const Served served{
        [&](const Request& request) { return plain(200, request.path == "/long" ? long_text : "short"); }, patient(1)};
    std::vector<Caller> slow;
    for (std::size_t i = 0; i < 5; ++i) {
        slow.emplace_back(served.front.port(), "127.0.0.1", 4096);
        slow.back().say(get("/long"));
    }
    for (int i = 0; i < 20; ++i) CHECK(served.ask(get("/probe")).body == "short");
    for (auto& caller : slow) CHECK(caller.answer().body == long_text);
}

TEST_CASE("one address may have only so many unfinished heads, others are not affected") {
    FrontOptions options = patient(1);
    options.limits.unfinished_heads_per_address = 3;
    const Served served{hello, options};
    std::vector<Caller> slow;
    for (int i = 0; i < 3; ++i) slow.push_back(served.call(loopback(0)));
    CHECK(served.call(loopback(0)).until_closed().empty());
    CHECK(served.call(loopback(1)).say(get("/")).answer().status == 200);
    CHECK(served.front.counters().refused == 1);

    // A finished head gives its place back.
    CHECK(slow.back().say(get("/")).answer().status == 200);
    CHECK(served.call(loopback(0)).say(get("/")).answer().status == 200);
}

TEST_CASE("a head or a body that does not come in time is answered 408 and closed") {
    FrontOptions options;
    options.limits.head_deadline = std::chrono::milliseconds{30};
    options.limits.transfer_grace = std::chrono::milliseconds{30};
    const Served served{hello, options};
    auto half = GENERATE(as<std::string>{}, "GET / HTT",
                         "POST /api/v1/x HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc");
    auto caller = served.call();
    const auto answer = caller.say(half).answer();
    CHECK(answer.status == 408);
    CHECK(answer.header("Content-Type").starts_with(half[0] == 'P' ? "application/problem+json" : "text/html"));
    CHECK(caller.until_closed().empty());
    CHECK(served.front.counters().overdue == 1);
}

TEST_CASE("an idle connection is closed without a word after its time") {
    FrontOptions options;
    options.limits.idle = std::chrono::milliseconds{30};
    const Served served{hello, options};
    auto caller = served.call();
    CHECK(caller.say(get("/")).answer().has("Connection: keep-alive"));
    CHECK(caller.until_closed().empty());
    CHECK(served.front.counters().overdue == 0);
}

TEST_CASE("a connection ends after its number of requests, and the last answer says so") {
    FrontOptions options;
    options.limits.requests_per_connection = 3;
    const Served served{hello, options};
    auto caller = served.call();
    CHECK(caller.say(get("/")).answer().has("Connection: keep-alive"));
    CHECK(caller.say(get("/")).answer().has("Connection: keep-alive"));
    CHECK(caller.say(get("/")).answer().has("Connection: close"));
    CHECK(caller.until_closed().empty());
}

TEST_CASE("who comes when the queue is full is told to come back, at once and on a connection that lives") {
    Door door;
    FrontOptions options = with_workers(1);
    options.limits.queue = 1;
    const Served served{[&](const Request& request) {
                            if (request.path == "/wait") door.wait();
                            return plain(200, "in the end");
                        },
                        options};
    auto first = served.call();
    first.say(get("/wait"));
    door.await_waiting(1);
    // The queue holds one; the second of two further requests finds it full.
    auto second = served.call();
    auto third = served.call();
    second.say(get("/"));
    while (served.front.counters().in_work < 2) std::this_thread::yield();
    const auto refused = third.say(get("/api/v1/cases")).answer();
    CHECK(refused.status == 503);
    CHECK(refused.header("Retry-After") == "2");
    CHECK(refused.header("Content-Type") == "application/problem+json");
    door.open();
    CHECK(first.answer().status == 200);
    CHECK(second.answer().status == 200);
    CHECK(third.say(get("/")).answer().status == 200);
    CHECK(served.front.counters().overloaded == 1);
}

TEST_CASE("bodies held in memory have a common bound") {
    FrontOptions options = patient(1);
    options.limits.held_bytes = 300'000;
    const Served served{hello, options};
    const std::string most = "POST /slow HTTP/1.1\r\nHost: h\r\nContent-Length: 200001\r\n\r\n" +
                             std::string(200'000, 'x');
    auto first = served.call();
    first.say(most);
    while (served.front.counters().held_bytes < 200'000) std::this_thread::yield();
    auto second = served.call();
    CHECK(second.say(most).answer().status == 503);
    CHECK(first.say("y").answer().status == 200);
    while (served.front.counters().held_bytes > 0) std::this_thread::yield();  // given back a moment after the answer
    CHECK(served.ask(post("/", "text/plain", std::string(200'000, 'x'))).status == 200);
}

TEST_CASE("a graceful stop answers what is in work, ends its connection and closes the idle ones") {
    Door door;
    auto served = std::make_unique<Served>(
        [&](const Request& request) {
            if (request.path == "/wait") door.wait();
            return plain(200, "finished");
        },
        with_workers(1));
    const auto port = served->front.port();
    auto idle = served->call();
    CHECK(idle.say(get("/")).answer().status == 200);
    auto half = served->call();
    half.say("GET / HTT");
    auto busy = served->call();
    busy.say(get("/wait"));
    door.await_waiting(1);
    auto queued = served->call();
    queued.say(get("/queued"));
    while (served->front.counters().in_work < 2) std::this_thread::yield();

    std::thread stopping{[&] { served->front.stop(); }};
    CHECK(idle.until_closed().empty());
    CHECK(half.until_closed().empty());
    CHECK_THROWS(Caller{port});  // nobody new is let in
    door.open();
    CHECK(busy.answer().body == "finished");
    const auto last = queued.answer();
    CHECK(last.body == "finished");
    CHECK(last.has("Connection: close"));
    stopping.join();
    CHECK(busy.until_closed().empty());
}

TEST_CASE("a request that outlasts the bound of the stop is still answered, and the stop waits for its handler") {
    Door door;
    FrontOptions options = with_workers(1);
    options.limits.stop_bound = std::chrono::milliseconds{0};
    Served served{[&](const Request&) {
                      door.wait();
                      return plain(200, "late");
                  },
                  options};
    auto busy = served.call();
    busy.say(get("/"));
    door.await_waiting(1);
    auto idle = served.call();
    std::thread stopping{[&] { served.front.stop(); }};
    CHECK(idle.until_closed().empty());  // the stop has begun
    door.open();
    CHECK(busy.answer().body == "late");
    CHECK(busy.until_closed().empty());
    stopping.join();
    CHECK(served.front.counters().in_work == 0);
}
