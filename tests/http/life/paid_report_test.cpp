// Contract § 4.1: a cooperation may add the own share of an expert report only after money was paid on one.
#include "http/life/demo_server.hpp"

#include "casework/succession.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

json report_form() {
    auto form = complete_form("thuerfag");
    form["variant"] = "expert_report";
    form["cost_plan"] = {{{"item", "Gutachten"}, {"year", 2026}, {"amount_cents", 4'000'000}, {"eligible", true}}};
    form["financing_plan"] = {
        {{"source", "Haushalt der Stadt"}, {"kind", "own"}, {"year", 2026}, {"amount_cents", 1'000'000}}};
    form["requested_cents"] = 3'000'000;
    form["planned_contract_date"] = form["planned_start"] = "2026-11-10";
    return form;
}

json report_recommended() {
    return {{"fields",
             {{"eligible_cents", 4'000'000},
              {"financing_type", "proportional"},
              {"rate", "75.00"},
              {"award_cents", 3'000'000},
              {"slices", {{{"year", 2026}, {"amount_cents", 3'000'000}}}}}},
            {"reason", "Das Gutachten bereitet die Zusammenarbeit vor."}};
}

void take(DemoServer& server, std::int64_t id, const std::string& account, const std::string& step, const json& input) {
    const auto answer = server.step(account, id, step, input);
    INFO(step << ": " << answer.body);
    REQUIRE(answer.status == 200);
}

/// A submitted and accepted case of the programme.
std::int64_t accepted(DemoServer& server, const json& form, const std::string& recipient) {
    const auto created = server.post("gemeinde", "/cases",
                                     {{"programme", "thuerfag"}, {"recipient", recipient}, {"form", form}});
    INFO(created.body);
    REQUIRE(created.status == 201);
    const std::int64_t id = created.data().at("id");
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof", "cooperation_agreement"})
        REQUIRE(
            server.upload("gemeinde", id, kind, "u.pdf", "application/pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                .status == 201);
    for (const auto& partner : form.value("partners", json::array()))
        REQUIRE(server
                    .post("zeichner",
                          path_of(id) + "/partners/" + partner.at("recipient").get<std::string>() + "/confirm",
                          {{"share_cents", partner.at("share_cents")}})
                    .status == 200);
    take(server, id, "zeichner", "submit", json::object());
    take(server, id, "formal", "accept", json::object());
    return id;
}

/// An expert report granted with 30,000.00 and final, its payment called and ordered, not yet paid.
std::int64_t report_ordered(DemoServer& server, const std::string& recipient, const json& form = report_form()) {
    const auto id = accepted(server, form, recipient);
    take(server, id, "fach", "recommend", report_recommended());
    for (const auto& [account, step] : std::vector<std::pair<std::string, std::string>>{{"haushalt", "reserve"},
                                                                                        {"zweit", "cosign"},
                                                                                        {"entscheidung", "approve"},
                                                                                        {"formal", "serve"},
                                                                                        {"zeichner", "waive_remedy"}})
        take(server, id, account, step, input_of(step, "2026-11-02"));
    server.travel_to("2026-11-12");
    REQUIRE(server.post("gemeinde", path_of(id) + "/machines/payment-request", {{"fields", json::object()}}).status ==
            201);
    const json due = {{{"item", "Gutachten"}, {"payee", "Büro"}, {"due", "2026-11-30"}, {"amount_cents", 4'000'000}}};
    const std::vector<std::tuple<std::string, std::string, json>> way = {
        {"zeichner", "submit", {{"due_payments", due}, {"amount_cents", 3'000'000}}},
        {"fach", "certify_factual", json::object()},
        {"formal", "certify_arithmetic", {{"approved_cents", 3'000'000}}},
        {"haushalt", "order", json::object()}};
    for (const auto& [account, step, fields] : way) {
        const auto answer = server.post(account, path_of(id) + "/machines/2/steps/" + step, {{"fields", fields}});
        INFO(step << ": " << answer.body);
        REQUIRE(answer.status == 200);
    }
    return id;
}

void pay(DemoServer& server, std::int64_t report) {
    REQUIRE(server
                .post("kasse", path_of(report) + "/machines/2/steps/confirm_payment",
                      {{"fields", {{"value_date", "2026-11-12"}}}})
                .status == 200);
}

json with_own_share(const std::string& file_number = {}) {
    auto input = input_of("recommend", "2026-11-12", "thuerfag");
    input["fields"]["report_own_share_cents"] = 1'000'000;
    if (!file_number.empty()) input["fields"]["report_file_number"] = file_number;
    return input;
}

}  // namespace

TEST_CASE("the own share of an expert report is refused until money was paid on the report, and granted from then on") {
    DemoServer server;
    const auto report = report_ordered(server, "16075085");
    const auto cooperation = accepted(server, complete_form("thuerfag"), "16075085");
    const auto refused = server.step("fach", cooperation, "recommend", with_own_share());
    REQUIRE(refused.status == 409);
    REQUIRE(refused.data().at("blockers").size() == 1);
    CHECK(refused.data().at("blockers").at(0).at("check") == "add_on_within");
    CHECK(refused.data().at("blockers").at(0).at("source") == "§ 24 Abs. 2 ThürFAG");

    pay(server, report);
    CHECK(server.step("fach", cooperation, "recommend", with_own_share("FAG-2026-0099")).status == 409);
    const std::string number = server.get("fach", path_of(report)).data().at("file_number");
    take(server, cooperation, "fach", "recommend", with_own_share(number));
    take(server, cooperation, "haushalt", "reserve", json::object());
    take(server, cooperation, "zweit", "cosign", json::object());
    for (const auto& step : server.get("entscheidung", path_of(cooperation)).data().at("steps"))
        if (step.at("name") == "approve") CHECK(step.at("allowed") == true);
    take(server, cooperation, "entscheidung", "approve", input_of("approve", "2026-11-12"));
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("a report paid to another body does not count, until that body is succeeded by this one") {
    DemoServer server;
    pay(server, report_ordered(server, "16067053"));
    const auto cooperation = accepted(server, complete_form("thuerfag"), "16075085");
    CHECK(server.step("fach", cooperation, "recommend", with_own_share()).status == 409);

    auto& house = server.house();
    const foerderlauf::Date last_day = std::chrono::year{2026} / 11 / 11;
    REQUIRE(mark_ends(house.store, {{"16067053", last_day, "16075085", 1}}, foerderlauf::Account::system(), "s.csv",
                      house.clock->now()));
    house.recipients.reread_ends();
    follow_successors(house.store, house.dispatcher, foerderlauf::Account::system(), house.clock->today());
    CHECK(server.step("fach", cooperation, "recommend", with_own_share()).status == 200);
}

TEST_CASE("a report in which this body was only a partner was paid to the other one and does not count") {
    DemoServer server;
    auto form = report_form();
    form["partners"] = {{{"recipient", "16075085"}, {"share_cents", 1'000'000}}};
    pay(server, report_ordered(server, "16067053", form));
    const auto cooperation = accepted(server, complete_form("thuerfag"), "16075085");
    CHECK(server.step("fach", cooperation, "recommend", with_own_share()).status == 409);
}
