#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>
#include <thread>

using namespace foerderlauf::test;

namespace {

json find(const json& items, const std::string& key, const std::string& value) {
    for (const auto& item : items)
        if (item.at(key) == value) return item;
    FAIL("nothing with " << key << " = " << value);
    return {};
}

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

}  // namespace

TEST_CASE("a grant posted on 2 November 2026 is served on the 6th and final on 8 December") {
    DemoServer server{"2026-11-02"};
    const auto id = case_in(server, "granted");
    const auto served = server.step("formal", id, "serve", {{"fields", {{"kind", "post"}, {"date", "2026-11-02"}}}});
    REQUIRE(served.status == 200);
    CHECK(served.data().at("state") == "grant_served");
    CHECK(served.data().at("served_on") == "2026-11-06");
    const auto remedy = find(served.data().at("deadlines"), "name", "remedy");
    CHECK(remedy.at("due") == "2026-12-07");  // 6 December is a Sunday
    CHECK(remedy.at("source") == "§ 74 VwGO");

    server.travel_to("2026-12-07");
    CHECK(server.get("fach", path_of(id)).data().at("state") == "grant_served");
    server.travel_to("2026-12-20");  // the server slept: the finality is dated on its own legal day all the same
    const auto final_case = server.get("fach", path_of(id)).data();
    CHECK(final_case.at("state") == "running");
    CHECK(final_case.at("owner_since") == "2026-12-08");
    const auto history = server.get("revision", path_of(id) + "/history").data().at("items");
    CHECK(history.back().at("step") == "become_final");
    CHECK(history.back().at("duty") == "system");
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("a grant becomes final at once when the signatory waives the remedy") {
    DemoServer server;
    const auto id = case_in(server, "grant_served");
    const auto waived = server.step("zeichner", id, "waive_remedy");
    REQUIRE(waived.status == 200);
    CHECK(waived.data().at("state") == "running");
    CHECK(waived.data().at("money").at("committed_cents") == 8000000);
}

TEST_CASE("a withdrawn application takes its open early start with it: nobody's list waits for either") {
    DemoServer server;
    const auto id = case_in(server, "technical_review");
    REQUIRE(server.post("gemeinde", path_of(id) + "/machines/early-start", {{"fields", json::object()}}).status == 201);
    const json request = {{"factual_reason", "Das alte Verfahren endet."}, {"contract_date", "2026-11-20"}};
    REQUIRE(server.post("zeichner", path_of(id) + "/machines/2/steps/request", {{"fields", request}}).status == 200);
    CHECK(server.get("entscheidung", "/cases?duty=decider").data().at("items").size() == 1);
    CHECK(server.get("entscheidung", "/cases?pending=true").data().at("items").size() == 1);

    const auto withdrawn = server.step("zeichner", id, "withdraw");
    REQUIRE(withdrawn.status == 200);
    CHECK(withdrawn.data().at("machines").at(0).at("state") == "dropped");
    CHECK(server.get("entscheidung", "/cases?duty=decider").data().at("items").empty());
    CHECK(server.get("entscheidung", "/cases?pending=true").data().at("items").empty());
    const auto history = server.get("revision", path_of(id) + "/history").data().at("items");
    const auto& end = history.back();
    CHECK(end.at("machine_name") == "early-start");
    CHECK(end.at("step") == "drop");
    CHECK(end.at("duty") == "system");
    CHECK(end.at("facts").at("values").at("ended_with") == "withdraw");
    CHECK(history.at(history.size() - 2).at("step") == "withdraw");
    const auto late = server.post("entscheidung", path_of(id) + "/machines/2/steps/approve", {{"reason", "Ja."}});
    CHECK(late.status == 409);
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("supplements not sent in time lapse into a hearing on the day after the deadline") {
    DemoServer server;
    const auto id = case_in(server, "supplement_requested");
    server.travel_to("2026-11-30");
    CHECK(server.get("formal", path_of(id)).data().at("state") == "supplement_requested");
    server.travel_to("2026-12-01");
    const auto lapsed = server.get("formal", path_of(id)).data();
    CHECK(lapsed.at("state") == "hearing");
    CHECK(lapsed.at("owner_since") == "2026-12-01");
    CHECK(find(lapsed.at("deadlines"), "name", "hear").at("due") == "2026-12-22");  // three weeks, a setting
}

TEST_CASE("a reservation lapses with its budget year and its money is free again") {
    DemoServer server;
    const auto id = case_in(server, "decision_ready");
    server.travel_to("2027-01-01");
    const auto lapsed = server.get("fach", path_of(id)).data();
    CHECK(lapsed.at("state") == "budget_check");
    CHECK(lapsed.at("money").at("reserved_cents") == 0);
    const auto approve = server.step("entscheidung", id, "approve", {{"reason", "zu spät"}});
    CHECK(approve.status == 409);
    const auto row = server.get("finanzen", "/budget?programme=thueregovrl&year=2026").data().at("items").at(0);
    CHECK(row.at("reserved_cents") == 0);
    CHECK(row.at("available_cents").get<std::int64_t>() + row.at("committed_cents").get<std::int64_t>() == 1000000000);
}

TEST_CASE("an old sequence number is told what happened since, and changes nothing") {
    DemoServer server;
    const auto id = case_in(server, "formal_review");
    const auto seq = server.get("formal", path_of(id)).data().at("seq").get<int>();
    REQUIRE(server.step("formal", id, "accept").status == 200);
    const auto late = server.ask("formal", "POST", path_of(id) + "/steps/request_supplement",
                                 input_of("request_supplement", "2026-11-02"),
                                 {{"If-Match", "\"" + std::to_string(seq) + "\""}});
    CHECK(late.status == 412);
    CHECK(late.data().at("seq") == seq + 1);
    REQUIRE(late.data().at("since").size() == 1);
    CHECK(late.data().at("since").at(0).at("step") == "accept");
}

TEST_CASE("the same request sent twice with one key is one step and gets one answer") {
    DemoServer server;
    const auto id = case_in(server, "formal_review");
    const std::map<std::string, std::string> key{{"Idempotency-Key", "einmal"}};
    const auto first = server.ask("formal", "POST", path_of(id) + "/steps/accept", json::object(), key);
    const auto second = server.ask("formal", "POST", path_of(id) + "/steps/accept", json::object(), key);
    CHECK(first.status == 200);
    CHECK(second.status == 200);
    CHECK(second.body == first.body);
    const auto other_body = server.ask("formal", "POST", path_of(id) + "/steps/accept", {{"reason", "anders"}}, key);
    CHECK(other_body.status == 422);
    CHECK(server.get("formal", path_of(id)).data().at("seq") == first.data().at("seq"));
}

TEST_CASE("whoever recommended cannot approve, not by a second account and not after a return") {
    DemoServer server;
    auto& identity = server.house().identity;
    const auto admin = foerderlauf::Account::system();
    const auto fach = identity.account_named("fach");
    REQUIRE(identity.add_account(admin, "fach-leitung", "Frau Hartung (Leitung)", "demo", fach->person).has_value());
    REQUIRE(identity.give_duty(admin, "fach-leitung", {"decider", "", ""}).has_value());
    const auto id = case_in(server, "decision_ready");
    const auto refused = server.step("fach-leitung", id, "approve", {{"reason", "Ich bin es selbst."}});
    CHECK(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "separation");
    REQUIRE(server.step("entscheidung", id, "return", {{"reason", "Bitte noch einmal prüfen."}}).status == 200);
    REQUIRE(identity.add_account(admin, "fach2", "Herr Zimmer", "demo").has_value());
    REQUIRE(identity.give_duty(admin, "fach2", {"technical_review", "", ""}).has_value());
    REQUIRE(server.step("fach2", id, "recommend", input_of("recommend", "2026-11-02")).status == 200);
    REQUIRE(server.step("haushalt", id, "reserve").status == 200);
    REQUIRE(server.step("zweit", id, "cosign").status == 200);
    CHECK(server.step("fach-leitung", id, "approve", {{"reason", "Jetzt aber."}}).status == 409);
    CHECK(server.step("entscheidung", id, "approve", {{"reason", "Bewilligt."}}).status == 200);
}

TEST_CASE("two reservations race for the last euro and one of them gets it") {
    DemoServer server;
    // The commitment appropriation for 2029 holds 2,000,000.00: enough for one of these.
    const auto reserve_ready = [&] {
        const auto id = case_in(server, "technical_review");
        auto input = input_of("recommend", "2026-11-02");
        input["fields"]["slices"] = {{{"year", 2029}, {"amount_cents", 8000000}}};
        REQUIRE(server.step("fach", id, "recommend", input).status == 200);
        return id;
    };
    std::vector<std::int64_t> cases;
    for (int i = 0; i < 26; ++i) cases.push_back(reserve_ready());  // 25 × 80,000.00 is exactly what there is
    std::vector<int> statuses(cases.size());
    server.get("haushalt", "/budget");  // signed in before the race
    std::vector<std::thread> racers;
    for (std::size_t i = 0; i < cases.size(); ++i)
        racers.emplace_back([&, i] { statuses[i] = server.step("haushalt", cases[i], "reserve").status; });
    for (auto& racer : racers) racer.join();
    CHECK(std::ranges::count(statuses, 200) == 25);
    CHECK(std::ranges::count(statuses, 409) == 1);
    CHECK(server.house().store.verify().empty());
}
