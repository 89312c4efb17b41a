// Days on which it matters which day it is: the last day of a remedy, a holiday of the place, the change of the year.
#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

std::string state_of(DemoServer& server, std::int64_t id) {
    return server.get("revision", path_of(id)).data().at("state");
}

std::string due(const json& found, const std::string& name) {
    for (const auto& deadline : found.at("deadlines"))
        if (deadline.at("name") == name) return deadline.at("due");
    return "none";
}

json suit_filed_on(const std::string& day) {
    return {{"fields", {{"court", "VG Gera"}, {"reference", "1 K 1/26"}, {"filed_on", day}}}};
}

/// Granted and posted on 2 November 2026: served on the 6th, the remedy runs until Monday, 7 December.
std::int64_t posted(DemoServer& server, const std::string& programme) {
    const auto id = case_in(server, "granted", programme);
    const auto served = server.step("formal", id, "serve", {{"fields", {{"kind", "post"}, {"date", "2026-11-02"}}}});
    REQUIRE(served.status == 200);
    REQUIRE(due(served.data(), "remedy") == "2026-12-07");
    return id;
}

}  // namespace

TEST_CASE("a suit on the last day keeps the grant from becoming final, even when it is heard of later") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const auto told_at_once = posted(server, programme), told_late = posted(server, programme),
               filed_late = posted(server, programme);
    server.travel_to("2026-12-07");
    REQUIRE(server.step("entscheidung", told_at_once, "record_suit", suit_filed_on("2026-12-07")).status == 200);
    server.travel_to("2026-12-10");
    CHECK(state_of(server, told_at_once) == "grant_served");
    CHECK(state_of(server, told_late) == "running");
    REQUIRE(server.step("entscheidung", told_late, "record_suit", suit_filed_on("2026-12-07")).status == 200);
    CHECK(state_of(server, told_late) == "grant_served");
    REQUIRE(server.step("entscheidung", filed_late, "record_suit", suit_filed_on("2026-12-08")).status == 200);
    CHECK(state_of(server, filed_late) == "running");
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("Fronleichnam at the applicant's place moves no deadline of an authority that works on that day") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server{"2026-03-04"};
    auto& identity = server.house().identity;
    const auto system = foerderlauf::Account::system();
    REQUIRE(identity.add_account(system, "eichsfeld", "Frau Klee", "demo").has_value());
    REQUIRE(identity.give_duty(system, "eichsfeld", {"applicant_clerk", "16061000", ""}).has_value());
    REQUIRE(identity.give_duty(system, "eichsfeld", {"applicant_signatory", "16061000", ""}).has_value());
    const auto created = server.post(
        "eichsfeld", "/cases",
        {{"programme", programme}, {"recipient", "16061000"}, {"form", complete_form(programme)}});
    INFO(created.body);
    REQUIRE(created.status == 201);
    const std::int64_t id = created.data().at("id");
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        REQUIRE(server
                    .upload("eichsfeld", id, kind, "unterlage.pdf", "application/pdf",
                            "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                    .status == 201);
    const auto submitted = server.step("eichsfeld", id, "submit");
    INFO(submitted.body);
    REQUIRE(submitted.status == 200);
    // Three months from 4 March 2026 end on Thursday, 4 June: Fronleichnam in the Eichsfeld, a working day in Erfurt and Weimar.
    CHECK(server.house().installation->calendar.is_holiday(std::chrono::year{2026} / 6 / 4, "16061000"));
    CHECK_FALSE(server.house().installation->calendar.is_holiday(std::chrono::year{2026} / 6 / 4, "16051000"));
    CHECK_FALSE(server.house().installation->calendar.is_holiday(std::chrono::year{2026} / 6 / 4, "16055000"));
    CHECK(due(submitted.data(), "inaction") == "2026-06-04");
}

TEST_CASE(
    "what is approved on the last day of the year is bound; on the first day of the next the reservation is gone") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server{"2026-12-30"};
    const auto in_time = case_in(server, "decision_ready", programme),
               too_late = case_in(server, "decision_ready", programme);
    server.travel_to("2026-12-31");
    const auto approved = server.step("entscheidung", in_time, "approve", {{"reason", "Noch im alten Jahr."}});
    INFO(approved.body);
    REQUIRE(approved.status == 200);
    CHECK(approved.data().at("money").at("committed_cents") == 8000000);

    server.travel_to("2027-01-01");
    const auto refused = server.step("entscheidung", too_late, "approve", {{"reason", "Einen Tag zu spät."}});
    REQUIRE(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "not_from_this_state");
    CHECK(state_of(server, too_late) == "budget_check");
    CHECK(server.get("revision", path_of(too_late)).data().at("money").at("reserved_cents") == 0);
    const auto again = server.step("haushalt", too_late, "reserve");
    REQUIRE(again.status == 409);
    CHECK(again.data().at("blockers").at(0).at("check") == "slice_in_past_year");
    CHECK(server.get("revision", path_of(in_time)).data().at("money").at("committed_cents") == 8000000);
    CHECK(server.house().store.verify().empty());
}
