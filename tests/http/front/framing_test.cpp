#include "talk.hpp"

#include <atomic>

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

std::string head(const std::string& lines) { return "POST /x HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n"; }

std::string many(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) lines += "X-" + std::to_string(i) + ": 1\r\n";
    return lines;
}

struct Doubtful {
    const char* what;
    std::string bytes;
    int status;
};

const std::vector<Doubtful>& doubtful_requests() {
    static const std::vector<Doubtful> cases = {
        {"Content-Length and Transfer-Encoding",
         head("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
        {"two differing Content-Length", head("Content-Length: 5\r\nContent-Length: 6\r\n") + "hello!", 400},
        {"Content-Length -5", head("Content-Length: -5\r\n"), 400},
        {"Content-Length +5", head("Content-Length: +5\r\n") + "hello", 400},
        {"Content-Length abc", head("Content-Length: abc\r\n"), 400},
        {"Content-Length beyond 64 bits", head("Content-Length: 99999999999999999999999\r\n"), 413},
        {"Transfer-Encoding xchunked", head("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n", 501},
        {"Transfer-Encoding gzip, chunked", head("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 501},
        {"POST without a length", head(""), 411},
        {"no Host", "GET /x HTTP/1.1\r\n\r\n", 400},
        {"two Hosts", "GET /x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"a blank before the colon", "GET /x HTTP/1.1\r\nHost: h\r\nContent-Length : 5\r\n\r\n", 400},
        {"bare LF", "GET /x HTTP/1.1\nHost: h\n\n", 400},
        {"a header line without a colon", "GET /x HTTP/1.1\r\nHost: h\r\ngarbage\r\n\r\n", 400},
        {"more than 100 headers", "GET /x HTTP/1.1\r\nHost: h\r\n" + many(101) + "\r\n", 431},
        {"a value over 8,192", "GET /x HTTP/1.1\r\nHost: h\r\nX: " + std::string(8193, 'a') + "\r\n\r\n", 431},
        {"a target over 16,384", "GET /" + std::string(16385, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
        {"a chunk size of nine digits", head("Transfer-Encoding: chunked\r\n") + "000000005\r\nhello\r\n0\r\n\r\n",
         400},
        {"a chunk of FFFFFFFF", head("Transfer-Encoding: chunked\r\n") + "FFFFFFFF\r\nhello", 413},
        // beyond the 22
        {"two equal Content-Length", head("Content-Length: 5\r\nContent-Length: 5\r\n") + "hello", 400},
        {"a list in Content-Length", head("Content-Length: 5, 5\r\n") + "hello", 400},
        {"an empty Content-Length", head("Content-Length:\r\n"), 400},
        {"two Transfer-Encoding", head("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), 400},
        {"Transfer-Encoding in HTTP/1.0", "POST /x HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"a folded line", "GET /x HTTP/1.1\r\nHost: h\r\nX: a\r\n b\r\n\r\n", 400},
        {"a CR inside a value", "GET /x HTTP/1.1\r\nHost: h\r\nX: a\rb\r\n\r\n", 400},
        {"a NUL inside a value", std::string{"GET /x HTTP/1.1\r\nHost: h\r\nX: a\0b\r\n\r\n", 37}, 400},
        {"an absolute target", "GET http://other/x HTTP/1.1\r\nHost: h\r\n\r\n", 400},
        {"an unknown method", "BREW /x HTTP/1.1\r\nHost: h\r\n\r\n", 501},
        {"HTTP/2.0", "GET /x HTTP/2.0\r\nHost: h\r\n\r\n", 505},
        {"a TLS hello", "\x16\x03\x01\x02", 400},
        {"a head over 16 KiB in short lines", "GET /x HTTP/1.1\r\nHost: h\r\n" + many(2000), 431},
        {"a chunk without its CRLF", head("Transfer-Encoding: chunked\r\n") + "5\r\nhelloX", 400},
        {"a bare LF behind a chunk size", head("Transfer-Encoding: chunked\r\n") + "5\nhello\r\n0\r\n\r\n", 400},
        {"a body over the cap", head("Content-Length: 2000000\r\n"), 413},
        {"another expectation", head("Content-Length: 5\r\nExpect: wonders\r\n") + "hello", 417},
    };
    return cases;
}

}  // namespace

TEST_CASE("a request whose framing leaves a doubt is refused and its connection closed") {
    std::atomic<int> handled{0};
    const Served served{[&](const Request&) {
        ++handled;
        return plain(200, "reached");
    }};
    const auto& doubtful = GENERATE(from_range(doubtful_requests()));
    INFO(doubtful.what);

    auto caller = served.call();
    // A second request behind it must never be served: where the first ends is unknown.
    caller.say(doubtful.bytes).say(get("/smuggled"));
    const auto answer = caller.answer();

    CHECK(answer.status == doubtful.status);
    CHECK(answer.has("Connection: close"));
    CHECK(caller.until_closed().empty());
    CHECK(handled == 0);
}

TEST_CASE("a body nobody reads is not taken for the next request") {
    std::vector<std::string> paths;
    const Served served{[&](const Request& request) {
        paths.push_back(request.path);
        return plain(200, "done");
    }};
    auto caller = served.call();
    caller.say(post("/nobody", "text/plain", get("/smuggled")) + get("/second")).hang_up();

    CHECK(caller.answer().status == 200);
    CHECK(caller.answer().status == 200);
    CHECK(caller.until_closed().empty());
    CHECK(paths == std::vector<std::string>{"/nobody", "/second"});
}

TEST_CASE("pipelined requests are answered one by one in their order") {
    const Served served{[](const Request& request) { return plain(200, request.path); }};
    auto caller = served.call();
    std::string all;
    for (int i = 0; i < 50; ++i) all += get("/" + std::to_string(i));
    caller.say(all);
    for (int i = 0; i < 50; ++i) CHECK(caller.answer().body == "/" + std::to_string(i));
}

TEST_CASE("an encoded line end in a header comes back nowhere") {
    std::string logged;
    EdgeHooks hooks;
    hooks.on_fault = [&](const std::string&, const std::string& what) { logged = what; };
    // The worst handler: it throws with, and sets, what the outside sent.
    const Served served{[](const Request& request) -> Reply {
                            const std::string sent = request.query.value("id");
                            if (request.path == "/echo") return plain(200, "").set("X-Request-Id", sent);
                            throw std::runtime_error{sent};
                        },
                        {},
                        hooks};

    const std::string evil = "a%0D%0ASet-Cookie:%20sid=evil";
    for (const auto* path : {"/echo", "/throw"}) {
        auto caller = served.call();
        caller.say("GET " + std::string{path} + "?id=" + evil +
                   " HTTP/1.1\r\nHost: h\r\n"
                   "X-Request-Id: =?UTF-8?Q?a=0D=0ASet-Cookie:_sid=3Devil?=\r\nConnection: close\r\n\r\n");
        const std::string everything = caller.until_closed();
        CHECK(everything.starts_with("HTTP/1.1 500 "));
        CHECK(everything.find("evil") == std::string::npos);
        CHECK(logged.find_first_of("\r\n") == std::string::npos);
        CHECK_FALSE(logged.empty());
    }
}

TEST_CASE("a header in RFC 2047 words stays as it was sent") {
    const Served served{[](const Request& request) { return plain(200, request.header("Referer")); }};
    CHECK(served.ask("GET / HTTP/1.1\r\nHost: h\r\nReferer: =?UTF-8?Q?a=0D=0Ab?=\r\n\r\n").body ==
          "=?UTF-8?Q?a=0D=0Ab?=");
}

TEST_CASE("a client that waits for 100 Continue gets it before the body, and not when the body is refused") {
    const Served served{[](const Request& request) { return plain(200, request.body); }};
    auto willing = served.call();
    willing.say(head("Content-Length: 5\r\nExpect: 100-continue\r\n"));
    CHECK(willing.answer().status == 100);
    CHECK(willing.say("hello").answer().body == "hello");

    auto refused = served.call();
    refused.say(head("Content-Length: 5000000\r\nExpect: 100-continue\r\n"));
    CHECK(refused.answer().status == 413);
}

TEST_CASE("a request is the same in whatever pieces it comes") {
    const BodyCap cap = [](auto, auto) { return std::size_t{100}; };
    const std::string wire =
        "\r\nPOST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n"
        "5;note=x\r\nhello\r\n00000006\r\n world\r\n0\r\nTrailer: t\r\n\r\n"
        "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET /c HTTP/1.1\r\nHost: h\r\n\r\n";
    const auto step = GENERATE(range(std::size_t{1}, std::size_t{220}));
    RequestReader reader{cap};
    std::vector<std::string> found;
    for (std::size_t at = 0; at < wire.size(); at += step) {
        reader.feed(std::string_view{wire}.substr(at, step));
        while (reader.state() == RequestReader::State::Complete) {
            const auto arrived = reader.take();
            found.push_back(arrived.head.target + "=" + arrived.body);
        }
        REQUIRE(reader.state() != RequestReader::State::Refused);
    }
    CHECK(found == std::vector<std::string>{"/a=hello world", "/b=abc", "/c="});
    CHECK(reader.state() == RequestReader::State::Empty);
}
