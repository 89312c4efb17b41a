// Plan and actual side by side. The figures are worked out by hand.
#include "workflow/comparison.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

Value cost(const char* item, std::int64_t cents) { return Record{{"item", FreeText{item}}, {"amount_cents", cents}}; }

Value planned_cost(const char* item, int year, std::int64_t cents) {
    return Record{{"item", FreeText{item}}, {"year", year}, {"amount_cents", cents}, {"eligible", true}};
}

Field column(const char* name, FieldKind kind) {
    Field field;
    field.name = name;
    field.kind = kind;
    return field;
}

Step proof() {
    Step step;
    step.name = "submit";
    auto costs = column("costs", FieldKind::Rows);
    costs.prefill = "grant.cost_plan";
    costs.columns = {column("item", FieldKind::Text), column("amount_cents", FieldKind::Money)};
    auto vouchers = costs;
    vouchers.name = "vouchers";
    vouchers.prefill.clear();
    step.fields.fields = {costs, vouchers};
    return step;
}

/// 60,000.00 and 40,000.00 planned, the second over two years.
CaseFile granted() {
    auto file = empty_case(1);
    file.machines.push_back({1, "application", "running", {}, {}});
    file.machines.push_back({2, "proof-of-use", "submitted", {}, {}});
    file.grant["cost_plan"] = List{planned_cost("Entwicklung", 2026, 6'000'000),
                                   planned_cost("Einführung", 2026, 1'000'000),
                                   planned_cost("Einführung", 2027, 3'000'000)};
    return file;
}

ComparedRow line(std::int64_t planned, std::int64_t actual) {
    return {{}, Money::cents(planned), Money::cents(actual)};
}

}  // namespace

TEST_CASE("each item of the plan stands beside what was spent on it, over all years, and the sums below") {
    auto file = granted();
    const auto step = proof();
    file.machines[1].given["submit"] = {{"costs", List{cost("Einführung", 4'500'000), cost("Entwicklung", 5'000'000)}}};
    const auto all = comparisons_of(step, file, file.machines[1]);
    REQUIRE(all.size() == 1);
    CHECK(all[0].field->name == "costs");
    REQUIRE(all[0].rows.size() == 2);
    CHECK(text_of(all[0].rows[0].row, "item") == "Entwicklung");
    CHECK(all[0].rows[0].planned == Money::cents(6'000'000));
    CHECK(all[0].rows[0].difference() == Money::cents(-1'000'000));
    CHECK(deviation_in_tenths(all[0].rows[0]) == -167);  // 10,000 of 60,000 are 16.66… %
    CHECK(all[0].rows[1].planned == Money::cents(4'000'000));
    CHECK(all[0].rows[1].difference() == Money::cents(500'000));
    CHECK(deviation_in_tenths(all[0].rows[1]) == 125);
    CHECK(all[0].sum.planned == Money::cents(10'000'000));
    CHECK(all[0].sum.actual == Money::cents(9'500'000));
    CHECK(deviation_in_tenths(all[0].sum) == -50);
}

TEST_CASE("what was planned and not spent, and what was spent unplanned, are both there") {
    auto file = granted();
    const auto step = proof();
    file.machines[1].given["submit"] = {{"costs", List{cost("Dienstwagen", 100), cost("Dienstwagen", 200)}}};
    const auto rows = comparisons_of(step, file, file.machines[1]).at(0).rows;
    REQUIRE(rows.size() == 3);
    CHECK(deviation_in_tenths(rows[0]) == -1000);
    CHECK(text_of(rows[2].row, "item") == "Dienstwagen");
    CHECK(rows[2].actual == Money::cents(300));
    CHECK_FALSE(deviation_in_tenths(rows[2]).has_value());
}

TEST_CASE("nothing is compared before anything was given") {
    const auto file = granted();
    const auto step = proof();
    CHECK(comparisons_of(step, file, file.machines[1]).empty());
}

TEST_CASE("a tenth of a percent is rounded half away from zero, for the largest amounts too") {
    CHECK(deviation_in_tenths(line(200'000, 200'100)) == 1);   // 0.05 %
    CHECK(deviation_in_tenths(line(200'000, 199'900)) == -1);  // -0.05 %
    CHECK(deviation_in_tenths(line(200'000, 200'099)) == 0);
    CHECK(deviation_in_tenths(line(200'000, 199'901)) == 0);
    CHECK(deviation_in_tenths(line(max_cents, 0)) == -1000);
    CHECK(deviation_in_tenths(line(1, max_cents)) == (max_cents - 1) * 1000);
    CHECK_FALSE(deviation_in_tenths(line(0, 0)).has_value());
}

TEST_CASE("a deviation is written with a comma and a true minus") {
    CHECK(tenths_in_german(-167) == "−16,7\u00A0%");
    CHECK(tenths_in_german(-5) == "−0,5\u00A0%");
    CHECK(tenths_in_german(0) == "0,0\u00A0%");
    CHECK(tenths_in_german(1250) == "125,0\u00A0%");
}

TEST_CASE("a rate is written with two decimals, below zero too") {
    CHECK(rate_in_german(127) == "1,27\u00A0%");
    CHECK(rate_in_german(-88) == "−0,88\u00A0%");
    CHECK(rate_in_german(705) == "7,05\u00A0%");
}
