#include "api/house.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

TEST_CASE("refusals come in the order of the contract: the earlier one hides the later") {
    ApiHouse house;
    const auto draft = ApiHouse::case_path(house.draft());
    const auto open = ApiHouse::case_path(house.submitted());
    const std::map<std::string, std::string> old = {{"if-match", "\"0\""}};
    struct Row {
        std::string story, who, path, body;
        std::map<std::string, std::string> headers;
        int status;
    };
    const auto rows = std::vector<Row>{
        {"not readable, and nobody", "", draft + "/steps/submit", "{", old, 400},
        {"nobody, and no case", "", "/api/v1/cases/4711/steps/submit", "{}", old, 401},
        {"a case of others, and no such step", "ohrdruf", draft + "/steps/fliegen", "{}", old, 404},
        {"no such step, and old", "gemeinde", draft + "/steps/fliegen", "{}", old, 404},
        {"no such machine", "gemeinde", draft + "/machines/17/steps/approve", "{}", old, 404},
        {"no such kind of machine", "gemeinde", draft + "/machines/mondfahrt", "{}", old, 404},
        {"no duty, and old", "gemeinde", draft + "/steps/submit", "{}", old, 403},
        {"no duty, and a wrong member", "gemeinde", draft + "/steps/submit", R"({"x":1})", {}, 403},
        {"old, and not from this state", "formal_review", open + "/steps/serve", "{}", old, 412},
        {"not from this state, and fields missing", "formal_review", open + "/steps/serve", R"({"x":1})", {}, 409},
        {"fields missing", "formal_review", open + "/steps/request_supplement", "{}", {}, 422},
        {"incomplete: every blocker", "zeichner", draft + "/steps/submit", "{}", {}, 409},
    };
    for (const auto& row : rows) {
        INFO(row.story);
        const auto reply = house.post(row.who, row.path, row.body, row.headers);
        INFO(reply.body);
        CHECK(reply.status == row.status);
        CHECK(data(reply).at("status") == row.status);
        CHECK(data(reply).at("detail").get<std::string>().find("«") == std::string::npos);
    }
    const auto state = data(house.post("formal_review", open + "/steps/serve", "{}")).at("blockers");
    CHECK(state.size() == 1);
    CHECK(state.at(0).at("check") == "not_from_this_state");
    CHECK(data(house.post("zeichner", draft + "/steps/submit", "{}")).at("blockers").size() > 3);
}

TEST_CASE("members that nobody asked for are named, beside the fields of the step") {
    ApiHouse house;
    const auto id = house.submitted();
    const auto reply = house.post("formal_review", ApiHouse::case_path(id) + "/steps/request_supplement",
                                  R"({"due":"2026-12-01","fields":{"dau":1}})");
    REQUIRE(reply.status == 422);
    const auto fields = data(reply).at("fields");
    CHECK(fields.contains("due"));
    CHECK(fields.contains("dau"));
    CHECK_FALSE(fields.contains("?"));
    CHECK(house.post("formal_review", ApiHouse::case_path(id) + "/steps/accept", R"({"fields":[]})").status == 422);
    CHECK(house.post("formal_review", ApiHouse::case_path(id) + "/steps/accept", R"({"reason":7})").status == 422);
    CHECK(data(house.get("formal_review", ApiHouse::case_path(id))).at("state") == "formal_review");
}

TEST_CASE("a new case needs a programme and a recipient that exist, and somebody who acts for it") {
    ApiHouse house;
    const auto [body, status, field] = GENERATE(table<std::string, int, std::string>({
        {R"({"recipient":"16075085"})", 422, "programme"},
        {R"({"programme":"thueregovrl"})", 422, "recipient"},
        {R"({"programme":"mond","recipient":"16075085"})", 422, "programme"},
        {R"({"programme":"thueregovrl","recipient":"99999999"})", 422, "recipient"},
        {R"({"programme":"thueregovrl","recipient":"16075085","form":{"requested_cents":1.5}})", 422,
         "requested_cents"},
        {R"({"programme":"thueregovrl","recipient":"16075085","formular":{}})", 422, "formular"},
        {R"({"programme":"thueregovrl","recipient":"16075085","form":[]})", 422, "form"},
        {R"({"programme":"thueregovrl","recipient":"16067053"})", 403, ""},
        {R"({"programme":"thueregovrl","recipient":"160750085085"})", 201, ""},
    }));
    INFO(body);
    const auto reply = house.post("gemeinde", "/api/v1/cases", body);
    CHECK(reply.status == status);
    if (!field.empty()) CHECK(data(reply).at("fields").contains(field));
    if (status == 201)
        CHECK(*reply.header("Location") == ApiHouse::case_path(data(reply).at("id").get<std::int64_t>()));
}

