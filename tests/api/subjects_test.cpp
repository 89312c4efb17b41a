#include "api/house.hpp"

#include "base/sha256.hpp"
#include "web/api/job_queue.hpp"

#include <condition_variable>
#include <fstream>
#include <mutex>

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("documents are uploaded, listed and sent back byte by byte") {
    ApiHouse house;
    const auto id = house.draft();
    const auto reply = house.upload("gemeinde", id, "price_basis", "C:\\Angebot 1.pdf", "%PDF-1.7 Angebot", "k");
    REQUIRE(reply.status == 201);
    const auto document = data(reply);
    CHECK(document == Json{{"id", 1},
                           {"kind", "price_basis"},
                           {"name", "Angebot 1.pdf"},
                           {"sha256", sha256_hex("%PDF-1.7 Angebot")},
                           {"size", 16}});
    CHECK(*reply.header("Location") == ApiHouse::case_path(id) + "/documents/1");
    CHECK(house.upload("gemeinde", id, "price_basis", "Angebot 1.pdf", "%PDF-1.7 Angebot", "k").body == reply.body);
    CHECK(data(house.get("gemeinde", ApiHouse::case_path(id))).at("documents").size() == 1);
    const auto sent = house.get("gemeinde", ApiHouse::case_path(id) + "/documents/1");
    REQUIRE(sent.file);
    CHECK(std::filesystem::file_size(sent.file->path) == 16);
    CHECK(sent.content_type == "application/pdf");
    CHECK(sent.header("Content-Disposition")->starts_with("attachment"));
    CHECK(house.get("ohrdruf", ApiHouse::case_path(id) + "/documents/1").status == 404);
    CHECK(house.get("gemeinde", ApiHouse::case_path(id) + "/documents/2").status == 404);
}

TEST_CASE("an upload that is refused leaves no file behind") {
    ApiHouse house;
    const auto id = house.draft();
    const auto files = [&] {
        return std::distance(std::filesystem::recursive_directory_iterator{house.folder.data().documents()},
                             std::filesystem::recursive_directory_iterator{});
    };
    const auto before = files();
    const auto lying = house.upload("gemeinde", id, "price_basis", "Angebot.pdf", "<html>");
    CHECK(lying.status == 422);
    CHECK(data(lying).at("fields").contains("file"));
    CHECK(house.upload("ohrdruf", id, "price_basis", "Angebot.pdf", "%PDF-1.7").status == 404);
    CHECK(files() == before);
    const auto unknown_kind = house.upload("gemeinde", id, "liebesbrief", "Angebot.pdf", "%PDF-1.7");
    CHECK(unknown_kind.status == 422);
    CHECK(data(unknown_kind).at("fields").contains("kind"));
    CHECK(house.documents.find(sha256_hex("%PDF-1.7")).empty());
}

TEST_CASE("partners read the draft they are invited to, confirm their share and may decline") {
    ApiHouse house;
    const auto id = house.draft(R"({"partners":[{"recipient":"16067053","share_cents":5000}]})");
    const auto path = ApiHouse::case_path(id);
    REQUIRE(house.get("ohrdruf", path).status == 200);
    CHECK(data(house.get("ohrdruf", path)).at("steps").empty());
    const auto wrong = house.post("ohrdruf", path + "/partners/16067053/confirm", R"({"share_cents":"5000"})");
    CHECK(wrong.status == 422);
    CHECK(data(wrong).at("fields").size() == 1);
    CHECK(house.post("ohrdruf", path + "/partners/16067053/confirm", R"({"share_cents":4999})").status == 422);
    CHECK(house.post("gemeinde", path + "/partners/16067053/confirm", R"({"share_cents":5000})").status == 403);
    CHECK(house.post("ohrdruf", path + "/partners/16062000/confirm", R"({"share_cents":5000})").status == 404);
    const auto confirmed = house.post("ohrdruf", path + "/partners/16067053/confirm", R"({"share_cents":5000})");
    REQUIRE(confirmed.status == 200);
    CHECK(data(confirmed).at("partners") ==
          Json{{{"recipient", "16067053"}, {"share_cents", 5000}, {"state", "confirmed"}, {"at", "2026-11-02"}}});
    CHECK(house.post("ohrdruf", path + "/partners/16067053/decline", R"({"reason":" "})").status == 422);
    CHECK(house.post("ohrdruf", path + "/partners/16067053/decline", R"({"reason":"Kein Geld","x":1})").status == 422);
    CHECK(house.post("ohrdruf", path + "/partners/16067053/decline", R"({"reason":"Kein Geld"})").status == 200);
    CHECK(house.get("ohrdruf", path).status == 404);
}

