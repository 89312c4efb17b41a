// What people try and must not get, over HTTP with the German sentence they read.
#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

json with_partners(json partners) { return {{"partners", std::move(partners)}}; }

Answer edit(DemoServer& server, std::int64_t id, const json& patch) {
    return server.ask("gemeinde", "PATCH", path_of(id) + "/forms/application", patch);
}

/// The status, the blocker or the field that spoke, and its sentence.
void check_refused(const Answer& answer, int status, const std::string& name, const std::string& sentence) {
    INFO(answer.body);
    REQUIRE(answer.status == status);
    const auto found = answer.data();
    if (status == 409) {
        REQUIRE_FALSE(found.at("blockers").empty());
        CHECK(found.at("blockers").at(0).at("check") == name);
        CHECK_THAT(found.at("blockers").at(0).at("message").get<std::string>(), ContainsSubstring(sentence));
        return;
    }
    REQUIRE(found.at("fields").contains(name));
    CHECK_THAT(found.at("fields").at(name).get<std::string>(), ContainsSubstring(sentence));
}

}  // namespace

TEST_CASE("partners: another Land, the applicant itself, shares over the total, an old share, a late no") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "draft", programme);
    check_refused(edit(server, id, with_partners({{{"recipient", "09162000"}, {"share_cents", 1000}}})), 422,
                  "partners.0.recipient", "keine Thüringer Körperschaft");
    check_refused(edit(server, id, with_partners({{{"recipient", "16075085"}, {"share_cents", 1000}}})), 422,
                  "partners.0.recipient", "nicht sein eigener Partner");
    CHECK(server.get("gemeinde", path_of(id)).data().at("partners").empty());  // refused is not half done

    REQUIRE(edit(server, id, with_partners({{{"recipient", "16065000"}, {"share_cents", 1000}}})).status == 200);
    REQUIRE(edit(server, id, with_partners({{{"recipient", "16065000"}, {"share_cents", 10000000}}})).status == 200);
    const auto confirm = path_of(id) + "/partners/16065000/confirm";
    check_refused(server.post("partner", confirm, {{"share_cents", 1000}}), 422, "share_cents",
                  "Der Anteil ist jetzt 100.000,00");
    REQUIRE(server.post("partner", confirm, {{"share_cents", 10000000}}).status == 200);
    const auto over = server.step("zeichner", id, "submit");
    INFO(over.body);
    REQUIRE(over.status == 409);
    CHECK_THAT(over.body,
               ContainsSubstring("lassen von den Ausgaben") && ContainsSubstring("nichts für den Antragsteller"));

    REQUIRE(edit(server, id, with_partners({{{"recipient", "16065000"}, {"share_cents", 1000000}}})).status == 200);
    REQUIRE(server
                .upload("gemeinde", id, "cooperation_agreement", "vertrag.pdf", "application/pdf",
                        "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                .status == 201);
    REQUIRE(server.post("partner", confirm, {{"share_cents", 1000000}}).status == 200);
    if (programme == "thuerfag")
        REQUIRE(edit(server, id, {{"exception_reason", "Zwei Körperschaften genügen hier."}}).status == 200);
    REQUIRE(server.step("zeichner", id, "submit").status == 200);
    check_refused(server.post("partner", path_of(id) + "/partners/16065000/decline", {{"reason", "Doch nicht."}}), 409,
                  "not_from_this_state", "nicht mehr zustimmen oder ablehnen");
}

TEST_CASE("service: a fourth kind, and a suit before anything was served or decided") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "granted", programme);
    const auto by_mail = server.step("formal", id, "serve",
                                     {{"fields", {{"kind", "electronic"}, {"date", "2026-11-02"}}}});
    check_refused(by_mail, 422, "kind", "„electronic“ steht nicht zur Wahl");
    const json suit = {{"fields", {{"court", "VG Gera"}, {"reference", "1 K 1/26"}, {"filed_on", "2026-11-02"}}}};
    check_refused(server.step("entscheidung", id, "record_suit", suit), 409, "not_from_this_state",
                  "„Klage vermerken“ ist im Stand");
    REQUIRE(server.step("formal", id, "serve", input_of("serve", "2026-11-02")).status == 200);
    auto early = suit;
    early["fields"]["filed_on"] = "2026-11-01";
    check_refused(server.step("entscheidung", id, "record_suit", early), 422, "filed_on", "liegt vor der Entscheidung");
}

TEST_CASE("a hearing is answered once, and who decided cannot be biased afterwards") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "hearing", programme);
    const auto answer = input_of("answer_hearing", "2026-11-02");
    REQUIRE(server.step("zeichner", id, "answer_hearing", answer).status == 200);
    check_refused(server.step("zeichner", id, "answer_hearing", answer), 409, "not_answered_yet", "schon geantwortet");
    REQUIRE(server.step("entscheidung", id, "refuse", input_of("refuse", "2026-11-02")).status == 200);
    const json biased = {{"kind", "excluded"}, {"reason", "Mein Bruder arbeitet dort."}};
    check_refused(server.post("entscheidung", path_of(id) + "/conflicts", biased), 409, "already_decided",
                  "schon entschieden");
}

TEST_CASE("colleagues who stand in for each other on the same days are refused with the reason") {
    DemoServer server;
    const auto wish = [](const std::string& substitute) {
        return json{{"substitute", substitute}, {"from", "2026-11-02"}, {"to", "2026-11-06"}, {"reason", "Urlaub"}};
    };
    const auto granted = server.post("fach", "/substitutions", wish("zweit"));
    INFO(granted.body);
    REQUIRE(granted.status == 201);
    check_refused(server.post("zweit", "/substitutions", wish("fach")), 422, "substitute", "im Kreis vertreten");
    check_refused(server.post("fach", "/substitutions", wish("gemeinde")), 422, "substitute", "Vertreten kann nur");
    check_refused(server.post("gemeinde", "/substitutions", wish("fach")), 422, "account",
                  "keine Zuständigkeit, die vertreten werden kann");
    auto backwards = wish("formal");
    backwards["from"] = "2026-11-07";
    check_refused(server.post("fach", "/substitutions", backwards), 422, "to", "liegt vor ihrem Beginn");
    auto foreign = wish("formal");
    foreign["account"] = "haushalt";
    CHECK(server.post("fach", "/substitutions", foreign).status == 403);
    CHECK(server.get("fach", "/substitutions").data().at("items").size() == 1);
}
