#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

const std::string today = "2026-11-02";

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

json with_reason(json body = json::object()) {
    body["reason"] = "So ist es richtig.";
    return body;
}

void take(DemoServer& server, const std::string& account, const std::string& path, const json& body) {
    const auto answer = server.post(account, path, body);
    INFO(account << ' ' << path << ": " << answer.body);
    REQUIRE(answer.status == 200);
}

}  // namespace

TEST_CASE("a grant is extended: asked, examined, cosigned, decided, and told in a letter that is frozen") {
    DemoServer server{today};
    const auto id = case_in(server, "running", "thueregovrl");
    const auto seen = server.get("zeichner", path_of(id)).data();
    REQUIRE(server.post("gemeinde", path_of(id) + "/machines/amendment", {{"fields", json::object()}}).status == 201);
    const auto steps = path_of(id) + "/machines/2/steps/";

    const auto empty = server.post(
        "zeichner", steps + "request",
        {{"fields", {{"kind", "extension"}, {"explanation", "Der Anbieter liefert später."}}}});
    CHECK(empty.status == 422);
    CHECK(empty.data().at("fields").contains("new_end"));
    take(server, "zeichner", steps + "request",
         {{"fields",
           {{"kind", "extension"}, {"explanation", "Der Anbieter liefert später."}, {"new_end", "2029-06-30"}}}});
    CHECK(server.post("zweit", steps + "examine", with_reason()).status == 403);
    take(server, "fach", steps + "examine", with_reason());
    CHECK(server.post("haushalt", steps + "reserve", json::object()).status == 409);  // no money changes
    take(server, "zweit", steps + "cosign", json::object());
    const auto before = server.get("revision", path_of(id)).data();
    take(server, "entscheidung", steps + "approve", with_reason());

    const auto after = server.get("zeichner", path_of(id)).data();
    CHECK(after.at("machines").at(0).at("state") == "approved");
    CHECK(after.at("money") == before.at("money"));
    CHECK(after.at("money") == seen.at("money"));
    const auto history = server.get("revision", path_of(id) + "/history").data().at("items");
    const auto& newest = history.back().at("seq") > history.front().at("seq") ? history.back() : history.front();
    CHECK(newest.at("step") == "approve");
    CHECK(newest.at("facts").at("values").at("grant").at("version") == 2);
    CHECK(newest.at("facts").at("values").at("grant").at("planned_end") == "2029-06-30");
    CHECK(newest.at("facts").at("letters").contains("amendment_notice"));
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("a partner nobody knows is refused when the change is asked for, not when it is decided") {
    DemoServer server{today};
    const auto id = case_in(server, "running", "thueregovrl");
    REQUIRE(server.post("gemeinde", path_of(id) + "/machines/amendment", {{"fields", json::object()}}).status == 201);
    REQUIRE(server
                .upload("gemeinde", id, "cooperation_agreement", "vereinbarung.pdf", "application/pdf",
                        "%PDF-1.4\n%äöü\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                .status == 201);
    const auto asked = [&](const std::string& body) {
        return server.post("zeichner", path_of(id) + "/machines/2/steps/request",
                           {{"fields",
                             {{"kind", "partner"},
                              {"explanation", "Der Landkreis beteiligt sich."},
                              {"partners", {{{"recipient", body}, {"share_cents", 1'000'000}}}}}}});
    };
    const auto unknown = asked("99999999");
    CHECK(unknown.status == 422);
    CHECK(unknown.data().at("fields").contains("partners.0.recipient"));
    CHECK(asked("16062000").status == 200);
}

TEST_CASE("a wrong day of service is corrected by two persons, and the period of the remedy with it") {
    DemoServer server{today};
    const auto id = case_in(server, "grant_served", "thueregovrl");
    const auto served = server.get("zeichner", path_of(id)).data();
    server.travel_to("2026-11-20");
    CHECK(server.post("gemeinde", path_of(id) + "/machines/correction", {{"fields", json::object()}}).status == 403);
    REQUIRE(server.post("entscheidung", path_of(id) + "/machines/correction", {{"fields", json::object()}}).status ==
            201);
    const auto steps = path_of(id) + "/machines/2/steps/";
    take(server, "entscheidung", steps + "correct",
         with_reason({{"fields", {{"what", "service"}, {"kind", "delivered"}, {"date", "2026-11-18"}}}}));
    CHECK(server.get("zeichner", path_of(id)).data().at("served_on") == served.at("served_on"));
    take(server, "zweit", steps + "confirm_correction", json::object());
    const auto after = server.get("zeichner", path_of(id)).data();
    CHECK(after.at("served_on") == "2026-11-18");
    for (const auto& deadline : after.at("deadlines"))
        if (deadline.at("name") == "remedy") CHECK(deadline.at("due") == "2026-12-18");
    CHECK(server.house().store.verify().empty());
}
