// What a recommendation proposes: counted from plan and object, so that a full grant is not typed.
#include "unit/workflow/checks_ask.hpp"
#include "workflow/prefill.hpp"
#include "workflow/side_by_side.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

Value cost(const std::string& item, int year, std::int64_t cents, bool eligible = true) {
    return Record{{"item", FreeText{item}}, {"year", year}, {"amount_cents", cents}, {"eligible", eligible}};
}
Value part_of_year(int year, std::int64_t cents) { return Record{{"year", year}, {"amount_cents", cents}}; }

/// 100,000 € eligible and 5,000 € that are not, 80 %, asked for in 2026 and 2027.
struct Applied : Asking {
    Applied() {
        file.forms["application"] = {
            {"funding_object", "2c"},
            {"requested_cents", 80'000'00},
            {"cost_plan", List{cost("Entwicklung", 2026, 60'000'00), cost("Abnahme", 2027, 40'000'00),
                               cost("Wartung", 2027, 5'000'00, false)}},
            {"financing_plan", List{Record{{"kind", "own"}, {"year", 2026}, {"amount_cents", 12'000'00}},
                                    Record{{"kind", "own"}, {"year", 2027}, {"amount_cents", 13'000'00}}}}};
        file.submitted_on = day("2026-10-01");
    }
    Record& application() { return file.forms["application"]; }
    Record plan() const { return grantable(*definition, file, situation.today); }
};

}  // namespace

TEST_CASE("a full grant is proposed whole: costs, rate, award and its slices in the proportion of the costs") {
    Applied applied;
    const auto plan = applied.plan();
    CHECK(integer_of(plan, "eligible") == 100'000'00);
    CHECK(text_of(plan, "financing_type") == "proportional");
    CHECK(text_of(plan, "rate") == "80.00");
    CHECK(integer_of(plan, "award") == 80'000'00);
    CHECK(member(plan, "slices") == Value{List{part_of_year(2026, 48'000'00), part_of_year(2027, 32'000'00)}});
    CHECK(member(plan, "items") ==
          Value{List{Record{{"item", FreeText{"Entwicklung"}}}, Record{{"item", FreeText{"Abnahme"}}}}});
}

TEST_CASE("no more is proposed than was asked for, than the rate and than the cap allow") {
    Applied applied;
    applied.application()["requested_cents"] = 50'000'00;
    CHECK(integer_of(applied.plan(), "award") == 50'000'00);
    applied.application()["requested_cents"] = 90'000'00;
    CHECK(integer_of(applied.plan(), "award") == 80'000'00);

    Applied report;
    report.definition = &fag();
    report.application()["variant"] = "expert_report";
    CHECK(integer_of(report.plan(), "award") == 30'000'00);  // 75 % of 100,000 €, at most 30,000 €
    CHECK(text_of(report.plan(), "rate") == "75.00");
}

TEST_CASE("cents that do not divide stand in the last year, and the slices still add up") {
    Applied applied;
    applied.application()["cost_plan"] = List{cost("a", 2026, 10'00), cost("b", 2027, 10'00), cost("c", 2028, 10'00)};
    applied.application()["requested_cents"] = 10'00;
    CHECK(member(applied.plan(), "slices") ==
          Value{List{part_of_year(2026, 3'33), part_of_year(2027, 3'33), part_of_year(2028, 3'34)}});
}

TEST_CASE("costs of a past year are paid from this year's money") {
    Applied applied;
    applied.situation.today = day("2027-02-01");
    CHECK(member(applied.plan(), "slices") == Value{List{part_of_year(2027, 80'000'00)}});
}

TEST_CASE("without an object or eligible costs nothing is proposed") {
    Applied applied;
    applied.application()["cost_plan"] = List{cost("Wartung", 2027, 5'000'00, false)};
    CHECK(applied.plan().empty());
    Applied nameless;
    nameless.application().erase("funding_object");
    CHECK(nameless.plan().empty());
}

TEST_CASE("the proposal passes the checks of the recommendation") {
    Applied applied;
    applied.step = "recommend";
    applied.actor = {7, 7, {"technical_review"}};
    applied.file.machines[0].state = "technical_review";
    applied.application()["planned_contract_date"] = "2026-12-01";
    applied.application()["not_started"] = true;
    applied.situation.balances = &applied.balances;
    const auto& step = *applied.definition->main().step("recommend");
    auto fields = proposed(*applied.definition, step.fields, applied.file, applied.file.main(),
                           applied.situation.today);
    fields.erase("cuts");  // the page leaves rows out that were not touched
    const auto events = decide(*applied.definition, applied.file, applied.situation,
                               {"recommend", 1, applied.actor, fields, Spelling::Json, "Förderfähig.", {}});
    REQUIRE(events);
    CHECK(events->front().to == "budget_check");
}

TEST_CASE("plan, request, recommendation and grant stand side by side, with what differs") {
    Applied applied;
    auto before = side_by_side(*applied.definition, applied.file);
    REQUIRE(before.items.size() == 3);
    CHECK(before.items[2].planned == Money::cents(5'000'00));
    CHECK(before.items[2].eligible.is_zero());
    CHECK_FALSE(before.items[0].recognised);
    CHECK_FALSE(before.all_items.difference());
    REQUIRE(before.years.size() == 2);
    CHECK(before.years[0].requested == Money::cents(48'000'00));  // 60,000 € of costs, 12,000 € of own money
    CHECK(before.years[1].requested == Money::cents(32'000'00));

    applied.file.machines[0].given["recommend"] = {
        {"eligible_cents", 90'000'00},
        {"award_cents", 72'000'00},
        {"slices", List{part_of_year(2026, 48'000'00), part_of_year(2027, 24'000'00)}},
        {"cuts", List{Record{{"item", FreeText{"Abnahme"}}, {"amount_cents", 10'000'00}}}}};
    const auto after = side_by_side(*applied.definition, applied.file);
    CHECK(after.items[1].recognised == Money::cents(30'000'00));
    CHECK(after.items[1].difference() == Money::cents(-10'000'00));
    CHECK(after.items[0].difference() == Money{});
    CHECK(after.all_items.recognised == Money::cents(90'000'00));
    CHECK(after.years[1].difference() == Money::cents(-8'000'00));
    CHECK_FALSE(after.years[1].granted);
    CHECK(after.all_years.difference() == Money::cents(-8'000'00));
}
