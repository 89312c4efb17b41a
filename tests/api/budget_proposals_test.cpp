// Budget steps: finance proposes, the budget officer releases; every change is an event of the installation's own record.
#include "casework/config_import.hpp"
#include "house.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const std::string proposals = "/api/v1/budget/proposals";

/// 633 01 may give to 883 01, and not the other way.
const std::string rules = R"(carry_over: {years_after: 2, source: § 45 Abs. 2 ThürLHO, unverified: true}
sources: {virement: § 20 Abs. 2 ThürLHO, budget_year: § 45 ThürLHO}
virement: [{from: "16 90/633 01", to: "16 90/883 01", source: Haushaltsvermerk}]
)";

struct BudgetHouse : ApiHouse {
    BudgetHouse() {
        REQUIRE(identity.add_account(Account::system(), "finanzen", "Frau Finanzen", ""));
        REQUIRE(identity.give_duty(Account::system(), "finanzen", {"finance", "", ""}));
        const auto person = identity.account_named("finanzen")->person;
        REQUIRE(identity.add_account(Account::system(), "beides", "Frau Finanzen", "", person));
        REQUIRE(identity.give_duty(Account::system(), "beides", {"budget_officer", "", ""}));
        const std::vector<BudgetLineRow> second{
            {"thueregovrl", "16 90", "883 01", "DEMO", true, 2026, Money::cents(50'000'000), {}},
            {"thueregovrl", "16 90", "633 01", "DEMO", true, 2023, Money::cents(7'000'000), {}},
            {"thueregovrl", "16 90", "633 01", "DEMO", true, 2025, Money::cents(30'000'000), {}}};
        REQUIRE(import_budget_lines(store, second, 0, 0, "test", clock.now()));
        REQUIRE(import_config_file(store, "budget-rules.yaml", rules, 0, 0, clock.now()));
        budget_lines.refresh(store);
    }
    Reply propose(const Json& wish, const std::string& who = "finanzen",
                  std::map<std::string, std::string> headers = {}) {
        Json whole{{"budget_line", "16 90/633 01"}, {"year", 2026}, {"reason", "Nachtrag"}};
        whole.update(wish);
        return post(who, proposals, whole.dump(), std::move(headers));
    }
    Reply release(int number, const std::string& who = "budget_officer") {
        return post(who, proposals + "/" + std::to_string(number) + "/release", "");
    }
    void change(const Json& wish) {
        const auto proposed = propose(wish);
        INFO(proposed.body);
        REQUIRE(proposed.status == 201);
        const auto released = release(data(proposed)["number"].get<int>());
        INFO(released.body);
        REQUIRE(released.status == 200);
    }
    Json row(const std::string& line = "16 90/633 01", int year = 2026) {
        const auto budget = data(get("finanzen", "/api/v1/budget"));
        for (const auto& item : budget["items"])
            if (item["budget_line"] == line && item["year"] == year) return item;
        FAIL("no row");
        return {};
    }
    std::size_t own_events() {
        std::size_t count = 0;
        store.read([&](Snapshot& snapshot) { count = snapshot.events(0).size(); });
        return count;
    }
};

Json blocker_of(const Reply& reply) {
    auto body = data(reply);
    return body["blockers"][0]["check"];
}

}  // namespace

