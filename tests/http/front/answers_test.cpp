#include "talk.hpp"

#include "web/front/wire.hpp"

#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

std::filesystem::path file_with(const std::string& text) {
    const auto path = std::filesystem::temp_directory_path() / ("front-test-" + std::to_string(::getpid()) + ".bin");
    std::ofstream{path, std::ios::binary} << text;
    return path;
}

}  // namespace

TEST_CASE("every answer carries the safe headers, whatever the handler did") {
    const Served served{[](const Request& request) -> Reply {
        if (request.path == "/page") return html(200, "<p>");
        if (request.path == "/gone") return error_reply(404);
        throw std::runtime_error{"broken"};
    }};
    const auto request = GENERATE(as<std::string>{}, get("/page"), get("/gone"), get("/throws"),
                                  "GET /x HTTP/1.1\r\n\r\n", get("/%FF"));
    const auto answer = served.ask(request);
    CHECK(answer.header("Content-Security-Policy") ==
          "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
          "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'");
    CHECK(answer.has("X-Content-Type-Options: nosniff"));
    CHECK(answer.has("Referrer-Policy: same-origin"));
    CHECK(answer.has("Cross-Origin-Opener-Policy: same-origin"));
    CHECK(answer.has("Cross-Origin-Resource-Policy: same-origin"));
    CHECK(answer.has("X-Frame-Options: DENY"));
    CHECK(answer.has("Cache-Control: no-store"));
    CHECK(answer.header("Strict-Transport-Security").empty());
    CHECK(answer.header("Server").empty());
}

TEST_CASE("a reply may loosen a safe header, once") {
    const Served served{[](const Request&) { return plain(200, "x").set("cache-control", "max-age=60"); }};
    const auto answer = served.ask(get("/"));
    CHECK(answer.has("cache-control: max-age=60"));
    CHECK(answer.header("Cache-Control").empty());
}

TEST_CASE("a handler's exception is answered with an incident number that is also reported") {
    std::string reported, told;
    EdgeHooks hooks;
    hooks.on_fault = [&](const std::string& incident, const std::string& what) {
        reported = incident;
        told = what;
    };
    hooks.sentence = [](const Message& message, const Request&) {
        return message.key + " " + text_of(message.values, "incident");
    };
    const Served served{[](const Request& request) -> Reply {
                            if (request.path.ends_with("int")) throw 7;
                            throw std::runtime_error{"disk is on fire"};
                        },
                        {},
                        hooks};

    auto caller = served.call();
    const auto api = caller.say(get("/api/v1/cases")).answer();
    CHECK(api.status == 500);
    CHECK(api.header("Content-Type") == "application/problem+json");
    CHECK(reported.size() == 12);
    CHECK(api.body ==
          R"({"type":"about:blank","title":"front.title.500 ","status":500,"detail":"front.detail.500 ","incident":")" +
              reported + "\"}");
    CHECK(told == "GET /api/v1/cases: disk is on fire");
    CHECK(api.body.find("fire") == std::string::npos);

    const auto page = caller.say(get("/int")).answer();  // the connection lives on
    CHECK(page.status == 500);
    CHECK(page.header("Content-Type") == "text/html; charset=utf-8");
    CHECK(page.body.find("front.incident " + reported) != std::string::npos);
}

TEST_CASE("a sentence with quotes, line ends and umlauts is still JSON") {
    EdgeHooks hooks;
    hooks.sentence = [](const Message& message, const Request&) {
        return message.key == "own" ? "„a\"b\\c\n\x01ü" : "t";
    };
    const Served served{[](const Request&) { return error_reply(409, {"own", {}}); }, {}, hooks};
    CHECK(served.ask(get("/api/x")).body ==
          R"({"type":"about:blank","title":"t","status":409,"detail":"„a\"b\\c\u000a\u0001ü"})");
}

TEST_CASE("errors are written for whom they are: programs get problem+json, people the page of the pages room") {
    EdgeHooks hooks;
    hooks.error_page = [](const ErrorView& view, const Request& request) {
        if (request.path == "/broken-page") throw std::runtime_error{"template"};
        return "page " + std::to_string(view.status) + " " + view.message.key + " for " + request.path;
    };
    const Served served{[](const Request& request) {
                            return error_reply(404, {request.path == "/own" ? "cases.none" : "", {}});
                        },
                        {},
                        hooks};
    CHECK(served.ask(get("/a")).body == "page 404 front.detail.404 for /a");
    CHECK(served.ask(get("/own")).body == "page 404 cases.none for /own");
    CHECK(served.ask(get("/api/x")).header("Content-Type") == "application/problem+json");
    CHECK(served.ask("GET /a HTTP/1.1\r\nHost: h\r\nAccept: application/json\r\n\r\n").header("Content-Type") ==
          "application/problem+json");
    CHECK(served.ask("GET /a HTTP/1.1\r\nHost: h\r\nAccept: text/html,application/json;q=0.1\r\n\r\n")
              .body.starts_with("page "));
    const auto fallback = served.ask(get("/broken-page"));
    CHECK(fallback.status == 404);
    CHECK(fallback.body.find("front.detail.404") != std::string::npos);
}

TEST_CASE("HEAD has the head of GET and no body, and the connection goes on") {
    const Router router{{{"GET", "/page", [](const Request&) { return html(200, "twelve bytes"); }}}};
    Front front{Served::on_free_port({}), router, {}};
    REQUIRE(front.start());
    Caller caller{front.port()};
    const auto head = caller.say("HEAD /page HTTP/1.1\r\nHost: h\r\n\r\n").answer(true);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "12");
    CHECK(caller.say(get("/page")).answer().body == "twelve bytes");
}