TEST_CASE("a conflict of interest is declared, stops the person, and its reason is read by decider and auditor only") {
    ApiHouse house;
    const auto id = house.submitted();
    const auto path = ApiHouse::case_path(id);
    CHECK(house.post("gemeinde", path + "/conflicts", R"({"kind":"concern","reason":"x"})").status == 403);
    const auto wrong = house.post("formal_review", path + "/conflicts", R"({"kind":"laune","reason":"Verwandt"})");
    CHECK(wrong.status == 422);
    CHECK(house.post("decider", path + "/conflicts", R"({"kind":"concern","reason":"x","account":"niemand"})").status ==
          422);
    const auto declared = house.post("formal_review", path + "/conflicts", R"({"kind":"concern","reason":"Nachbarn"})");
    REQUIRE(declared.status == 201);
    const auto number = data(declared).at("conflicts").at(0).at("number").get<int>();
    const auto stopped = house.post("formal_review", path + "/steps/accept", "{}");
    CHECK(stopped.status == 409);
    CHECK(data(stopped).at("blockers").at(0).at("check") == "no_conflict");
    CHECK(data(house.get("formal_review", "/api/v1/cases?duty=formal_review")).at("items").empty());
    CHECK(data(house.get("decider", "/api/v1/cases?duty=formal_review")).at("items").size() == 1);

    const auto history_of = [&](const std::string& who) { return house.get(who, path + "/history").body; };
    CHECK(history_of("decider").find("Nachbarn") != std::string::npos);
    CHECK(history_of("auditor").find("Nachbarn") != std::string::npos);
    CHECK(history_of("technical_review").find("Nachbarn") == std::string::npos);
    CHECK(history_of("gemeinde").find("Nachbarn") == std::string::npos);

    const auto conflict = path + "/conflicts/" + std::to_string(number);
    CHECK(house.ask("decider", {"DELETE", conflict, "{}"}).status == 422);
    CHECK(house.ask("decider", {"DELETE", path + "/conflicts/9", R"({"reason":"x"})"}).status == 404);
    CHECK(house.ask("decider", {"DELETE", conflict, R"({"reason":"Geklärt"})"}).status == 200);
    CHECK(house.post("formal_review", path + "/steps/accept", "{}").status == 200);
}

TEST_CASE("a case is given to a named officer, and the history says by whom and why") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.submitted());
    CHECK(house.post("gemeinde", path + "/officers", R"({"account":"formal_review"})").status == 403);
    CHECK(house.post("decider", path + "/officers", R"({"account":"niemand","reason":"x"})").status == 422);
    CHECK(house.post("decider", path + "/officers", R"({"account":"formal_review"})").status == 422);  // no reason
    CHECK(house.post("decider", path + "/officers", R"({"account":"technical_review","reason":"x"})").status == 422);
    const auto taken = house.post("formal_review", path + "/officers", R"({"account":"formal_review"})");
    REQUIRE(taken.status == 201);
    CHECK(data(taken).at("officers").size() == 1);
    CHECK(data(taken).at("officers").at(0).at("duty") == "formal_review");
    const auto newest = data(house.get("decider", path + "/history")).at("items").back();
    CHECK(newest.at("step") == "assign");
    CHECK(newest.at("duty") == "formal_review");
    CHECK(house.post("formal_review", path + "/steps/accept", "{}").status == 200);  // giving it out blocks nobody
}

TEST_CASE("frozen letters are listed and sent as text; there is no PDF before the courier made one") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.submitted());
    const auto items = data(house.get("gemeinde", path + "/letters")).at("items");
    REQUIRE(items.size() == 1);
    CHECK(items.at(0).at("name") == "acknowledgement");
    const auto text = house.get("gemeinde", path + "/letters/acknowledgement.txt");
    REQUIRE(text.status == 200);
    CHECK(sha256_hex(text.body) == items.at(0).at("sha256").get<std::string>());
    CHECK(house.get("gemeinde", path + "/letters/" + items.at(0).at("id").get<std::string>() + ".txt").body ==
          text.body);
    CHECK(house.get("gemeinde", path + "/letters/grant_notice.txt").status == 404);
    const auto pdf = house.get("gemeinde", path + "/letters/acknowledgement.pdf");
    CHECK(pdf.status == 404);
    CHECK(data(pdf).at("type") == "urn:foerderlauf:problem:api.no_pdf_yet");
    CHECK(house.get("gemeinde", path + "/letters/draft").status == 403);
    CHECK(house.get("formal_review", path + "/letters/draft").status == 404);
}

