#include "api/house.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("a case has every key of the contract") {
    ApiHouse house;
    const auto shown = data(house.get("gemeinde", ApiHouse::case_path(house.submitted())));
    for (const auto* key : {"id", "file_number", "programme", "version", "recipient", "represented_by", "state",
                            "state_label", "public_label", "owner", "owner_since", "seq", "served_on", "forms",
                            "partners", "steps", "machines", "deadlines", "money"}) {
        INFO(key);
        CHECK(shown.contains(key));
    }
    CHECK(shown.at("file_number") == "EGOV-2026-0001");
    CHECK(shown.at("recipient") == Json{{"ags", "16075085"},
                                        {"ars", "160750085085"},
                                        {"name", "Pößneck, Stadt"},
                                        {"kind", "gemeinde"},
                                        {"district", "Saale-Orla-Kreis"}});
    CHECK(shown.at("state") == "formal_review");
    CHECK(shown.at("public_label") == "Eingegangen");
    CHECK(shown.at("owner_since") == "2026-11-02");
    CHECK(shown.at("served_on").is_null());
    CHECK(shown.at("forms").at("application").at("requested_cents") == 8000000);
    CHECK(shown.at("forms").at("application").at("documents").size() == 3);
    CHECK(shown.at("money") == Json{{"requested_cents", 8000000},
                                    {"eligible_cents", 10000000},
                                    {"award_cents", 0},
                                    {"reserved_cents", 0},
                                    {"committed_cents", 0},
                                    {"paid_cents", 0},
                                    {"repaid_cents", 0}});
    const auto& deadline = shown.at("deadlines").at(0);
    CHECK(deadline.at("name") == "inaction");
    CHECK(deadline.at("due") == "2027-02-02");
    CHECK(deadline.at("then") == "remind decider");
}

TEST_CASE("the same case shows each reader the steps of their own duties") {
    ApiHouse house;
    const auto id = house.submitted();
    const auto names = [&](const std::string& who) {
        std::vector<std::string> found;
        const auto shown = data(house.get(who, ApiHouse::case_path(id)));
        for (const auto& step : shown.at("steps")) found.push_back(step.at("name").get<std::string>());
        return found;
    };
    CHECK(names("auditor").empty());
    CHECK(names("zeichner") == std::vector<std::string>{"withdraw"});
    const auto formal = names("formal_review");
    CHECK(std::ranges::find(formal, "accept") != formal.end());
    CHECK(std::ranges::find(formal, "withdraw") == formal.end());
}

TEST_CASE("a draft is seen by its own side and the auditor only") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.draft());
    CHECK(house.get("gemeinde", path).status == 200);
    CHECK(house.get("zeichner", path).status == 200);
    CHECK(house.get("auditor", path).status == 200);
    for (const auto* stranger : {"ohrdruf", "formal_review", "decider"}) {
        INFO(stranger);
        CHECK(house.get(stranger, path).status == 404);
        CHECK(house.get(stranger, path + "/history").status == 404);
        CHECK(house.get(stranger, path + "/letters").status == 404);
        CHECK(house.post(stranger, path + "/steps/submit", "{}").status == 404);
        CHECK(data(house.get(stranger, "/api/v1/cases")).at("items").empty());
    }
}

TEST_CASE("the installation's own record is no case") {
    ApiHouse house;
    for (const auto* path : {"/api/v1/cases/0", "/api/v1/cases/-1", "/api/v1/cases/00x",
                             "/api/v1/cases/99999999999999999999", "/api/v1/cases/0/history"})
        CHECK(house.get("auditor", path).status == 404);
    CHECK(data(house.get("auditor", "/api/v1/cases")).at("items").empty());
}

TEST_CASE("a patch changes what it names, removes what is null and leaves the rest") {
    ApiHouse house;
    const auto id = house.draft(ApiHouse::complete);
    const auto reply = house.ask("gemeinde", {"PATCH", ApiHouse::case_path(id) + "/forms/application",
                                              R"({"project_title":"Neu","iban":null})"});
    REQUIRE(reply.status == 200);
    const auto form = data(reply).at("forms").at("application");
    CHECK(form.at("project_title") == "Neu");
    CHECK_FALSE(form.contains("iban"));
    CHECK(form.at("requested_cents") == 8000000);
    REQUIRE(reply.header("ETag"));
    CHECK(*reply.header("ETag") == "\"2\"");
}

TEST_CASE("amounts are whole cents and nothing else") {
    ApiHouse house;
    const auto id = house.draft();
    const auto amount = GENERATE(as<std::string>{}, "1.0", "1e3", "\"100\"", "-1", "10000000000001", "true",
                                 "99999999999999999999");
    const auto reply = house.ask(
        "gemeinde", {"PATCH", ApiHouse::case_path(id) + "/forms/application", R"({"requested_cents":)" + amount + "}"});
    INFO(amount);
    CHECK(reply.status == 422);
    CHECK(data(reply).at("fields").contains("requested_cents"));
}

