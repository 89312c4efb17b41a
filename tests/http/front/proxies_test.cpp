#include "talk.hpp"

using namespace foerderlauf;
using namespace foerderlauf::talk;

namespace {

Reply who(const Request& request) { return plain(200, request.client + (request.secure ? " secure" : "")); }

std::string forwarded(const std::string& lines) { return "GET / HTTP/1.1\r\nHost: h\r\n" + lines + "\r\n"; }

Result<void> start_at(const std::string& address, bool tls, const std::vector<std::string>& proxies) {
    FrontOptions options;
    options.listen = address;
    options.tls_ended_by_proxy = tls;
    options.trusted_proxies = proxies;
    return Front{options, hello, [](auto, auto) { return default_body_cap; }, {}}.start();
}

}  // namespace

TEST_CASE("nobody outside can claim another address") {
    const Served served{who};
    CHECK(served.ask(forwarded("X-Forwarded-For: 10.9.9.9\r\nX-Forwarded-Proto: https\r\n")).body == "127.0.0.1");
}

TEST_CASE("behind trusted proxies the client is the right-most hop that is none") {
    FrontOptions options;
    options.trusted_proxies = {"127.0.0.0/8", "10.1.0.0/16", "fd00::/8"};
    const Served served{who, options};
    const auto [lines, client] = GENERATE(table<std::string, std::string>({
        {"", "127.0.0.1"},
        {"X-Forwarded-For: 192.0.2.7\r\n", "192.0.2.7"},
        {"X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.1.2.3\r\n", "192.0.2.7"},
        {"X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 192.0.2.7:4711, fd00::1\r\n", "192.0.2.7"},
        {"X-Forwarded-For: [2001:db8::5]:99\r\n", "2001:db8::5"},
        {"X-Forwarded-For: 192.0.2.7, nonsense, 10.1.2.3\r\n", "10.1.2.3"},
        {"X-Forwarded-For: 10.1.0.9\r\n", "10.1.0.9"},
        {"X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: http, https\r\n", "192.0.2.7 secure"},
        {"X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https, http\r\n", "192.0.2.7"},
    }));
    const auto answer = served.ask(forwarded(lines));
    CHECK(answer.body == client);
    CHECK(answer.header("Strict-Transport-Security").empty() == (client.find("secure") == std::string::npos));
}

TEST_CASE("the server does not listen where passwords would cross the network in the clear") {
    const auto refused = start_at("0.0.0.0:0", false, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.key == "front.listen_not_loopback");
    CHECK_FALSE(start_at("0.0.0.0:0", true, {}));  // TLS ended by whom?
    CHECK_FALSE(start_at("0.0.0.0:0", false, {"10.0.0.1"}));
    CHECK(start_at("0.0.0.0:0", true, {"10.0.0.1"}));
    CHECK(start_at("127.0.0.1:0", false, {}));
}

TEST_CASE("an address in use and an unreadable proxy are told, not thrown") {
    const Served served{hello};
    const auto taken = start_at("127.0.0.1:" + std::to_string(served.front.port()), false, {});
    REQUIRE_FALSE(taken);
    CHECK(taken.error().message.key == "front.listen_unusable");
    CHECK(start_at("nonsense", false, {}).error().message.key == "front.listen_unusable");
    for (const auto* proxy : {"nonsense", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x"})
        CHECK(start_at("127.0.0.1:0", false, {proxy}).error().message.key == "front.proxy_unreadable");
}