TEST_CASE("what finance proposes is booked when the budget officer releases it, and not before") {
    BudgetHouse house;
    const auto proposed = house.propose({{"kind", "carry_over"}, {"amount_cents", 25'000'000}});
    REQUIRE(proposed.status == 201);
    CHECK(data(proposed)["state"] == "open");
    CHECK(house.row()["carry_over_cents"] == 0);
    const auto released = house.release(1);
    REQUIRE(released.status == 200);
    const auto answer = data(released);
    CHECK(answer["state"] == "released");
    CHECK(answer["old_cents"] == 0);
    CHECK(answer["new_cents"] == 25'000'000);
    CHECK(house.row()["carry_over_cents"] == 25'000'000);
    CHECK(house.row()["available_cents"] == 1'025'000'000);
    CHECK(house.store.verify().empty());
}

TEST_CASE("each kind of change moves its own figure") {
    BudgetHouse house;
    house.change({{"kind", "appropriation"}, {"amount_cents", 900'000'000}});
    CHECK(house.row()["appropriation_cents"] == 900'000'000);
    house.change({{"kind", "block"}, {"amount_cents", 100'000'000}});
    CHECK(house.row()["blocked_cents"] == 100'000'000);
    CHECK(house.row()["available_cents"] == 800'000'000);
    house.change({{"kind", "unblock"}, {"amount_cents", 40'000'000}});
    CHECK(house.row()["blocked_cents"] == 60'000'000);
    house.change({{"kind", "virement"}, {"to_line", "16 90/883 01"}, {"amount_cents", 30'000'000}});
    CHECK(house.row()["virement_out_cents"] == 30'000'000);
    CHECK(house.row()["available_cents"] == 810'000'000);
    CHECK(house.row("16 90/883 01")["virement_in_cents"] == 30'000'000);
    CHECK(house.row("16 90/883 01")["available_cents"] == 80'000'000);
    house.change({{"kind", "commitment_appropriation"}, {"due_year", 2028}, {"amount_cents", 7'000'000}});
    const auto later = house.row()["commitment_appropriations"];
    REQUIRE(later.size() == 2);
    CHECK(later[1]["due_year"] == 2028);
    CHECK(later[1]["free_cents"] == 7'000'000);
    house.change({{"kind", "label"}, {"label", "Zuweisungen für laufende Zwecke"}});
    CHECK(house.row()["label"] == "Zuweisungen für laufende Zwecke");
    house.change({{"kind", "appropriation"}, {"year", 2027}, {"amount_cents", 800'000'000}});
    CHECK(house.row("16 90/633 01", 2027)["available_cents"] == 800'000'000);
    CHECK(house.store.verify().empty());
}

TEST_CASE("a block beyond what is free books what is free, the rest is unmet and takes up money that comes") {
    BudgetHouse house;
    REQUIRE(house.propose({{"kind", "block"}, {"amount_cents", 1'200'000'000}}).status == 201);
    const auto released = house.release(1);
    REQUIRE(released.status == 200);
    CHECK(data(released)["new_cents"] == 1'200'000'000);
    CHECK(data(released)["unmet_cents"] == 200'000'000);
    CHECK(house.row()["blocked_cents"] == 1'000'000'000);
    CHECK(house.row()["block_unmet_cents"] == 200'000'000);
    CHECK(house.row()["available_cents"] == 0);
    house.change({{"kind", "appropriation"}, {"amount_cents", 1'150'000'000}});
    CHECK(house.row()["blocked_cents"] == 1'150'000'000);
    CHECK(house.row()["block_unmet_cents"] == 50'000'000);
    CHECK(house.row()["available_cents"] == 0);
    house.change({{"kind", "unblock"}, {"amount_cents", 60'000'000}});
    CHECK(house.row()["blocked_cents"] == 1'140'000'000);
    CHECK(house.row()["block_unmet_cents"] == 0);
    CHECK(house.row()["available_cents"] == 10'000'000);
    CHECK(house.store.verify().empty());
    house.store.rebuild();
    CHECK(house.row()["blocked_cents"] == 1'140'000'000);
    CHECK(house.store.verify().empty());
}

TEST_CASE("more than is there is neither given away nor lifted, and nothing is booked") {
    BudgetHouse house;
    const auto [wish, check] = GENERATE(table<Json, std::string>({
        {Json{{"kind", "unblock"}, {"amount_cents", 1}}, "nur 0,00"},
        {Json{{"kind", "virement"}, {"to_line", "16 90/883 01"}, {"amount_cents", 1'000'000'001}}, "abgegeben"},
    }));
    REQUIRE(house.propose(wish).status == 201);
    const auto before = house.row();
    const auto refused = house.release(1);
    CHECK(refused.status == 409);
    CHECK(blocker_of(refused) == "budget_covered");
    CHECK(refused.body.find(check) != std::string::npos);
    CHECK(house.row() == before);
    CHECK(data(house.get("finanzen", proposals))["items"][0]["state"] == "open");
}

TEST_CASE("who proposed does not release, whichever account is used; a decided proposal stays decided") {
    BudgetHouse house;
    REQUIRE(house.propose({{"kind", "block"}, {"amount_cents", 100}}).status == 201);
    const auto own = house.release(1, "beides");
    CHECK(own.status == 409);
    CHECK(blocker_of(own) == "separation");
    CHECK(house.row()["blocked_cents"] == 0);
    REQUIRE(house.release(1).status == 200);
    const auto again = house.release(1);
    CHECK(again.status == 409);
    CHECK(blocker_of(again) == "not_from_this_state");
    CHECK(house.row()["blocked_cents"] == 100);
}

TEST_CASE("declining needs a reason and books nothing") {
    BudgetHouse house;
    REQUIRE(house.propose({{"kind", "block"}, {"amount_cents", 100}}).status == 201);
    CHECK(house.post("budget_officer", proposals + "/1/decline", "{}").status == 422);
    const auto declined = house.post("budget_officer", proposals + "/1/decline", R"({"reason":"Nicht nötig"})");
    REQUIRE(declined.status == 200);
    CHECK(data(declined)["state"] == "declined");
    CHECK(data(declined)["answer"] == "Nicht nötig");
    CHECK(house.row()["blocked_cents"] == 0);
    CHECK(house.release(1).status == 409);
}

TEST_CASE("refusals come in the order of the contract") {
    BudgetHouse house;
    const auto events = house.own_events();
    CHECK(house.propose({{"kind", "block"}, {"amount_cents", 100}}, "").status == 401);
    CHECK(house.propose({{"kind", "block"}, {"amount_cents", 100}}, "decider").status == 403);
    CHECK(house.propose({{"kind", "nonsense"}}, "budget_officer").status == 403);
    CHECK(house.get("gemeinde", proposals).status == 403);
    CHECK(house.release(7).status == 404);
    const auto wrong = house.propose({{"kind", "gift"}, {"budget_line", "99 99/999 99"}, {"amount_cents", 1.0}});
    CHECK(wrong.status == 422);
    CHECK(house.propose({{"kind", "block"}, {"amount_cents", 0}}).status == 422);
    CHECK(house.propose({{"kind", "block"}, {"amount_cents", 100}, {"reason", " "}}).status == 422);
    CHECK(house.propose({{"kind", "virement"}, {"to_line", "16 90/633 01"}, {"amount_cents", 1}}).status == 422);
    CHECK(house.propose({{"kind", "commitment_appropriation"}, {"due_year", 2026}, {"amount_cents", 1}}).status == 422);
    CHECK(house.own_events() == events);
    REQUIRE(house.propose({{"kind", "block"}, {"amount_cents", 100}}).status == 201);
    CHECK(house.release(1, "finanzen").status == 403);
}

TEST_CASE("the same key proposes once") {
    BudgetHouse house;
    const Json wish{{"kind", "block"}, {"amount_cents", 100}};
    const auto first = house.propose(wish, "finanzen", {{"idempotency-key", "k1"}});
    const auto again = house.propose(wish, "finanzen", {{"idempotency-key", "k1"}});
    CHECK(first.status == 201);
    CHECK(again.body == first.body);
    CHECK(data(house.get("finanzen", proposals))["items"].size() == 1);
    CHECK(house.propose({{"kind", "block"}, {"amount_cents", 200}}, "finanzen", {{"idempotency-key", "k1"}}).status ==
          422);
}

TEST_CASE("only what was left of a year is carried over, once, and no longer than the rules say") {
    BudgetHouse house;
    house.change({{"kind", "carry_over"}, {"amount_cents", 20'000'000}});
    CHECK(house.row()["carry_over_cents"] == 20'000'000);
    REQUIRE(house.propose({{"kind", "carry_over"}, {"amount_cents", 10'000'001}}).status == 201);
    const auto too_much = house.release(2);
    CHECK(too_much.status == 409);
    CHECK(blocker_of(too_much) == "carry_over_within");
    CHECK(too_much.body.find("noch 100.000,00") != std::string::npos);
    house.change({{"kind", "carry_over"}, {"amount_cents", 10'000'000}});
    CHECK(house.row()["carry_over_cents"] == 30'000'000);
    REQUIRE(house.propose({{"kind", "carry_over"}, {"from_year", 2023}, {"amount_cents", 1}}).status == 201);
    CHECK(blocker_of(house.release(4)) == "carry_over_within");
    house.change({{"kind", "open_year"}, {"year", 2027}, {"amount_cents", 100}});
    REQUIRE(house.propose({{"kind", "carry_over"}, {"year", 2027}, {"amount_cents", 1}}).status == 201);
    const auto still_runs = house.release(6);
    CHECK(blocker_of(still_runs) == "carry_over_within");
    CHECK(still_runs.body.find("läuft noch") != std::string::npos);
    CHECK(house.propose({{"kind", "carry_over"}, {"from_year", 2026}, {"amount_cents", 1}}).status == 422);
    CHECK(house.row()["carry_over_cents"] == 30'000'000);
    CHECK(house.store.verify().empty());
}

TEST_CASE("money goes to another line only where the budget declares it, and only that way") {
    BudgetHouse house;
    house.change({{"kind", "virement"}, {"to_line", "16 90/883 01"}, {"amount_cents", 1'000}});
    REQUIRE(house
                .propose({{"kind", "virement"},
                          {"budget_line", "16 90/883 01"},
                          {"to_line", "16 90/633 01"},
                          {"amount_cents", 1'000}})
                .status == 201);
    const auto refused = house.release(2);
    CHECK(refused.status == 409);
    CHECK(blocker_of(refused) == "virement_declared");
    CHECK(refused.body.find("§ 20 Abs. 2 ThürLHO") != std::string::npos);
    CHECK(house.row()["virement_in_cents"] == 0);
}

TEST_CASE("nothing is booked in a year that is over, or not opened yet") {
    BudgetHouse house;
    const auto [wish, word] = GENERATE(table<Json, std::string>({
        {Json{{"kind", "block"}, {"year", 2025}, {"amount_cents", 1}}, "abgeschlossen"},
        {Json{{"kind", "appropriation"}, {"year", 2025}, {"amount_cents", 1}}, "abgeschlossen"},
        {Json{{"kind", "carry_over"}, {"year", 2027}, {"from_year", 2025}, {"amount_cents", 1}}, "noch nicht eröffnet"},
        {Json{{"kind", "virement"}, {"year", 2027}, {"to_line", "16 90/883 01"}, {"amount_cents", 1}},
         "noch nicht eröffnet"},
        {Json{{"kind", "commitment_appropriation"}, {"year", 2027}, {"due_year", 2028}, {"amount_cents", 1}},
         "noch nicht eröffnet"},
        {Json{{"kind", "open_year"}, {"amount_cents", 1}}, "schon eröffnet"},
    }));
    REQUIRE(house.propose(wish).status == 201);
    const auto refused = house.release(1);
    CHECK(refused.status == 409);
    CHECK(blocker_of(refused) == "budget_year_open");
    CHECK(refused.body.find(word) != std::string::npos);
}

TEST_CASE("who proposed takes it back, nobody else, and only while it is open") {
    BudgetHouse house;
    REQUIRE(house.identity.add_account(Account::system(), "finanzen2", "Herr Finanzen", ""));
    REQUIRE(house.identity.give_duty(Account::system(), "finanzen2", {"finance", "", ""}));
    REQUIRE(house.propose({{"kind", "block"}, {"amount_cents", 100}}).status == 201);
    const auto withdraw = [&](const std::string& who) { return house.post(who, proposals + "/1/withdraw", ""); };
    CHECK(withdraw("budget_officer").status == 403);
    const auto other = withdraw("finanzen2");
    CHECK(other.status == 409);
    CHECK(blocker_of(other) == "own_proposal");
    const auto withdrawn = withdraw("finanzen");
    REQUIRE(withdrawn.status == 200);
    CHECK(data(withdrawn)["state"] == "withdrawn");
    CHECK(blocker_of(house.release(1)) == "not_from_this_state");
    CHECK(blocker_of(withdraw("finanzen")) == "not_from_this_state");
    CHECK(house.row()["blocked_cents"] == 0);
}

TEST_CASE("provisional budget management is shown at the line and year from its release to its end") {
    BudgetHouse house;
    CHECK(house.row()["provisional"] == false);
    house.change({{"kind", "provisional"}});
    CHECK(house.row()["provisional"] == true);
    CHECK(house.row("16 90/883 01")["provisional"] == false);
    house.change({{"kind", "regular"}});
    CHECK(house.row()["provisional"] == false);
}
