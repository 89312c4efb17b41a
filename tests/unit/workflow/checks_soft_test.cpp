// Soft rules (Soll-Vorschriften) and the money rules of an object with a fixed amount.
#include "unit/workflow/checks_ask.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Cooperation : Asking {
    Cooperation() {
        definition = &fag();
        step = "submit";
        file.machines[0].state = "draft";
        application()["variant"] = "cooperation";
    }
    Record& application() { return file.forms["application"]; }
    void gives_reason(const std::string& text) { application()["exception_reason"] = FreeText{text}; }
    void joined_by(Partner::State state) {
        file.partners.push_back({std::to_string(16061000 + file.partners.size()), Money::cents(1), state, {}});
    }
};

const Value reason{"application.exception_reason"};
const Record five_years{{"field", "application.cooperation_years"},
                        {"least", 5},
                        {"objects", List{"cooperation"}},
                        {"unless_reason", reason}};
const Record new_area{
    {"field", "application.new_task_area"}, {"objects", List{"cooperation"}}, {"unless_reason", reason}};
const Record three{{"least", 3}, {"unless_reason", reason}};
const Record own_share{{"amount", "recommend.report_own_share_cents"},
                       {"highest", "10.000,00"},
                       {"objects", List{"cooperation"}},
                       {"after", List{"expert_report"}},
                       {"reference", "recommend.report_file_number"}};

struct Recommendation : Cooperation {
    explicit Recommendation(const std::string& object = "cooperation") {
        step = "recommend";
        application()["variant"] = object;
        input = {{"award_cents", 5000000}, {"financing_type", "fixed"}};
    }
};

}  // namespace

TEST_CASE("fewer years than the rule's are a blocker, and a hint once there is a reason") {
    Cooperation asking;
    asking.application()["cooperation_years"] = 4;
    const auto refused = asking.ask("at_least", five_years);
    REQUIRE(said(refused) == Said{"blocker.at_least"});
    CHECK(refused.blockers[0].message.values == Record{{"label", "Dauer der Zusammenarbeit in Jahren"},
                                                       {"least", 5},
                                                       {"given", 4},
                                                       {"reason_label", "Begründung einer Ausnahme"}});
    asking.gives_reason("Modellvorhaben");
    const auto accepted = asking.ask("at_least", five_years);
    CHECK(said(accepted) == Said{"hint.at_least"});
    CHECK(accepted.blockers.empty());
}

TEST_CASE("the rule's own number of years says nothing, with a reason or without") {
    Cooperation asking;
    asking.application()["cooperation_years"] = 5;
    CHECK(said(asking.ask("at_least", five_years)).empty());
    asking.gives_reason("Modellvorhaben");
    CHECK(said(asking.ask("at_least", five_years)).empty());
}

TEST_CASE("blanks are no reason for an exception") {
    Cooperation asking;
    asking.application()["cooperation_years"] = 4;
    asking.gives_reason(" \n ");
    CHECK(said(asking.ask("at_least", five_years)) == Said{"blocker.at_least"});
}

TEST_CASE("years not yet given are left to the completeness of the form") {
    Cooperation asking;
    CHECK(said(asking.ask("at_least", five_years)).empty());
    CHECK(said(asking.ask("declared", new_area)).empty());
}

TEST_CASE("a no to the new task area is a blocker, a yes is not") {
    Cooperation asking;
    asking.application()["new_task_area"] = false;
    CHECK(said(asking.ask("declared", new_area)) == Said{"blocker.declared"});
    asking.gives_reason("Modellvorhaben");
    CHECK(said(asking.ask("declared", new_area)) == Said{"hint.declared"});
    asking.application()["new_task_area"] = true;
    CHECK(said(asking.ask("declared", new_area)).empty());
}

TEST_CASE("years and task area are asked of a cooperation, not of an expert report") {
    Cooperation asking;
    asking.application() = {{"variant", "expert_report"}, {"cooperation_years", 1}, {"new_task_area", false}};
    CHECK(said(asking.ask("at_least", five_years)).empty());
    CHECK(said(asking.ask("declared", new_area)).empty());
    CHECK(said(asking.ask("enough_bodies", three)) == Said{"blocker.enough_bodies"});
}

TEST_CASE("the applicant and two partners that confirmed are three bodies; who was only invited does not count") {
    Cooperation asking;
    asking.joined_by(Partner::State::Confirmed);
    asking.joined_by(Partner::State::Invited);
    asking.joined_by(Partner::State::Declined);
    const auto refused = asking.ask("enough_bodies", three);
    REQUIRE(said(refused) == Said{"blocker.enough_bodies"});
    CHECK(member(refused.blockers[0].message.values, "bodies") == Value{2});
    asking.joined_by(Partner::State::Confirmed);
    CHECK(said(asking.ask("enough_bodies", three)).empty());
}