TEST_CASE("what the table does not have is 404, what it has for another method 405 with Allow") {
    const Router router{{{"GET", "/cases/{id}", hello}, {"POST", "/cases/{id}", hello}}};
    Front front{Served::on_free_port({}), router, {}};
    REQUIRE(front.start());
    Caller caller{front.port()};
    CHECK(caller.say(get("/nothing")).answer().status == 404);
    const auto answer = caller.say("DELETE /cases/7 HTTP/1.1\r\nHost: h\r\n\r\n").answer();
    CHECK(answer.status == 405);
    CHECK(answer.header("Allow") == "GET, HEAD, POST");
}

TEST_CASE("a file is sent whole, its name told safely, and removed if it was made for this answer") {
    std::string bytes;
    for (int i = 0; i < 3'000'000; ++i) bytes += static_cast<char>(i * 7 + i / 251);
    const auto path = file_with(bytes);
    const Served served{[&](const Request&) {
        return download(FileBody{path, true}, "application/pdf", "Bescheid „Grün\r\n“.pdf");
    }};
    auto caller = served.call();
    const auto answer = caller.say(get("/")).answer();
    CHECK(answer.body == bytes);
    CHECK(answer.header("Content-Disposition") == "attachment; filename=\"Bescheid ___Gr__n_____.pdf\"; "
                                                  "filename*=UTF-8''Bescheid%20%E2%80%9EGr%C3%BCn%0D%0A%E2%80%9C.pdf");
    CHECK(answer.header("Content-Security-Policy") == "default-src 'none'; sandbox");
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(caller.say(get("/")).answer().status == 500);  // gone now: a fault, and the connection lives
}

TEST_CASE("no reply header can be set that a browser would read as two") {
    Reply reply = plain(200, "");
    const auto value = GENERATE(as<std::string>{}, "a\r\nSet-Cookie: x=y", "a\nb", "a\rb", std::string{"a\0b", 3},
                                "größer");
    CHECK_THROWS_AS(reply.set("X-Name", value), std::invalid_argument);
    CHECK_THROWS_AS(reply.add("X-Name", value), std::invalid_argument);
    CHECK_THROWS_AS(reply.set("X-Name\r\nSet-Cookie", "x"), std::invalid_argument);
    CHECK_THROWS_AS(reply.set_cookie({"sid", value + ";", true}), std::invalid_argument);
    CHECK(reply.headers().empty());
    CHECK_THROWS_AS(see_other("/x\r\nSet-Cookie: y"), std::invalid_argument);
}

TEST_CASE("a content type with a line end and a framing header of one's own are faults, not answers") {
    const Served served{[](const Request& request) {
        Reply reply = plain(200, "x");
        if (request.path == "/type") reply.content_type = "text/plain\r\nSet-Cookie: a=b";
        if (request.path == "/length") reply.set("content-length", "999");
        if (request.path == "/status") reply.status = 99;
        return reply;
    }};
    const auto path = GENERATE(as<std::string>{}, "/type", "/length", "/status");
    const auto answer = served.ask(get(path));
    CHECK(answer.status == 500);
    CHECK(answer.header("Set-Cookie").empty());
}

TEST_CASE("a redirect stays on this server") {
    CHECK(*see_other("/cases/7?state=geprüft").header("Location") == "/cases/7?state=gepr%C3%BCft");
    CHECK(see_other("/").status == 303);
    CHECK_THROWS_AS(see_other("https://elsewhere/"), std::invalid_argument);
    CHECK_THROWS_AS(see_other("//elsewhere/"), std::invalid_argument);
    CHECK_THROWS_AS(see_other("/\\elsewhere/"), std::invalid_argument);
    CHECK_THROWS_AS(see_other(""), std::invalid_argument);
}

TEST_CASE("cookies are closed to scripts and foreign sites") {
    Reply reply = html(200, "");
    reply.set_cookie({"__Host-sid", "abc", true}).set_cookie({"sid", "", false, std::chrono::seconds{0}});
    CHECK(reply.headers() == Reply::Headers{{"Set-Cookie", "__Host-sid=abc; Path=/; HttpOnly; SameSite=Lax; Secure"},
                                            {"Set-Cookie", "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"}});
}

TEST_CASE("204 and 304 have neither body nor length, and the next answer is read right") {
    const Served served{[](const Request& request) {
        Reply reply = plain(request.path == "/204" ? 204 : request.path == "/304" ? 304 : 200, "text");
        return reply;
    }};
    auto caller = served.call();
    for (const auto* path : {"/204", "/304"}) CHECK(caller.say(get(path)).answer().header("Content-Length").empty());
    CHECK(caller.say(get("/200")).answer().body == "text");
}

TEST_CASE("answers are counted by class") {
    const Served served{[](const Request& request) -> Reply {
        if (request.path == "/bad") throw std::runtime_error{"x"};
        return request.path == "/go" ? see_other("/") : plain(200, "");
    }};
    {
        auto caller = served.call();
        for (const auto* path : {"/", "/", "/go", "/bad"}) caller.say(get(path)).answer();
        // The answer is on its way before it is counted: a further one shows that the earlier ones were.
        caller.say("nonsense\r\n").answer();
    }
    const auto counters = served.front.counters();
    CHECK(counters.accepted == 1);
    CHECK(counters.answered[2] == 2);
    CHECK(counters.answered[3] == 1);
    CHECK(counters.answered[5] == 1);
}
