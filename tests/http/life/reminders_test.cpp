// Reminders of periods that have passed: in the history on their own day, once, in the work list of those who are reminded.
#include "http/life/demo_server.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

/// `2027-02-02T23:00:00.000000Z inaction passed` for every reminder of the case, in order.
std::vector<std::string> reminders(DemoServer& server, std::int64_t id) {
    std::vector<std::string> found;
    const auto history = server.get("revision", path_of(id) + "/history").data();
    for (const auto& item : history.at("items"))
        if (item.at("step") == "remind") {
            const auto& reminder = item.at("facts").at("values").at("reminder");
            found.push_back(item.at("at").get<std::string>() + " " + reminder.at("deadline").get<std::string>() + " " +
                            reminder.at("kind").get<std::string>());
        }
    return found;
}

json deadline(const json& found, const std::string& name) {
    for (const auto& entry : found.at("deadlines"))
        if (entry.at("name") == name) return entry;
    return nullptr;
}

}  // namespace

TEST_CASE("three months after submission the decider is reminded once, on the day it was due") {
    DemoServer server;  // 2 November 2026
    const auto id = case_in(server, "budget_check");
    const auto before = server.get("haushalt", path_of(id)).data();
    REQUIRE(deadline(before, "inaction").at("due") == "2027-02-02");
    CHECK(deadline(before, "inaction").at("reminded_on") == nullptr);

    server.travel_to("2027-02-02");
    CHECK(reminders(server, id).empty());
    server.travel_to("2027-02-09");  // a week nothing ran
    CHECK(reminders(server, id) == std::vector<std::string>{"2027-02-02T23:00:00.000000Z inaction passed"});
    server.travel_to("2027-02-10");
    CHECK(reminders(server, id).size() == 1);

    const auto after = server.get("haushalt", path_of(id)).data();
    CHECK(deadline(after, "inaction").at("reminded_on") == "2027-02-03");
    CHECK(after.at("state") == before.at("state"));
    CHECK(after.at("owner_since") == before.at("owner_since"));
    CHECK(after.at("steps").size() == before.at("steps").size());
    CHECK(after.at("money") == before.at("money"));
    CHECK(server.step("haushalt", id, "remind").status == 404);  // no step anybody could take
    CHECK(server.step("haushalt", id, "return", {{"reason", "Die Scheibe liegt im vergangenen Jahr."}}).status == 200);
    CHECK(server.house().store.verify().empty());
    server.house().store.rebuild();
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("what a period brought about while nothing ran has its own reminder on its own day") {
    DemoServer server;
    const auto id = case_in(server, "formal_review");
    const auto asked = server.step("formal", id, "request_supplement", input_of("request_supplement", "2026-11-02"));
    REQUIRE(asked.status == 200);
    const auto supply = deadline(asked.data(), "supply").at("due").get<std::string>();
    server.travel_to("2027-03-01");
    const auto history = server.get("revision", path_of(id) + "/history").data().at("items");
    std::vector<std::string> moments, steps;
    for (const auto& item : history) {
        moments.push_back(item.at("at"));
        steps.push_back(item.at("step"));
    }
    CHECK(std::ranges::is_sorted(moments));
    // Lapsed on the day after; the hearing's three weeks are over before the three months of § 75 VwGO are.
    const std::vector<std::string> tail(steps.end() - 3, steps.end());
    CHECK(tail == std::vector<std::string>{"lapse", "remind", "remind"});
    const auto told = reminders(server, id);
    REQUIRE(told.size() == 2);
    CHECK(told[0].ends_with(" hear passed"));
    CHECK(told[1] == "2027-02-02T23:00:00.000000Z inaction passed");
    CHECK(told[0] < told[1]);
    CHECK(supply < told[0]);
    server.travel_to("2027-03-02");
    CHECK(reminders(server, id).size() == 2);
}

TEST_CASE("a period that was met reminds nobody") {
    DemoServer server;
    const auto id = case_in(server, "grant_served");
    server.travel_to("2027-02-09");
    const auto told = reminders(server, id);
    CHECK(std::ranges::none_of(told, [](const std::string& line) { return line.ends_with("inaction passed"); }));
}

TEST_CASE("an applicant learns that a period was reminded of, not whom") {
    DemoServer server;
    const auto id = case_in(server, "budget_check");
    server.travel_to("2027-02-09");
    const auto items = server.get("gemeinde", path_of(id) + "/history").data().at("items");
    CHECK(items.back().at("step") == "remind");
    CHECK(items.back().at("facts") == json::object());
}
