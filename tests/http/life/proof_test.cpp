// What follows the payment, over HTTP: the use of the grant is reported, examined by one person and accepted by another.
#include "http/life/settled_case.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

json examination() { return {{"depth", "in_depth"}, {"purpose_reached", "reached"}, {"note", "Belege geprüft."}}; }

bool waits_for(SettledCase& life, const std::string& account, const std::string& duty, const std::string& state) {
    const auto list = life.server.get(account, "/cases?duty=" + duty).data();
    for (const auto& item : list.at("items"))
        for (const auto& task : item.at("tasks"))
            if (item.at("id") == life.id && task.at("state") == state) return true;
    return false;
}

}  // namespace

TEST_CASE("cheaper than planned: the proof is examined, accepted by another person, and a repayment is proposed") {
    SettledCase life;
    life.report_less_than_planned();
    CHECK(waits_for(life, "verwendung", "proof_examiner", "submitted"));
    life.take("verwendung", "proof-of-use", "examine", examination());
    CHECK_FALSE(waits_for(life, "verwendung", "proof_examiner", "submitted"));
    CHECK(waits_for(life, "entscheidung", "decider", "examined"));

    // 80 % of the 90,000.00 that were spent; 80,000.00 were paid.
    const json settlement = life.machine("proof-of-use", "entscheidung").at("given").at("examine");
    CHECK(settlement.at("eligible_cents") == 9'000'000);
    CHECK(settlement.at("award_cents") == 7'200'000);
    CHECK(settlement.at("paid_cents") == 8'000'000);
    CHECK(settlement.at("release_cents") == 0);
    CHECK(settlement.at("reclaim_cents") == 800'000);

    const auto accepted = life.take("entscheidung", "proof-of-use", "accept");
    CHECK(accepted.at("money").at("award_cents") == 7'200'000);
    CHECK(life.machine("repayment").at("state") == "proposed");
    CHECK(life.server.house().store.verify().empty());
}

TEST_CASE("what the case knows of a step's fields is proposed, and only there") {
    SettledCase life;
    life.server.travel_to("2025-06-02");
    REQUIRE(life.open("gemeinde", "proof-of-use").status == 201);
    const auto proof = life.machine("proof-of-use", "zeichner");
    for (const auto& step : proof.at("steps")) {
        if (step.at("name") == "drop") CHECK_FALSE(step.contains("proposed"));
        if (step.at("name") != "submit") continue;
        const auto& proposed = step.at("proposed");
        CHECK(proposed.at("costs") == json::parse(R"([{"item": "Entwicklung", "amount_cents": 6000000},
                                                      {"item": "Einführung", "amount_cents": 4000000}])"));
        CHECK(proposed.at("cover") == json::parse(R"([{"source": "Haushalt der Stadt", "kind": "own",
                                                       "amount_cents": 2000000}])"));
        CHECK(proposed.size() == 2);
    }
    const auto steps = life.now("entscheidung").at("steps");
    for (const auto& step : steps) CHECK_FALSE(step.contains("proposed"));
}

TEST_CASE("what the examiner wrote is the authority's own until the proof is accepted") {
    SettledCase life;
    life.report_less_than_planned();
    life.take("verwendung", "proof-of-use", "examine", examination());
    CHECK(life.machine("proof-of-use", "zeichner").at("given").contains("submit"));
    CHECK_FALSE(life.machine("proof-of-use", "zeichner").at("given").contains("examine"));
    CHECK(life.machine("proof-of-use", "entscheidung").at("given").contains("examine"));
    life.take("entscheidung", "proof-of-use", "accept");
    CHECK(life.machine("proof-of-use", "zeichner").at("given").at("examine").at("award_cents") == 7'200'000);
}

TEST_CASE("a proof is not reported by the clerk, nor with vouchers that do not sum to what is reported") {
    SettledCase life;
    life.server.travel_to("2025-06-02");
    REQUIRE(life.open("gemeinde", "proof-of-use").status == 201);
    CHECK(life.attempt("gemeinde", "proof-of-use", "submit", SettledCase::proof()).status == 403);
    auto wrong = SettledCase::proof();
    wrong["vouchers"][0]["amount_cents"] = 4'999'999;
    const auto refused = life.attempt("zeichner", "proof-of-use", "submit", wrong);
    CHECK(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "vouchers_match");
    CHECK(life.machine("proof-of-use").at("state") == "draft");
    CHECK(life.attempt("zeichner", "proof-of-use", "submit", SettledCase::proof()).status == 200);
}

TEST_CASE("who examined the proof does not accept it, in place of the decider neither") {
    SettledCase life;
    life.report_less_than_planned();
    CHECK(life.attempt("fach", "proof-of-use", "examine", examination()).status == 403);
    life.take("verwendung", "proof-of-use", "examine", examination());
    CHECK(life.attempt("verwendung", "proof-of-use", "accept").status == 403);
    REQUIRE(life.server
                .post("admin", "/substitutions",
                      {{"account", "entscheidung"},
                       {"substitute", "verwendung"},
                       {"from", "2025-06-02"},
                       {"to", "2025-06-06"},
                       {"reason", "Urlaub"}})
                .status == 201);
    const auto refused = life.attempt("verwendung", "proof-of-use", "accept");
    CHECK(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "separation");
}

TEST_CASE("a case with paid money is not closed before its use is accepted") {
    SettledCase life;
    life.server.travel_to("2025-06-02");
    const auto refused = life.server.step("entscheidung", life.id, "close");
    CHECK(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "proof_accepted");
}

TEST_CASE("a list of vouchers read from a file comes back as the step takes it, and nothing is stored") {
    SettledCase life;
    life.server.travel_to("2025-06-02");
    REQUIRE(life.open("gemeinde", "proof-of-use").status == 201);
    const auto before = life.now().at("seq");
    const auto place = "/machines/" + std::to_string(life.machine("proof-of-use").at("id").get<std::int64_t>());
    const std::string header = "Nr.;Tag;Empfänger;Grund;Betrag;Position\r\n";
    const auto read = [&](const std::string& account, const std::string& bytes) {
        return life.server.send_file(account, life.path() + place + "/vouchers", "belege.csv", "text/csv", bytes);
    };
    const auto rows = read("zeichner", header + "1;10.3.2025;Systemhaus;Lieferung;50.000,00;Entwicklung\r\n"
                                                "2;14.3.2025;Systemhaus;Lieferung;40.000;Einführung\r\n");
    REQUIRE(rows.status == 200);
    CHECK(rows.data().at("sum_cents") == 9'000'000);
    CHECK(rows.data().at("vouchers") == SettledCase::proof().at("vouchers"));
    const auto wrong = read("zeichner", header + "1;10.3.2025;Systemhaus;Lieferung;viel;Entwicklung\r\n");
    CHECK(wrong.status == 422);
    CHECK(wrong.data().at("fields").contains("file.2.Betrag"));
    const auto no_workbook = read("zeichner", "PK\x03\x04 nothing more");
    CHECK(no_workbook.status == 422);
    CHECK(no_workbook.data().at("fields").contains("file"));
    CHECK(read("fach", header).status == 403);
    CHECK(read("nordhausen", header).status == 404);
    CHECK(life.now().at("seq") == before);
    CHECK(life.server.send_file("zeichner", life.path() + "/machines/2/vouchers", "belege.csv", "text/csv", header)
              .status == 404);  // a payment request has no vouchers
}
