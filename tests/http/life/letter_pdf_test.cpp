#include "http/life/demo_server.hpp"

#include "base/sha256.hpp"
#include "letters/verification.hpp"
#include "play/house_certificate.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <thread>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

std::int64_t count_of(DemoServer& server, std::int64_t id, const std::string& step) {
    const auto items = server.get("revision", path_of(id) + "/history").data().at("items");
    return std::ranges::count(items, step,
                              [](const nlohmann::json& item) { return item.at("step").get<std::string>(); });
}

bool is_pdf(const Answer& answer) { return answer.status == 200 && answer.body.starts_with("%PDF-1.7"); }

}  // namespace

TEST_CASE("a frozen letter has one PDF: the same bytes for everybody and at every time, even asked for at once") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto id = case_in(server, "grant_served", programme);
    const auto path = path_of(id) + "/letters/grant_notice.pdf";
    std::vector<Answer> answers(4);
    server.get("revision", path_of(id));  // signs in before the crowd
    {
        std::vector<std::jthread> crowd;
        for (auto& answer : answers) crowd.emplace_back([&] { answer = server.get("revision", path); });
    }
    for (const auto& answer : answers) {
        REQUIRE(is_pdf(answer));
        CHECK(answer.body == answers.front().body);
    }
    CHECK(answers.front().headers.at("content-type") == "application/pdf");
    CHECK(answers.front().headers.at("etag") == '"' + sha256_hex(answers.front().body) + '"');
    CHECK(answers.front().headers.at("content-disposition").find("-2026-0001") != std::string::npos);
    CHECK(server.get("gemeinde", path).body == answers.front().body);
    CHECK(server.get("nordhausen", path).status == 404);
    CHECK(server.get("gemeinde", path_of(id) + "/letters/hearing.pdf").status == 404);
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("the code of a letter leads to its authority, day, kind and hash, and to nobody's data; others are unknown") {
    DemoServer server;
    const auto id = case_in(server, "grant_served");
    REQUIRE(is_pdf(server.get("revision", path_of(id) + "/letters/grant_notice.pdf")));
    const auto letters = server.get("revision", path_of(id) + "/letters").data().at("items");
    const auto notice = *std::ranges::find_if(
        letters, [](const nlohmann::json& item) { return item.at("name") == "grant_notice"; });
    const auto code = verification_code(id, notice.at("seq").get<std::int64_t>(), "grant_notice",
                                        notice.at("sha256").get<std::string>());
    const auto genuine = server.get_plain("/echt/" + in_fours(code));
    CHECK(genuine.status == 200);
    CHECK_THAT(genuine.body, ContainsSubstring(">Echt<") &&
                                 ContainsSubstring("Thüringer Ministerium für Digitales und Infrastruktur") &&
                                 ContainsSubstring("02.11.2026") && ContainsSubstring("Zuwendungsbescheid") &&
                                 ContainsSubstring(notice.at("sha256").get<std::string>()) &&
                                 !ContainsSubstring("Pößneck") && !ContainsSubstring("EGOV-"));
    CHECK_THAT(server.get_plain("/echt?code=" + code).body, ContainsSubstring(">Echt<"));
    const auto unknown = server.get_plain("/echt/0000-0000-0000-0000");
    CHECK(unknown.status == 404);
    CHECK_THAT(unknown.body, ContainsSubstring(">Unbekannt<"));
    CHECK(server.get_plain("/echt").status == 200);
    for (int more = 0; more < 19; ++more) CHECK(server.get_plain("/echt/kein-code").status == 404);
    CHECK(server.get_plain("/echt/0000-0000-0000-0000").status == 429);
    CHECK(server.get_plain("/echt").status == 200);
}

TEST_CASE("the draft is a PDF where one is asked for, and never the one that is kept") {
    DemoServer server;
    const auto id = case_in(server, "decision_ready");
    const auto draft = path_of(id) + "/letters/draft";
    CHECK(server.get("entscheidung", draft).data().at("name") == "grant_notice");
    const auto by_name = server.get("entscheidung", draft + ".pdf");
    const auto by_accept = server.ask("entscheidung", "GET", draft, nullptr, {{"Accept", "application/pdf"}});
    REQUIRE(is_pdf(by_name));
    REQUIRE(is_pdf(by_accept));
    CHECK(by_name.body == by_accept.body);
    CHECK(server.get("gemeinde", draft + ".pdf").status == 403);
    REQUIRE(server.step("entscheidung", id, "approve", {{"reason", "Weil es so ist."}}).status == 200);
    CHECK(server.get("entscheidung", path_of(id) + "/letters/grant_notice.pdf").body != by_name.body);
}

TEST_CASE("opening the notice as PDF serves it as opening its words does, once") {
    DemoServer server;
    const auto id = case_in(server, "granted");
    const auto path = path_of(id) + "/letters/grant_notice.pdf";
    CHECK(server.get("gemeinde", path).status == 404);  // signed, but told to nobody
    CHECK(count_of(server, id, "serve") == 0);
    REQUIRE(server.step("formal", id, "offer_in_portal").status == 200);
    server.travel_to("2026-11-05");
    REQUIRE(is_pdf(server.get("revision", path)));
    CHECK(count_of(server, id, "serve") == 0);
    REQUIRE(is_pdf(server.get("gemeinde", path)));
    CHECK(server.get("formal", path_of(id)).data().at("served_on") == "2026-11-06");
    REQUIRE(is_pdf(server.get("zeichner", path)));
    CHECK(count_of(server, id, "serve") == 1);
}

TEST_CASE(
    "a house with a certificate hands out no letter unsigned: without the file only its words, then the signed one") {
    const auto certificate = std::filesystem::temp_directory_path() / ("foerderlauf-house-" + to_hex(random_bytes(8)));
    LetterSettings letters;
    letters.signature = {certificate, "geheim"};
    DemoServer server{"2026-11-02", false, letters};
    const auto id = case_in(server, "grant_served");
    const auto path = path_of(id) + "/letters/grant_notice";
    const auto refused = server.get("revision", path + ".pdf");
    CHECK(refused.status == 503);
    CHECK_THAT(refused.body, ContainsSubstring("kann nicht gesiegelt werden"));
    CHECK(server.get("revision", path + ".txt").status == 200);

    std::ofstream{certificate, std::ios::binary} << house_certificate(server.house().clock->now());
    const auto made = server.get("revision", path + ".pdf");
    std::filesystem::remove(certificate);
    REQUIRE(is_pdf(made));
    CHECK_THAT(made.body, ContainsSubstring("/SubFilter /ETSI.CAdES.detached /M (D:20261102"));
    CHECK(made.headers.at("etag") == '"' + sha256_hex(made.body) + '"');
    CHECK(server.get("gemeinde", path + ".pdf").body == made.body);  // kept as it was signed
    CHECK(server.house().store.verify().empty());
}
