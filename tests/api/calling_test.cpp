#include "api/house.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("without a session there is no answer") {
    ApiHouse house;
    const auto path = GENERATE(as<std::string>{}, "/api/v1/cases", "/api/v1/cases/1", "/api/v1/budget",
                               "/api/v1/reports", "/api/v1/recipients?q=a");
    const auto reply = house.get("", path);
    CHECK(reply.status == 401);
    REQUIRE(reply.header("WWW-Authenticate"));
    CHECK(data(reply).at("type") == "urn:foerderlauf:problem:api.not_signed_in");
    auto request = ApiHouse::request_of({"GET", path, ""});
    request.headers["authorization"] = "Bearer " + std::string(64, 'a');
    CHECK(house.ask_as_it_is(request).status == 401);
    request.headers["authorization"] = "Basic Z2VtZWluZGU6ZGVtbw==";
    request.cookies["sid"] = house.token_of("gemeinde");  // a header that is there counts, whatever the cookie says
    CHECK(house.ask_as_it_is(request).status == 401);
}

TEST_CASE("a browser's session reads with its cookie, and changes only with its token from its own pages") {
    ApiHouse house;
    const auto session = house.identity.issue_token("gemeinde");
    auto request = ApiHouse::request_of({"GET", "/api/v1/cases", ""});
    request.cookies["sid"] = session->token;
    CHECK(house.ask_as_it_is(request).status == 200);

    request = ApiHouse::request_of({"POST", "/api/v1/cases", R"({"programme":"thueregovrl","recipient":"16075085"})"});
    request.cookies["__Host-sid"] = session->token;
    CHECK(house.ask_as_it_is(request).status == 403);
    request.headers["x-csrf-token"] = std::string(64, 'a');
    CHECK(house.ask_as_it_is(request).status == 403);
    request.headers["x-csrf-token"] = session->csrf;
    request.headers["sec-fetch-site"] = "cross-site";
    CHECK(house.ask_as_it_is(request).status == 403);
    request.headers["sec-fetch-site"] = "same-origin";
    CHECK(house.ask_as_it_is(request).status == 201);
}

TEST_CASE("signing in gives a token, and signing out takes it back") {
    ApiHouse house;
    REQUIRE(house.identity.set_password(Account::system(), "zeichner", "richtiges passwort"));
    const auto reply = house.post("", "/api/v1/session", R"({"account":"zeichner","password":"richtiges passwort"})");
    REQUIRE(reply.status == 200);
    CHECK(data(reply).at("account") == "zeichner");
    CHECK(data(reply).at("duties") == Json{"applicant_signatory"});
    const auto token = data(reply).at("token").get<std::string>();
    const auto with_token = [&](const std::string& method) {
        auto request = ApiHouse::request_of({method, "/api/v1/session", ""});
        request.headers["authorization"] = "bearer " + token;
        return house.ask_as_it_is(request);
    };
    CHECK(data(with_token("GET")).at("account") == "zeichner");
    CHECK(with_token("DELETE").status == 204);
    CHECK(with_token("GET").status == 401);
}

TEST_CASE("a wrong sign-in is refused, an incomplete one is told its fields") {
    ApiHouse house;
    CHECK(house.post("", "/api/v1/session", R"({"account":"niemand","password":"x"})").status == 401);
    const auto incomplete = house.post("", "/api/v1/session", R"({"account":7,"passwort":"x"})");
    CHECK(incomplete.status == 422);
    CHECK(data(incomplete).at("fields").size() == 3);
    for (int i = 0; i < 4; ++i) house.post("", "/api/v1/session", R"({"account":"niemand","password":"x"})");
    const auto sixth = house.post("", "/api/v1/session", R"({"account":"niemand","password":"x"})");
    CHECK(sixth.status == 429);
    CHECK(sixth.header("Retry-After"));
}

TEST_CASE("what cannot be read is told before anything else") {
    ApiHouse house;
    CHECK(house.post("", "/api/v1/cases", "{").status == 400);  // before 401
    CHECK(house.post("gemeinde", "/api/v1/cases", "").status == 400);
    CHECK(house.post("gemeinde", "/api/v1/cases", "[]").status == 400);
    CHECK(house.post("gemeinde", "/api/v1/cases", R"({"programme":"a","programme":"b"})").status == 400);
    CHECK(house.post("gemeinde", "/api/v1/cases", "{}", {{"content-type", "text/plain"}}).status == 415);
    CHECK(house.post("gemeinde", "/api/v1/cases", "{}", {{"if-match", "17"}}).status == 400);
    CHECK(house.post("gemeinde", "/api/v1/cases", "{}", {{"if-match", "\"x\""}}).status == 400);
    CHECK(house.post("gemeinde", "/api/v1/cases", "{}", {{"idempotency-key", std::string(256, 'k')}}).status == 400);
    CHECK(house.post("gemeinde", "/api/v1/cases/1/documents", "{}").status == 415);
}

TEST_CASE("the server says that it lives, that it is ready and what it counted") {
    ApiHouse house;
    house.site.metrics = [] {
        return std::vector<Metric>{{"foerderlauf_requests_total", "Requests.", "counter", 3, "status=\"200\""},
                                   {"foerderlauf_requests_total", "Requests.", "counter", 1, "status=\"500\""}};
    };
    CHECK(house.get("", "/healthz").status == 200);
    CHECK(house.get("", "/readyz").status == 200);
    const auto metrics = house.get("", "/metrics").body;
    CHECK(metrics.find("# TYPE foerderlauf_events_total counter\nfoerderlauf_events_total ") != std::string::npos);
    CHECK(metrics.find("# TYPE foerderlauf_requests_total counter\nfoerderlauf_requests_total{status=\"200\"} "
                       "3\nfoerderlauf_requests_total{status=\"500\"} 1\n") != std::string::npos);
}
