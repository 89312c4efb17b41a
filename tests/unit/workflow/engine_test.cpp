// The engine's own promises beside the scenarios: what is offered, who is recorded, what a fold keeps apart.
#include "workflow/consequences.hpp"
#include "workflow/engine.hpp"

#include "unit/workflow/checks_ask.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// A case that waits for its decision, money reserved, everything in order.
struct DecisionReady : Asking {
    DecisionReady() {
        file.machines[0].given["recommend"] = {{"eligible_cents", 10000},
                                               {"financing_type", "proportional"},
                                               {"rate", "80.00"},
                                               {"award_cents", 8000},
                                               {"slices", List{slice(2026, 3000), slice(2027, 5000)}}};
        file.forms["application"] = {{"funding_object", "2c"},
                                     {"requested_cents", 8000},
                                     {"cost_plan", List{cost(10000)}},
                                     {"financing_plan", List{cover("own", 2000)}},
                                     {"not_started", true},
                                     {"planned_contract_date", "2027-02-01"}};
        took("recommend", 4, "technical_review", "budget_check");
        took("reserve", 5, "budget_check", "cosigning");
        took("cosign", 6, "cosigning", "decision_ready");
        holds("reserved", 2026, 2026, 3000);
        holds("reserved", 2026, 2027, 5000);
        file.authority_sees = true;
        situation.balances = &balances;
    }
    Result<NewEvents> take(const std::string& name, Actor by, std::optional<std::string> reason = "Begründung",
                           Record fields = {}) {
        return decide(egov(), file, situation,
                      {name, 1, std::move(by), std::move(fields), Spelling::Json, std::move(reason), {}});
    }
    std::vector<Offer> offered(const Actor& to) { return offers(egov(), file, situation, to); }
};

const Actor decider{7, 7, {"decider"}};

std::vector<std::string> names_of(const std::vector<Offer>& offered) {
    std::vector<std::string> names;
    for (const auto& offer : offered) names.push_back(offer.name);
    return names;
}

Refusal::Kind kind_of(const Result<NewEvents>& outcome) {
    REQUIRE_FALSE(outcome);
    return outcome.error().kind;
}

}  // namespace

TEST_CASE("who decides is offered every step of the state, one of them first, with what is still to be given") {
    DecisionReady ready;
    const auto offered = ready.offered(decider);
    CHECK(names_of(offered) == std::vector<std::string>{"return", "approve", "announce_refusal", "settle_otherwise"});
    CHECK(std::ranges::count_if(offered, &Offer::primary) == 1);
    for (const auto& offer : offered) CHECK(offer.allowed);
    CHECK(offered[2].needs == std::vector<std::string>{"due", "reason"});
}

TEST_CASE("a blocked step is offered grey with its reasons, and input still missing is no reason") {
    DecisionReady ready;
    ready.took("recommend", 4);
    const auto offered = ready.offered(decider);
    CHECK_FALSE(offered[1].allowed);
    REQUIRE(offered[1].blockers.size() == 1);
    CHECK(offered[1].blockers[0].check == "cosigned");
    CHECK(offered[2].allowed);
}

TEST_CASE("a button and an attempt say the same") {
    DecisionReady ready;
    ready.file.held.clear();
    ready.took("edit_notice", 7);
    const auto offered = ready.offered(decider);
    const auto outcome = ready.take("approve", decider);
    REQUIRE_FALSE(outcome);
    CHECK(offered[1].blockers == outcome.error().blockers);
    CHECK(offered[1].blockers.size() == 2);
}

TEST_CASE("readers without a duty are offered nothing, and nobody is offered a step of the system") {
    DecisionReady ready;
    CHECK(ready.offered({12, 12, {"auditor"}}).empty());
    CHECK(ready.offered({13, 13, {}}).empty());
    CHECK(ready.offered(Actor::system()).empty());
}

