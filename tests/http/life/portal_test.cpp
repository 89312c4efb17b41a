#include "http/life/demo_server.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <thread>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }
std::string notice_of(std::int64_t id) { return path_of(id) + "/letters/grant_notice.txt"; }

std::vector<std::string> steps_of(DemoServer& server, std::int64_t id) {
    std::vector<std::string> steps;
    const auto history = server.get("revision", path_of(id) + "/history").data();
    for (const auto& item : history.at("items")) steps.push_back(item.at("step"));
    return steps;
}

std::string due(const json& found, const std::string& name) {
    for (const auto& deadline : found.at("deadlines"))
        if (deadline.at("name") == name) return deadline.at("due");
    return "none";
}

}  // namespace

TEST_CASE("opening the notice in the portal serves it on the next day, recorded by the system") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "granted", programme);
    CHECK(server.get("gemeinde", notice_of(id)).status == 404);  // signed, but told to nobody
    const auto offered = server.step("formal", id, "offer_in_portal");
    REQUIRE(offered.status == 200);
    CHECK(offered.data().at("state") == "granted");
    CHECK(offered.data().at("offered_on") == "2026-11-02");
    CHECK(due(offered.data(), "retrieval") == "2026-11-12");
    CHECK(offered.data().at("served_on").is_null());

    server.travel_to("2026-11-05");
    const auto read = server.get("gemeinde", notice_of(id));
    REQUIRE(read.status == 200);
    CHECK(read.body.find("Rechtsbehelfsbelehrung") != std::string::npos);
    const auto served = server.get("formal", path_of(id)).data();
    CHECK(served.at("state") == "grant_served");
    CHECK(served.at("served_on") == "2026-11-06");
    CHECK(due(served, "remedy") == "2026-12-07");  // 6 December is a Sunday
    const auto last = server.get("revision", path_of(id) + "/history").data().at("items").back();
    CHECK(last.at("step") == "serve");
    CHECK(last.at("duty") == "system");

    REQUIRE(server.get("zeichner", notice_of(id)).status == 200);  // read again: served once
    CHECK(std::ranges::count(steps_of(server, id), "serve") == 1);
}

TEST_CASE("who is not the recipient reads along or nothing, and serves nothing") {
    DemoServer server;
    const auto id = case_in(server, "granted");
    REQUIRE(server.step("formal", id, "offer_in_portal").status == 200);
    CHECK(server.get("nordhausen", notice_of(id)).status == 404);
    CHECK(server.get("partner", notice_of(id)).status == 404);
    CHECK(server.get("revision", notice_of(id)).status == 200);
    CHECK(server.get("entscheidung", notice_of(id)).status == 200);
    CHECK(server.get("gemeinde", path_of(id)).status == 200);               // the case is not the notice
    CHECK(server.get("gemeinde", path_of(id) + "/letters").status == 200);  // nor is the list of letters
    CHECK(server.get("nordhausen", path_of(id) + "/letters/grant_notice.pdf").status == 404);
    CHECK(server.get("revision", path_of(id) + "/letters/grant_notice.pdf").status == 200);
    const auto waiting = server.get("formal", path_of(id)).data();
    CHECK(waiting.at("state") == "granted");
    CHECK(waiting.at("served_on").is_null());
    const auto letters = server.get("gemeinde", path_of(id) + "/letters").data().at("items");
    const auto notice = std::ranges::find_if(letters,
                                             [](const json& letter) { return letter.at("name") == "grant_notice"; });
    REQUIRE(notice != letters.end());
    CHECK(notice->at("opening_serves") == true);
}

TEST_CASE("a notice not retrieved within ten days must be served in another way") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "granted", programme);
    REQUIRE(server.step("formal", id, "offer_in_portal").status == 200);
    server.travel_to("2026-11-12");
    CHECK(std::ranges::count(steps_of(server, id), "portal_failed") == 0);
    server.travel_to("2026-11-20");  // the server slept: the failure is dated on its own day all the same
    const auto failed = server.get("formal", path_of(id)).data();
    CHECK(failed.at("state") == "granted");
    CHECK(due(failed, "redelivery") == "2026-11-20");
    const auto last = server.get("revision", path_of(id) + "/history").data().at("items").back();
    CHECK(last.at("step") == "portal_failed");
    CHECK(last.at("duty") == "system");
    CHECK(last.at("at").get<std::string>().starts_with("2026-11-12T23:00"));  // midnight of the 13th in Berlin

    CHECK(server.get("gemeinde", notice_of(id)).status == 404);
    CHECK(server.step("formal", id, "offer_in_portal").status == 409);
    const auto again = server.step("formal", id, "serve", {{"fields", {{"kind", "portal"}, {"date", "2026-11-10"}}}});
    REQUIRE(again.status == 409);
    CHECK(again.data().at("blockers").at(0).at("check") == "retrievable");
    CHECK(again.data().at("blockers").at(0).at("source") == "§ 41 Abs. 2a VwVfG");
    const auto posted = server.step("formal", id, "serve", {{"fields", {{"kind", "post"}, {"date", "2026-11-20"}}}});
    REQUIRE(posted.status == 200);
    CHECK(posted.data().at("served_on") == "2026-11-24");
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("two of the recipient's people open the notice at once and it is served once") {
    DemoServer server;
    const auto id = case_in(server, "granted");
    REQUIRE(server.step("formal", id, "offer_in_portal").status == 200);
    server.get("gemeinde", path_of(id));  // both are signed in
    server.get("zeichner", path_of(id));
    int clerk = 0, signatory = 0;
    std::thread one{[&] { clerk = server.get("gemeinde", notice_of(id)).status; }};
    std::thread other{[&] { signatory = server.get("zeichner", notice_of(id)).status; }};
    one.join();
    other.join();
    CHECK(clerk == 200);
    CHECK(signatory == 200);
    CHECK(std::ranges::count(steps_of(server, id), "serve") == 1);
}
