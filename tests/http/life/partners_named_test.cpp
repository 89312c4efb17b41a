#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("one decision on a joint application is one notice, and it names every body") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    const bool granted = GENERATE(true, false);
    const std::string today = "2026-11-02";
    DemoServer server{today};
    const auto id = case_in(server, "draft", programme);
    const auto path = "/cases/" + std::to_string(id);
    REQUIRE(server
                .ask("gemeinde", "PATCH", path + "/forms/application",
                     {{"partners",
                       {{{"recipient", "16065000"}, {"share_cents", 2000000}},
                        {{"recipient", "16064000"}, {"share_cents", 1000000}}}}})
                .status == 200);
    REQUIRE(server
                .upload("gemeinde", id, "cooperation_agreement", "vertrag.pdf", "application/pdf",
                        "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                .status == 201);
    REQUIRE(server.post("partner", path + "/partners/16065000/confirm", {{"share_cents", 2000000}}).status == 200);
    REQUIRE(server.post("partner", path + "/partners/16064000/confirm", {{"share_cents", 1000000}}).status == 200);
    using Way = std::vector<std::pair<std::string, std::string>>;
    const Way to_grant = {{"zeichner", "submit"},  {"formal", "accept"}, {"fach", "recommend"},
                          {"haushalt", "reserve"}, {"zweit", "cosign"},  {"entscheidung", "approve"}};
    const Way to_refusal = {{"zeichner", "submit"},         {"formal", "accept"},
                            {"fach", "recommend_refusal"},  {"entscheidung", "announce_refusal"},
                            {"zeichner", "answer_hearing"}, {"entscheidung", "refuse"}};
    for (const auto& [account, step] : granted ? to_grant : to_refusal) {
        const auto taken = server.step(account, id, step, input_of(step, today, programme));
        INFO(step << ": " << taken.body);
        REQUIRE(taken.status == 200);
    }
    const std::string name = granted ? "grant_notice" : "refusal_notice";
    const auto notice = server.get("revision", path + "/letters/" + name + ".txt");
    REQUIRE(notice.status == 200);
    CHECK_THAT(notice.body, ContainsSubstring("Landkreis Kyffhäuserkreis | 16065000") ||
                                ContainsSubstring("Kyffhäuserkreis | 16065000"));
    CHECK_THAT(notice.body, ContainsSubstring("Unstrut-Hainich-Kreis | 16064000"));
    // A partner reads along, but the notice is told to the applicant.
    REQUIRE(server.step("formal", id, "offer_in_portal").status == 200);
    CHECK(server.get("partner", path + "/letters/" + name + ".txt").status == 404);
    REQUIRE(server.get("zeichner", path + "/letters/" + name + ".txt").status == 200);
    CHECK(server.get("partner", path + "/letters/" + name + ".txt").status == 200);
    const auto letters = server.get("revision", path + "/letters").data();
    std::size_t notices = 0;
    for (const auto& letter : letters.at("items")) notices += letter.at("name") == name ? 1 : 0;
    CHECK(notices == 1);
}