TEST_CASE("the event records the first duty of the step that the actor holds") {
    DecisionReady ready;
    ready.file.machines[0].state = "hearing";
    const auto outcome = ready.take("extend_deadline", {9, 9, {"decider", "formal_review"}}, "Später",
                                    {{"due", "2026-12-01"}});
    REQUIRE(outcome);
    CHECK(outcome->front().duty == "formal_review");
    CHECK(outcome->front().facts.person == 9);
    CHECK(outcome->front().actor == 9);
}

TEST_CASE("an approval commits exactly what was reserved and keeps every value it was decided on") {
    DecisionReady ready;
    const auto outcome = ready.take("approve", decider);
    REQUIRE(outcome);
    REQUIRE(outcome->size() == 1);
    const auto& event = outcome->front();
    CHECK(event.facts.postings.size() == 2);
    for (const auto& posting : event.facts.postings) {
        CHECK(posting.from.stage == "reserved");
        CHECK(posting.to.stage == "committed");
        CHECK(posting.from.due_year == posting.to.due_year);
    }
    const auto* grant = member(event.facts.values, "grant").as_record();
    REQUIRE(grant);
    CHECK(integer_of(*grant, "award_cents") == 8000);
    CHECK(text_of(*grant, "rate") == "80.00");
    CHECK(text_of(*grant, "budget_line") == "16 90/633 01");
    CHECK(list_of(*grant, "slices").size() == 2);
    CHECK(event.facts.letters.contains("grant_notice"));
}

TEST_CASE("the same values give the same answer, and deciding changes nothing") {
    DecisionReady ready;
    const auto before = ready.file.seq;
    const auto first = ready.take("approve", decider);
    const auto second = ready.take("approve", decider);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->front().facts == second->front().facts);
    CHECK(ready.file.seq == before);
}

TEST_CASE("an unknown machine or step is not found, before anything else is said") {
    DecisionReady ready;
    CHECK(kind_of(ready.take("grant", {12, 12, {}})) == Refusal::Kind::NotFound);
    CHECK(kind_of(decide(egov(), ready.file, ready.situation, {"approve", 5, decider, {}, Spelling::Json, "x", 1})) ==
          Refusal::Kind::NotFound);
}

TEST_CASE("deadlines of the same name belong to their machines") {
    // What the clerk saw: reporting the use of one payment stopped the clock of the other.
    CaseFile file = empty_case(1);
    const auto started = [&](MachineId machine, const char* due) {
        Event event;
        event.machine = machine;
        event.facts.opened = {{"machine", "payment-request"}};
        event.facts.deadlines_started.push_back({"use", machine, day("2026-11-02"), day(due), "", "", ""});
        apply(file, event);
    };
    started(2, "2027-01-04");
    started(3, "2027-02-01");
    REQUIRE(file.deadlines.size() == 2);
    Event used;
    used.machine = 2;
    used.facts.deadlines_stopped = {"use"};
    apply(file, used);
    REQUIRE(file.deadlines.size() == 1);
    CHECK(file.deadlines[0].machine == 3);
}

TEST_CASE("expiries come oldest first, take effect on the day after, and reminders are none") {
    CaseFile file = empty_case(1);
    file.deadlines = {{"b", 1, day("2026-01-01"), day("2026-03-31"), "", "step_b", ""},
                      {"a", 1, day("2026-01-01"), day("2026-02-28"), "", "step_a", ""},
                      {"reminder", 1, day("2026-01-01"), day("2026-01-02"), "", "", "decider"},
                      {"today", 1, day("2026-01-01"), day("2026-04-01"), "", "step_c", ""}};
    const auto due = expiries(file, day("2026-04-01"));
    REQUIRE(due.size() == 2);
    CHECK(due[0].deadline.name == "a");
    CHECK(due[0].takes_effect == day("2026-03-01"));
    CHECK(due[1].deadline.name == "b");
}