TEST_CASE("the same key and body give the first answer again and change nothing") {
    ApiHouse house;
    const std::string body = R"({"programme":"thueregovrl","recipient":"16075085"})";
    const auto first = house.post("gemeinde", "/api/v1/cases", body, {{"idempotency-key", "k1"}});
    const auto again = house.post("gemeinde", "/api/v1/cases",
                                  R"({ "recipient":"16075085", "programme":"thueregovrl" })",
                                  {{"idempotency-key", "k1"}});
    REQUIRE(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    CHECK(*again.header("Location") == *first.header("Location"));
    CHECK(data(house.get("gemeinde", "/api/v1/cases")).at("items").size() == 1);
    CHECK(house
              .post("gemeinde", "/api/v1/cases", R"({"programme":"thueregovrl","recipient":"16075085","form":{}})",
                    {{"idempotency-key", "k1"}})
              .status == 422);
    CHECK(house.post("zeichner", "/api/v1/cases", body, {{"idempotency-key", "k1"}}).status ==
          201);  // keys are per account
    CHECK(data(house.get("gemeinde", "/api/v1/cases")).at("items").size() == 2);
}

TEST_CASE(
    "a step taken with a key is answered again although the case has moved on, and another case is another body") {
    ApiHouse house;
    const auto one = house.submitted(), other = house.submitted();
    const std::map<std::string, std::string> key = {{"idempotency-key", "k2"}};
    const auto first = house.post("formal_review", ApiHouse::case_path(one) + "/steps/accept", "{}", key);
    const auto again = house.post("formal_review", ApiHouse::case_path(one) + "/steps/accept", "", key);
    REQUIRE(first.status == 200);
    CHECK(again.status == 200);
    CHECK(data(again) == data(first));
    CHECK(house.post("formal_review", ApiHouse::case_path(other) + "/steps/accept", "{}", key).status == 422);
    CHECK(house.post("formal_review", ApiHouse::case_path(one) + "/steps/accept", "{}").status == 409);
}

TEST_CASE("who has lost the duty is refused, whatever their key was answered with before") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.submitted()) + "/steps/accept";
    const std::map<std::string, std::string> key = {{"idempotency-key", "k5"}};
    REQUIRE(house.post("formal_review", path, "{}", key).status == 200);
    // With another duty the case stays in sight: what is refused is the step.
    REQUIRE(house.identity.give_duty(Account::system(), "formal_review", {"auditor", "", ""}));
    REQUIRE(house.identity.take_duty(Account::system(), "formal_review", {"formal_review", "", ""}));
    CHECK(house.post("formal_review", path, "{}", key).status == 403);
}

TEST_CASE("a refused attempt may be repeated with the same key") {
    ApiHouse house;
    const auto id = house.draft();
    const std::map<std::string, std::string> key = {{"idempotency-key", "k3"}};
    CHECK(house.post("zeichner", ApiHouse::case_path(id) + "/steps/submit", "{}", key).status == 409);
    CHECK(house.ask("gemeinde", {"PATCH", ApiHouse::case_path(id) + "/forms/application", ApiHouse::complete}).status ==
          200);
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        house.upload("gemeinde", id, kind, "a.pdf", "%PDF-1.7");
    CHECK(house.post("zeichner", ApiHouse::case_path(id) + "/steps/submit", "{}", key).status == 200);
}

TEST_CASE("a step in many cases is answered case by case") {
    ApiHouse house;
    const auto ready = house.submitted(), draft = house.draft();
    const auto body = R"({"step":"accept","cases":[)" + std::to_string(ready) + "," + std::to_string(draft) + "," +
                      std::to_string(ready) + ",4711]}";
    const std::map<std::string, std::string> key = {{"idempotency-key", "k4"}};
    const auto first = house.post("formal_review", "/api/v1/bulk", body, key);
    REQUIRE(first.status == 200);
    const auto outcomes = data(first).at("outcomes");
    REQUIRE(outcomes.size() == 3);
    CHECK(outcomes.at(0).at("status") == 200);
    CHECK(outcomes.at(0).at("seq").get<int>() > 1);
    CHECK(outcomes.at(1).at("status") == 404);
    CHECK(outcomes.at(2).at("status") == 404);
    CHECK(data(house.post("formal_review", "/api/v1/bulk", body, key)).at("outcomes") == outcomes);
    const auto without_key = data(house.post("formal_review", "/api/v1/bulk", body)).at("outcomes");
    CHECK(without_key.at(0).at("status") == 409);
    CHECK(without_key.at(0).at("blockers").at(0).at("check") == "not_from_this_state");
    CHECK(house.post("formal_review", "/api/v1/bulk", R"({"step":"accept","cases":["1"]})").status == 422);
    CHECK(house.post("formal_review", "/api/v1/bulk", R"({"cases":[1]})").status == 422);
}