TEST_CASE("the budget shows each line and year to the authority") {
    ApiHouse house;
    CHECK(house.get("gemeinde", "/api/v1/budget").status == 403);
    const auto items = data(house.get("budget_officer", "/api/v1/budget?year=2026")).at("items");
    REQUIRE(items.size() == 1);
    const auto& row = items.at(0);
    CHECK(row.at("budget_line") == "16 90/633 01");
    CHECK(row.at("programme") == "thueregovrl");
    CHECK(row.at("chapter") == "16 90");
    CHECK(row.at("demo") == true);
    CHECK(row.at("appropriation_cents") == 1'000'000'000);
    CHECK(row.at("available_cents") == 1'000'000'000);
    CHECK(row.at("commitment_appropriations") == Json{{{"due_year", 2027},
                                                       {"appropriation_cents", 500'000'000},
                                                       {"reserved_cents", 0},
                                                       {"used_cents", 0},
                                                       {"free_cents", 500'000'000}}});
    CHECK(data(house.get("budget_officer", "/api/v1/budget?programme=thuerfag")).at("items").empty());
    CHECK(data(house.get("budget_officer", "/api/v1/budget?as_of=2026-11-01")).at("items").empty());
    CHECK(house.get("budget_officer", "/api/v1/budget?year=26").status == 422);
}

TEST_CASE("programmes, forms and recipients can be looked up") {
    ApiHouse house;
    const auto programme = data(house.get("gemeinde", "/api/v1/programmes")).at("items").at(0);
    CHECK(programme.at("programme") == "thueregovrl");
    CHECK(programme.at("versions").size() == 1);
    CHECK(programme.at("machines").at(0).at("name") == "application");
    std::set<std::string> open;
    for (const auto& object : programme.at("funding_objects")) open.insert(object.at("code").get<std::string>());
    CHECK(open == std::set<std::string>{"2c", "2f"});
    CHECK(house.get("gemeinde", "/api/v1/programmes/thueregovrl").status == 200);
    CHECK(house.get("gemeinde", "/api/v1/programmes/mond").status == 404);
    const auto schema = data(house.get("gemeinde", "/api/v1/programmes/thueregovrl/forms/application"));
    CHECK(schema.at("properties").at("requested_cents").at("type") == "integer");
    CHECK(house.get("gemeinde", "/api/v1/programmes/thueregovrl/forms/mond").status == 404);
    const auto found = [&](const std::string& q) {
        return data(house.get("gemeinde", "/api/v1/recipients?q=" + q)).at("items");
    };
    CHECK(found("PÖß") == Json{{{"ags", "16075085"},
                                {"ars", "160750085085"},
                                {"name", "Pößneck, Stadt"},
                                {"kind", "gemeinde"},
                                {"district", "Saale-Orla-Kreis"}}});
    CHECK(found("16067").size() == 1);
    CHECK(found("160750085").size() == 1);
    CHECK(found("%").empty());
    CHECK(found("Mond").empty());
}

TEST_CASE("a report is started, worked on in the background and fetched by the one who asked") {
    ApiHouse house;
    CHECK(house.get("gemeinde", "/api/v1/reports").status == 403);
    const auto reports = data(house.get("auditor", "/api/v1/reports")).at("items");
    REQUIRE_FALSE(reports.empty());
    const auto name = reports.at(0).at("name").get<std::string>();
    CHECK(house.post("auditor", "/api/v1/reports/mond", "{}").status == 404);
    CHECK(house.post("auditor", "/api/v1/reports/" + name, R"({"year":"bald"})").status == 422);
    CHECK(house.post("auditor", "/api/v1/reports/" + name, R"({"farbe":"rot"})").status == 422);
    const auto started = house.post("auditor", "/api/v1/reports/" + name, "");
    REQUIRE(started.status == 202);
    const auto location = *started.header("Location");
    CHECK(data(house.get("auditor", location)).at("report") == name);
    CHECK(house.get("decider", location).status == 404);
    CHECK(house.get("decider", location + "/file").status == 404);
}