TEST_CASE("somebody who was overtaken is told what happened since") {
    ApiHouse house;
    const auto id = house.draft();
    const auto patch = [&](const std::string& title, const std::string& seen) {
        return house.ask("gemeinde", {"PATCH",
                                      ApiHouse::case_path(id) + "/forms/application",
                                      R"({"project_title":")" + title + "\"}",
                                      {{"if-match", seen}}});
    };
    CHECK(patch("Eins", "\"1\"").status == 200);
    const auto late = patch("Zwei", "\"1\"");
    REQUIRE(late.status == 412);
    CHECK(data(late).at("seq") == 2);
    REQUIRE(data(late).at("since").size() == 1);
    CHECK(data(late).at("since").at(0).at("step") == "edit_application");
    CHECK(data(late).at("since").at(0).at("actor").at("name") == "Person gemeinde");
    CHECK(patch("Zwei", "\"2\"").status == 200);
    CHECK(patch("Drei", "*").status == 200);
}

TEST_CASE("whoever was overtaken declares no conflict either, until they have seen the case as it is") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.submitted());
    const auto declare = [&](const std::string& seen) {
        return house.post("decider", path + "/conflicts", R"({"kind":"concern","reason":"Ein Bruder."})",
                          {{"if-match", seen}});
    };
    CHECK(declare("\"1\"").status == 412);
    const auto now_at = data(house.get("decider", path)).at("seq").get<int>();
    CHECK(declare('"' + std::to_string(now_at) + '"').status == 201);
}

TEST_CASE("the history shows who did what, chained") {
    ApiHouse house;
    const auto items = data(house.get("gemeinde", ApiHouse::case_path(house.submitted()) + "/history")).at("items");
    REQUIRE(items.size() >= 5);
    std::string before(64, '0');
    std::int64_t seq = 0;
    for (const auto& item : items) {
        for (const auto* key :
             {"seq", "at", "actor", "duty", "machine", "step", "from", "to", "reason", "facts", "hash", "prev_hash"})
            CHECK(item.contains(key));
        CHECK(item.at("seq") == ++seq);
        CHECK(item.at("prev_hash") == before);
        before = item.at("hash").get<std::string>();
    }
    CHECK(items.at(0).at("facts").at("fields").at("project_title") == "Schnittstelle");
    CHECK(items.back().at("duty") == "applicant_signatory");
}

TEST_CASE("lists are paged by key and filtered") {
    ApiHouse house;
    std::vector<std::int64_t> ids;
    for (int i = 0; i < 5; ++i) ids.push_back(house.draft());
    const auto first = data(house.get("gemeinde", "/api/v1/cases?limit=2"));
    REQUIRE(first.at("items").size() == 2);
    const auto second = data(
        house.get("gemeinde", "/api/v1/cases?limit=3&after=" + first.at("next").get<std::string>()));
    REQUIRE(second.at("items").size() == 3);
    CHECK(second.at("items").at(0).at("id") == ids[2]);
    CHECK(second.at("next").is_null());
    CHECK(data(house.get("gemeinde", "/api/v1/cases?state=formal_review")).at("items").empty());
    CHECK(data(house.get("gemeinde", "/api/v1/cases?state=draft&recipient=16075085&duty=applicant_clerk"))
              .at("items")
              .size() == 5);
    CHECK(data(house.get("gemeinde", "/api/v1/cases?as_of=2026-11-01")).at("items").empty());
    CHECK(data(house.get("gemeinde", "/api/v1/cases?as_of=2026-11-02&limit=4")).at("next").get<std::string>() ==
          std::to_string(ids[3]));
    for (const auto* wrong : {"?limit=0", "?limit=x", "?after=-1", "?as_of=gestern", "?sortierung=id"}) {
        INFO(wrong);
        CHECK(house.get("gemeinde", std::string{"/api/v1/cases"} + wrong).status == 422);
    }
}

TEST_CASE("a case is read as it was at the end of a past day") {
    ApiHouse house;
    const auto id = house.draft();
    house.clock.set(house.clock.now() + std::chrono::hours{48});
    const auto patched = house.ask(
        "gemeinde", {"PATCH", ApiHouse::case_path(id) + "/forms/application", R"({"project_title":"Später"})"});
    REQUIRE(patched.status == 401);  // two days later the session is over
    house.identity.sign_out(house.token_of("gemeinde"));
    const auto token = house.identity.issue_token("gemeinde")->token;
    auto request = ApiHouse::request_of(
        {"PATCH", ApiHouse::case_path(id) + "/forms/application", R"({"project_title":"Später"})"});
    request.headers["authorization"] = "Bearer " + token;
    REQUIRE(house.ask_as_it_is(request).status == 200);
    request = ApiHouse::request_of({"GET", ApiHouse::case_path(id) + "?as_of=2026-11-02", ""});
    request.headers["authorization"] = "Bearer " + token;
    const auto then = data(house.ask_as_it_is(request));
    CHECK(then.at("seq") == 1);
    CHECK(then.at("steps").empty());
    CHECK_FALSE(then.at("forms").at("application").contains("project_title"));
    request = ApiHouse::request_of({"GET", ApiHouse::case_path(id) + "?as_of=2026-11-01", ""});
    request.headers["authorization"] = "Bearer " + token;
    CHECK(house.ask_as_it_is(request).status == 404);
}
