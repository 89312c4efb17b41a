#include "http/life/demo_server.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

void let_stand_in(DemoServer& server, const std::string& account, const std::string& substitute) {
    const auto granted = server.post("admin", "/substitutions",
                                     {{"account", account},
                                      {"substitute", substitute},
                                      {"from", "2026-11-02"},
                                      {"to", "2026-11-06"},
                                      {"reason", "Krankheit"}});
    INFO(granted.body);
    REQUIRE(granted.status == 201);
}

json last_entry(DemoServer& server, std::int64_t id) {
    return server.get("revision", path_of(id) + "/history").data().at("items").back();
}

bool in_list(DemoServer& server, const std::string& account, std::int64_t id) {
    const auto items = server.get(account, "/cases").data().at("items");
    return std::ranges::any_of(items, [&](const json& item) { return item.at("id") == id; });
}

}  // namespace

TEST_CASE("a substitute takes the step of the duty carried, as the own person and named in the history") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "formal_review", programme);
    CHECK(server.step("zweit", id, "accept").status == 403);
    let_stand_in(server, "formal", "zweit");
    REQUIRE(server.step("zweit", id, "accept").status == 200);
    const auto taken = last_entry(server, id);
    CHECK(taken.at("actor").at("name") ==
          server.house().identity.name_of(server.house().identity.account_named("zweit")->id));
    CHECK(taken.at("duty") == "formal_review");
    CHECK(taken.at("in_place_of").at("account") == server.house().identity.account_named("formal")->id);

    REQUIRE(server.step("fach", id, "recommend", input_of("recommend", "2026-11-02", programme)).status == 200);
    REQUIRE(server.step("haushalt", id, "reserve").status == 200);
    REQUIRE(server.step("zweit", id, "cosign").status == 200);  // its own duty
    CHECK(last_entry(server, id).at("in_place_of").is_null());
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("the four eyes are the substitute's: who recommended in place of a colleague does not co-sign") {
    DemoServer server;
    let_stand_in(server, "fach", "zweit");
    const auto id = case_in(server, "technical_review");
    REQUIRE(server.step("zweit", id, "recommend", input_of("recommend", "2026-11-02")).status == 200);
    REQUIRE(server.step("haushalt", id, "reserve").status == 200);
    const auto refused = server.step("zweit", id, "cosign");
    REQUIRE(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "separation");
}

TEST_CASE("who is represented may have a conflict and the substitute acts; the substitute's own conflict holds") {
    DemoServer server;
    let_stand_in(server, "formal", "zweit");
    const auto open = case_in(server, "formal_review");
    REQUIRE(
        server.post("formal", path_of(open) + "/conflicts", {{"kind", "excluded"}, {"reason", "Verwandt."}}).status ==
        201);
    CHECK(server.step("formal", open, "accept").status == 409);
    CHECK(server.step("zweit", open, "accept").status == 200);

    const auto closed = case_in(server, "formal_review");
    REQUIRE(
        server.post("zweit", path_of(closed) + "/conflicts", {{"kind", "excluded"}, {"reason", "Verwandt."}}).status ==
        201);
    const auto refused = server.step("zweit", closed, "accept");
    REQUIRE(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "no_conflict");
    CHECK(server.step("formal", closed, "accept").status == 200);
}

TEST_CASE("a substitution ends with its last day, and no sooner") {
    DemoServer server;
    const auto id = case_in(server, "formal_review");
    let_stand_in(server, "formal", "zweit");
    server.travel_to("2026-11-06");
    CHECK(server.step("zweit", id, "request_supplement", input_of("request_supplement", "2026-11-06")).status == 200);
    const auto other = case_in(server, "formal_review");
    server.travel_to("2026-11-07");
    CHECK(server.step("zweit", other, "accept").status == 403);
}

TEST_CASE("who stands in for the adviser reads the consultation meanwhile") {
    DemoServer server;
    const auto id = case_in(server, "consultation");
    CHECK(server.get("formal", path_of(id)).status == 404);
    CHECK_FALSE(in_list(server, "formal", id));
    let_stand_in(server, "beratung", "formal");
    CHECK(server.get("formal", path_of(id)).status == 200);
    CHECK(in_list(server, "formal", id));
    const auto advised = server.step("formal", id, "advise",
                                     {{"fields", {{"note", "Bitte die Nachnutzung beschreiben."}}}});
    REQUIRE(advised.status == 200);
    CHECK(server.get("gemeinde", path_of(id)).data().at("consultations") == 1);
}
