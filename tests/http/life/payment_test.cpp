#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

/// A final grant of 80,000.00 whose project has begun: 50,000.00 of it are due this year.
std::int64_t running_case(DemoServer& server) {
    auto form = complete_form();
    form["planned_contract_date"] = "2026-11-10";
    form["planned_start"] = "2026-11-10";
    const auto created = server.post("gemeinde", "/cases",
                                     {{"programme", "thueregovrl"}, {"recipient", "16075085"}, {"form", form}});
    REQUIRE(created.status == 201);
    const std::int64_t id = created.data().at("id");
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        REQUIRE(server
                    .upload("gemeinde", id, kind, "unterlage.pdf", "application/pdf",
                            "%PDF-1.4\n%äöü\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                    .status == 201);
    const std::vector<std::pair<std::string, std::string>> way = {
        {"zeichner", "submit"}, {"formal", "accept"},        {"fach", "recommend"}, {"haushalt", "reserve"},
        {"zweit", "cosign"},    {"entscheidung", "approve"}, {"formal", "serve"},   {"zeichner", "waive_remedy"}};
    for (const auto& [account, step] : way) {
        const auto answer = server.step(account, id, step, input_of(step, "2026-11-02"));
        INFO(step << ": " << answer.body);
        REQUIRE(answer.status == 200);
    }
    server.travel_to("2026-11-12");
    return id;
}

json request_over(std::int64_t due, std::int64_t called) {
    return {{"fields",
             {{"due_payments",
               {{{"item", "Entwicklung"}, {"payee", "Systemhaus"}, {"due", "2026-11-30"}, {"amount_cents", due}}}},
              {"amount_cents", called}}}};
}

}  // namespace

TEST_CASE(
    "money is called, certified by two, ordered by a third, paid and confirmed by a fourth, and its use is told") {
    DemoServer server;
    const auto id = running_case(server);
    const auto opened = server.post("gemeinde", path_of(id) + "/machines/payment-request",
                                    {{"fields", json::object()}});
    REQUIRE(opened.status == 201);
    const auto steps = path_of(id) + "/machines/2/steps/";

    const auto too_much = server.post("zeichner", steps + "submit", request_over(5'000'000, 4'000'001));
    CHECK(too_much.status == 409);
    CHECK(too_much.data().at("blockers").at(0).at("check") == "order_of_use");
    REQUIRE(server.post("zeichner", steps + "submit", request_over(5'000'000, 4'000'000)).status == 200);

    CHECK(server.post("zeichner", steps + "certify_factual", json::object()).status == 403);
    REQUIRE(server.post("fach", steps + "certify_factual", json::object()).status == 200);
    REQUIRE(server.post("formal", steps + "certify_arithmetic", {{"fields", {{"approved_cents", 4'000'000}}}}).status ==
            200);
    REQUIRE(server.post("haushalt", steps + "order", json::object()).status == 200);
    const auto waiting = server.get("kasse", "/cases?duty=cashier").data();
    REQUIRE(waiting.at("items").size() == 1);
    CHECK(waiting.at("items").at(0).at("tasks").at(0).at("state") == "ordered");

    const auto early = server.post("kasse", steps + "confirm_payment", {{"fields", {{"value_date", "2026-11-13"}}}});
    CHECK(early.status == 422);  // tomorrow
    const auto paid = server.post("kasse", steps + "confirm_payment", {{"fields", {{"value_date", "2026-11-12"}}}});
    REQUIRE(paid.status == 200);
    CHECK(paid.data().at("money").at("paid_cents") == 4'000'000);
    CHECK(paid.data().at("money").at("committed_cents") == 4'000'000);
    const auto row = server.get("finanzen", "/budget?programme=thueregovrl&year=2026").data().at("items").at(0);
    CHECK(row.at("paid_cents") == 4'000'000);

    server.travel_to("2026-12-01");
    const auto used = server.post("zeichner", steps + "report_use",
                                  {{"fields", {{"used_cents", 4'000'000}, {"used_on", "2026-11-30"}}}});
    REQUIRE(used.status == 200);
    CHECK(used.data().at("machines").at(0).at("state") == "used");
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("a case is not closed while a payment request is on its way") {
    DemoServer server;
    const auto id = running_case(server);
    REQUIRE(server.post("gemeinde", path_of(id) + "/machines/payment-request", {{"fields", json::object()}}).status ==
            201);
    const auto closed = server.step("entscheidung", id, "close");
    CHECK(closed.status == 409);
    CHECK(closed.data().at("blockers").at(0).at("check") == "all_settled");
}
