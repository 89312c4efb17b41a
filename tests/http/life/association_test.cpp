#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

}  // namespace

TEST_CASE("an association files for its member, and the notice goes to the member through the association") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    const std::string today = "2026-11-02";
    DemoServer server{today};
    const auto created = server.post(
        "vg", "/cases", {{"programme", programme}, {"recipient", "16075088"}, {"form", complete_form(programme)}});
    INFO(created.body);
    REQUIRE(created.status == 201);
    CHECK(created.data().at("recipient").at("ags") == "16075088");
    CHECK(created.data().at("represented_by").at("ars") == "160755013000");
    const std::int64_t id = created.data().at("id");
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        REQUIRE(
            server
                .upload("vg", id, kind, "unterlage.pdf", "application/pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                .status == 201);
    CHECK(server.get("gemeinde", path_of(id)).status == 404);
    for (const auto& [account, step] :
         std::vector<std::pair<std::string, std::string>>{{"vg", "submit"},
                                                          {"formal", "accept"},
                                                          {"fach", "recommend"},
                                                          {"haushalt", "reserve"},
                                                          {"zweit", "cosign"},
                                                          {"entscheidung", "approve"},
                                                          {"formal", "offer_in_portal"}}) {
        const auto taken = server.step(account, id, step, input_of(step, today, programme));
        INFO(step << ": " << taken.body);
        REQUIRE(taken.status == 200);
    }
    const auto notice = server.get("vg", path_of(id) + "/letters/grant_notice.txt");  // the association retrieves it
    REQUIRE(notice.status == 200);
    CHECK_THAT(notice.body, ContainsSubstring("Stadt Ranis, vertreten durch Verwaltungsgemeinschaft Ranis-Ziegenrück"));
    const auto served = server.get("vg", path_of(id)).data();
    CHECK(served.at("state") == "grant_served");
    CHECK(served.at("represented_by").at("name") == "Ranis-Ziegenrück");
    REQUIRE(server.step("vg", id, "waive_remedy").status == 200);
}

TEST_CASE("an association that applies for itself represents nobody, and files for no stranger") {
    DemoServer server;
    const auto own = server.post(
        "vg", "/cases", {{"programme", "thueregovrl"}, {"recipient", "160755013000"}, {"form", json::object()}});
    REQUIRE(own.status == 201);
    CHECK(own.data().at("represented_by").is_null());
    const auto stranger = server.post(
        "vg", "/cases", {{"programme", "thueregovrl"}, {"recipient", "16075085"}, {"form", json::object()}});
    CHECK(stranger.status == 403);
}