TEST_CASE("a document is added by who acts in the programme, not by who only reads") {
    DecisionReady ready;
    const Document document{1, "other", "a.pdf", std::string(64, '0'), 1, 0};
    const auto add = [&](const Actor& by) { return add_document(egov(), ready.file, ready.situation, by, document); };
    CHECK(add({1, 1, {"applicant_clerk"}}));
    CHECK(add({3, 3, {"formal_review"}})->front().duty == "formal_review");
    CHECK(kind_of(add({12, 12, {"auditor"}})) == Refusal::Kind::NotAllowed);
    CHECK(kind_of(add({13, 13, {"admin", "finance"}})) == Refusal::Kind::NotAllowed);
    CHECK(words().knows("refusal.not_your_document"));
    ready.file.conflicts.push_back({1, 3, "concern", false});
    CHECK(kind_of(add({3, 3, {"formal_review"}})) == Refusal::Kind::Blocked);
    ready.file.conflicts[0].lifted = true;
    CHECK(add({3, 3, {"formal_review"}}));
}

TEST_CASE("an edit keeps only what differs, and none when nothing does") {
    DecisionReady ready;
    const auto change = [&](Record patch) {
        return edit(egov(), ready.file, ready.situation,
                    {"notice", {3, 3, {"formal_review"}}, std::move(patch), Spelling::Json, {}});
    };
    ready.file.forms["notice"] = {{"reasons", FreeText{"Weil."}}};
    CHECK(change({{"reasons", "Weil."}})->empty());
    const auto removed = change({{"reasons", Value{}}, {"use_window", "2 months"}});
    REQUIRE(removed);
    CHECK(removed->front().step == "edit_notice");
    CHECK(removed->front().facts.fields.size() == 2);
    CHECK(kind_of(change({{"love", "x"}})) == Refusal::Kind::BadInput);
}

TEST_CASE("a case that is opened may be incomplete, but not wrong, and only by its own people") {
    Asking asking;
    asking.situation.balances = &asking.balances;
    const auto open = [&](Record answers, Actor by) {
        return open_case(egov(), asking.situation,
                         {asking.file.recipient, {}, std::move(by), std::move(answers), Spelling::Json});
    };
    const Actor clerk{1, 1, {"applicant_clerk"}};
    const auto opened = open({}, clerk);
    REQUIRE(opened);
    CHECK(opened->front().to == "draft");
    CHECK(text_of(*member(opened->front().facts.opened, "recipient").as_record(), "name") == "Pößneck, Stadt");
    CHECK(kind_of(open({{"requested_cents", "80"}}, clerk)) == Refusal::Kind::BadInput);
    CHECK(kind_of(open({}, decider)) == Refusal::Kind::NotAllowed);
    CHECK(kind_of(open({{"partners", List{Record{{"recipient", "16075085"}, {"share_cents", 1}}}}}, clerk)) ==
          Refusal::Kind::BadInput);
    const Record kreis{{"recipient", "16065000"}, {"share_cents", 1}};
    CHECK(kind_of(open({{"partners", List{kreis, kreis}}}, clerk)) == Refusal::Kind::BadInput);
}

TEST_CASE("a conflict is declared by the person or the decider, with a kind and a reason") {
    DecisionReady ready;
    const auto declare = [&](Actor by, PersonId of, const char* kind, const char* reason) {
        return declare_conflict(egov(), ready.file, ready.situation, by, of, kind, reason);
    };
    const Actor reviewer{4, 4, {"technical_review"}};
    CHECK(declare(reviewer, 4, "concern", "Bekannt"));
    CHECK(declare(decider, 4, "excluded", "Angehöriger"));
    CHECK(kind_of(declare(reviewer, 7, "concern", "Bekannt")) == Refusal::Kind::NotAllowed);
    CHECK(kind_of(declare({1, 1, {"applicant_signatory"}}, 1, "concern", "Bekannt")) == Refusal::Kind::NotAllowed);
    CHECK(kind_of(declare(reviewer, 4, "perhaps", "Bekannt")) == Refusal::Kind::BadInput);
    CHECK(kind_of(declare(reviewer, 4, "concern", " ")) == Refusal::Kind::BadInput);
    CHECK(kind_of(lift_conflict(egov(), ready.file, ready.situation, decider, 1, "x")) == Refusal::Kind::NotFound);
}
