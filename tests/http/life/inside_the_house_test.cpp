// What the authority plans and tries for itself is not told to the municipality.
#include "http/life/child_cases.hpp"
#include "http/life/settled_case.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::vector<std::string> names_of_deadlines(const json& found) {
    std::vector<std::string> names;
    for (const auto& deadline : found.at("deadlines")) names.push_back(deadline.at("name"));
    return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

json row_of(DemoServer& server, const std::string& account, std::int64_t id) {
    const auto listed = server.get(account, "/cases").data();
    for (const auto& row : listed.at("items"))
        if (row.at("id") == id) return row;
    return nullptr;
}

}  // namespace

TEST_CASE("how long money stays reserved is the authority's own affair, the clock of § 75 is not") {
    DemoServer server;  // 2 November 2026
    const auto id = case_in(server, "cosigning");
    const auto path = "/cases/" + std::to_string(id);
    const auto inside = names_of_deadlines(server.get("haushalt", path).data());
    CHECK(has(inside, "reservation"));
    CHECK(has(inside, "budget_year"));
    const auto outside = names_of_deadlines(server.get("gemeinde", path).data());
    CHECK_FALSE(has(outside, "reservation"));
    CHECK_FALSE(has(outside, "budget_year"));
    CHECK(has(outside, "inaction"));
    CHECK(row_of(server, "haushalt", id).at("next_due") == "2026-12-31");
    CHECK(row_of(server, "gemeinde", id).at("next_due") == "2027-02-02");
}

TEST_CASE("what an undecided repayment would leave is not told to the municipality") {
    SettledCase settled;
    settled.report_less_than_planned();
    settled.accept_what_was_reported();
    const auto inside = settled.machine("repayment", "entscheidung");
    CHECK(inside.at("given").at("open").at("remaining_award_cents") == 7'200'000);
    const auto outside = settled.machine("repayment", "zeichner");
    CHECK(outside.at("state") == "proposed");
    CHECK_FALSE(outside.at("given").contains("open"));
    CHECK_FALSE(has(names_of_deadlines(settled.now("zeichner")), "repayment_choice"));
    CHECK(has(names_of_deadlines(settled.now("entscheidung")), "repayment_choice"));
}

TEST_CASE("a refused attempt is noted under the machine it was meant for") {
    SettledCase settled;
    settled.report_less_than_planned();
    settled.accept_what_was_reported();
    const auto& repayment = settled.machine("repayment");
    const auto refused = settled.attempt("entscheidung", "repayment", "claim",
                                         {{"remaining_award_cents", 7'200'000}, {"due", "2025-09-01"}});
    REQUIRE(refused.status == 409);
    const auto again = settled.open("gemeinde", "early-start");
    REQUIRE(again.status == 409);

    std::vector<foerderlauf::Attempt> noted;
    settled.server.house().store.run([](foerderlauf::Transaction&) {});  // what waits is noted with this group
    settled.server.house().store.read([&](foerderlauf::Snapshot& snapshot) { noted = snapshot.attempts(settled.id); });
    const auto find = [&](const std::string& step) {
        const auto found = std::ranges::find(noted, step, &foerderlauf::Attempt::step);
        return found == noted.end() ? foerderlauf::MachineId{0} : found->machine;
    };
    CHECK(find("claim") == repayment.at("id").get<foerderlauf::MachineId>());
    CHECK(find("early-start") == 1);
}
