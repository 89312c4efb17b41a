// A case is given to a named officer: who has it in hand, never who may act.
#include "unit/workflow/checks_ask.hpp"
#include "workflow/consequences.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Actor hartung{7, 7, {"technical_review"}};
const Actor vogt{8, 8, {"technical_review"}};
const Actor head{9, 9, {"decider"}};
const Actor cashier{10, 10, {"cashier"}};

struct OnTheDesk : Asking {
    OnTheDesk() { file.machines[0].state = "technical_review"; }

    Result<NewEvents> gives(const Actor& giver, const Actor& officer, const std::string& reason = {}) {
        return assign(*definition, file, situation, giver, {"technical_review", officer, reason, {}});
    }
    void was_given_to(const Actor& officer) {
        auto events = gives(head, officer, "Geschäftsverteilung");
        REQUIRE(events);
        events->front().seq = file.seq + 1;
        apply(file, events->front());
    }
};

std::string check_of(const Result<NewEvents>& result) {
    REQUIRE_FALSE(result);
    return result.error().blockers.empty() ? std::string{} : result.error().blockers.front().check;
}
std::string refused_field(const Result<NewEvents>& result) {
    REQUIRE_FALSE(result);
    return result.error().fields.empty() ? std::string{} : result.error().fields.begin()->first;
}

}  // namespace

TEST_CASE("an officer takes a case that nobody has, without a reason") {
    OnTheDesk desk;
    const auto events = desk.gives(hartung, hartung);
    REQUIRE(events);
    const auto& event = events->front();
    CHECK(event.step == "assign");
    CHECK(event.from == event.to);
    CHECK(member(event.facts.values, "officer") ==
          Value{Record{{"duty", "technical_review"}, {"account", 7}, {"person", 7}}});
}

TEST_CASE("to give a case to somebody else, or to take it from somebody, needs a reason") {
    OnTheDesk desk;
    CHECK(refused_field(desk.gives(head, hartung)) == "reason");
    CHECK(refused_field(desk.gives(hartung, vogt, " \n")) == "reason");
    CHECK(desk.gives(hartung, vogt, "Urlaub"));
    desk.was_given_to(hartung);
    CHECK(refused_field(desk.gives(vogt, vogt)) == "reason");
    CHECK(desk.gives(vogt, vogt, "Vertretung"));
}

TEST_CASE("the newest officer has the case, and the event names whoever had it") {
    OnTheDesk desk;
    desk.was_given_to(hartung);
    const auto again = desk.gives(head, vogt, "Frau Hartung ist erkrankt");
    REQUIRE(again);
    CHECK(integer_of(again->front().facts.values, "officer_before") == 7);
    apply(desk.file, again->front());
    CHECK(desk.file.officers.at("technical_review") == Officer{8, 8});
}

TEST_CASE("nobody is given what is not theirs to do") {
    OnTheDesk desk;
    CHECK(refused_field(desk.gives(head, cashier, "Geschäftsverteilung")) == "account");
    CHECK(refused_field(assign(*desk.definition, desk.file, desk.situation, head,
                               {"formal_review", {7, 7, {"formal_review"}}, "Geschäftsverteilung", {}})) == "duty");
    const auto stranger = desk.gives(cashier, hartung, "Bitte");
    REQUIRE_FALSE(stranger);
    CHECK(stranger.error().kind == Refusal::Kind::NotAllowed);
}

TEST_CASE("whoever declared a conflict of interest is given no case and keeps none") {
    OnTheDesk desk;
    desk.was_given_to(hartung);
    auto declared = declare_conflict(*desk.definition, desk.file, desk.situation, hartung, 7, "excluded", "Nachbarin");
    REQUIRE(declared);
    declared->front().seq = desk.file.seq + 1;
    apply(desk.file, declared->front());
    CHECK(desk.file.officers.empty());
    CHECK(check_of(desk.gives(head, hartung, "Geschäftsverteilung")) == "officer_in_conflict");
    CHECK(check_of(desk.gives(hartung, vogt, "Übergabe")) == "no_conflict");
}

TEST_CASE("who has a case is not given it again") {
    OnTheDesk desk;
    desk.was_given_to(hartung);
    CHECK(check_of(desk.gives(head, hartung, "Geschäftsverteilung")) == "has_it_already");
}

TEST_CASE("a case that waits for the applicant is given to nobody") {
    OnTheDesk desk;
    desk.file.machines[0].state = "supplement_requested";
    CHECK(duties_in_turn(*desk.definition, desk.file).empty());
    CHECK(refused_field(desk.gives(head, hartung, "Geschäftsverteilung")) == "duty");
}

TEST_CASE("an assignment made on an old page is overtaken") {
    OnTheDesk desk;
    desk.file.seq = 12;
    const auto late = assign(*desk.definition, desk.file, desk.situation, hartung,
                             {"technical_review", hartung, "", 11});
    REQUIRE_FALSE(late);
    CHECK(late.error().kind == Refusal::Kind::Overtaken);
}