TEST_CASE("a financing type other than the object's is refused, and a rate above it") {
    auto [object, type, rate, expected] = GENERATE(table<std::string, std::string, std::string, Said>({
        {"cooperation", "fixed", "", {}},
        {"cooperation", "proportional", "75.00", {"blocker.financing_of_object.type"}},
        {"cooperation", "full", "", {"blocker.financing_of_object.type"}},
        {"expert_report", "fixed", "", {"blocker.financing_of_object.type"}},
        {"expert_report", "proportional", "75.00", {}},
        {"expert_report", "proportional", "60.00", {}},
        {"expert_report", "proportional", "75.01", {"blocker.financing_of_object.rate"}},
    }));
    Recommendation asking{object};
    asking.input["financing_type"] = type;
    if (!rate.empty()) asking.input["rate"] = rate;
    CAPTURE(object, type, rate);
    CHECK(said(asking.ask("financing_of_object")) == expected);
}

TEST_CASE("before anything is given no financing type is wrong") {
    Recommendation asking;
    asking.input = {};
    CHECK(said(asking.ask("financing_of_object")).empty());
    CHECK(said(asking.ask("add_on_within", own_share)).empty());
}

TEST_CASE("the own share of a report: its limits to the cent and its object") {
    auto [object, cents, expected] = GENERATE(table<std::string, std::int64_t, Said>({
        {"cooperation", 0, {}},
        {"cooperation", 1000000, {}},
        {"cooperation", 1000001, {"blocker.add_on_within.highest"}},
        {"cooperation", 5000001, {"blocker.add_on_within.highest", "blocker.add_on_within.award"}},
        {"expert_report", 1, {"blocker.add_on_within.object"}},
    }));
    Recommendation asking{object};
    asking.situation.paid_cases = {{"expert_report", "FAG-2025-0007"}};
    asking.input["report_own_share_cents"] = cents;
    CAPTURE(object, cents);
    CHECK(said(asking.ask("add_on_within", own_share)) == expected);
}

TEST_CASE("the own share of a report needs a report on which money was paid, the one named if one is named") {
    const PaidCase report{"expert_report", "FAG-2025-0007"}, cooperation{"cooperation", "FAG-2024-0003"};
    auto [paid, reference, expected] = GENERATE_COPY(table<std::vector<PaidCase>, std::string, Said>({
        {{report}, "FAG-2025-0007", {}},
        {{cooperation, report}, " ", {}},
        {{}, " ", {"blocker.add_on_within.unpaid"}},
        {{cooperation}, "", {"blocker.add_on_within.unpaid"}},
        {{}, "FAG-2025-0007", {"blocker.add_on_within.reference"}},
        {{report}, "FAG-2024-0003", {"blocker.add_on_within.reference"}},
        {{cooperation, report}, "FAG-2024-0003", {"blocker.add_on_within.reference"}},
    }));
    Recommendation asking;
    asking.situation.paid_cases = paid;
    asking.input["report_own_share_cents"] = 1000000;
    asking.input["report_file_number"] = reference;
    CAPTURE(paid.size(), reference);
    CHECK(said(asking.ask("add_on_within", own_share)) == expected);
}

TEST_CASE("an exception accepted is part of the step's event, with check, source and values") {
    Cooperation asking;
    asking.actor = {7, 7, {"applicant_signatory"}};
    asking.application() = {{"variant", "cooperation"}, {"exception_reason", FreeText{"Modellvorhaben"}}};
    asking.situation.balances = &asking.balances;
    Definition only = fag();
    auto& steps = only.machines.front().steps;
    const auto found = std::ranges::find(steps, "submit", &Step::name);
    std::erase_if(found->checks, [](const CheckUse& use) { return use.check != "enough_bodies"; });
    const auto events = decide(only, asking.file, asking.situation,
                               {"submit", 1, asking.actor, {}, Spelling::Json, {}, {}});
    REQUIRE(events);
    const auto& hints = list_of(events->front().facts.values, "hints");
    REQUIRE(hints.size() == 1);
    CHECK(
        hints[0] ==
        Value{Record{{"check", "enough_bodies"},
                     {"source", "§ 24 Abs. 2 ThürFAG"},
                     {"key", "hint.enough_bodies"},
                     {"values", Record{{"bodies", 1}, {"least", 3}, {"reason_label", "Begründung einer Ausnahme"}}}}});
    const auto offered = offers(only, asking.file, asking.situation, asking.actor);
    const auto offer = std::ranges::find(offered, "submit", &Offer::name);
    REQUIRE(offer != offered.end());
    CHECK(offer->allowed);
    CHECK(offer->hints.size() == 1);
}
