#include "budget/compute.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

Result<Record> answer(const Record& request) { return compute(request, thuringia(), base_rates()); }

Record cover(std::int64_t eligible, std::int64_t own, std::int64_t other) {
    return {{"eligible_cents", eligible}, {"own_cents", own}, {"other_cents", other}};
}

Record award_request() {
    return {{"op", "award"},          {"financing_type", "proportional"},    {"rate", "80.00"},
            {"award_cents", 8000000}, {"plan", cover(10000000, 2000000, 0)}, {"actual", cover(9000000, 2000000, 0)}};
}

Record with(Record record, const std::string& field, Value value) {
    record.insert_or_assign(field, std::move(value));
    return record;
}

}  // namespace

TEST_CASE("the calculators answer as the contract says") {
    auto [request, expected] = GENERATE(table<Record, Record>({
        {{{"op", "period"}, {"from", "2026-11-06"}, {"length", "1 month"}, {"place", "16051000"}},
         {{"end", "2026-12-07"}}},
        {{{"op", "period"}, {"from", "2026-11-06"}, {"length", "1 months"}}, {{"end", "2026-12-07"}}},
        {{{"op", "period"}, {"from", "2026-05-04"}, {"length", "1 month"}, {"place", "16061045"}},
         {{"end", "2026-06-05"}}},
        {{{"op", "service"}, {"kind", "post"}, {"date", "2026-11-02"}}, {{"served", "2026-11-06"}}},
        {{{"op", "service"}, {"kind", "electronic"}, {"date", "2026-11-02"}}, {{"served", "2026-11-06"}}},
        {{{"op", "service"}, {"kind", "portal"}, {"date", "2026-11-02"}}, {{"served", "2026-11-03"}}},
        {{{"op", "service"}, {"kind", "delivered"}, {"date", "2026-11-02"}}, {{"served", "2026-11-02"}}},
        {award_request(), {{"award_cents", 7200000}}},
        {{{"op", "money"}, {"text", "1.234,56 €"}}, {{"cents", 123456}}},
        {{{"op", "money"}, {"text", FreeText{"-5,00"}}}, {{"cents", -500}}},
        {{{"op", "words"}, {"cents", 123456}},
         {{"text", "eintausendzweihundertvierunddreißig Euro und sechsundfünfzig Cent"}}},
        {{{"op", "words"}, {"cents", -100}}, {{"text", "minus ein Euro"}}},
        {{{"op", "words"}, {"cents", 0}, {"remark", "passed over"}}, {{"text", "null Euro"}}},
    }));
    const auto got = answer(request);
    REQUIRE(got);
    CHECK(*got == expected);
}

TEST_CASE("interest is answered with the periods it was counted from") {
    const auto got = answer(
        {{"op", "interest"}, {"amount_cents", 1000000}, {"from", "2026-01-01"}, {"to", "2026-06-30"}});
    REQUIRE(got);
    CHECK(*got == Record{{"interest_cents", 31092},
                         {"periods", List{Record{{"from", "2026-01-01"},
                                                 {"to", "2026-06-30"},
                                                 {"days", 181},
                                                 {"base_rate", "1.27"},
                                                 {"rate", "6.27"}}}}});
}

TEST_CASE("the setting for leap years reaches the calculator") {
    const Record request{{"op", "interest"}, {"amount_cents", 1000000}, {"from", "2020-01-01"}, {"to", "2020-12-31"}};
    CHECK(integer_of(compute(request, thuringia(), base_rates()).value(), "interest_cents") == 41313);
    CHECK(integer_of(compute(request, thuringia(), base_rates(), true).value(), "interest_cents") == 41200);
}

TEST_CASE("a rate is needed for proportional awards only") {
    auto request = award_request();
    request.erase("rate");
    CHECK(refusal_of(answer(request)) == "award.rate_missing");
    CHECK(answer(with(request, "financing_type", "deficit")).value() == Record{{"award_cents", 7000000}});
}

TEST_CASE("a bad request is answered with what is wrong with it") {
    auto [request, key] = GENERATE(table<Record, std::string>({
        {Record{}, "compute.missing_field"},
        {Record{{"op", 7}}, "compute.not_a_text"},
        {{{"op", "divine"}}, "compute.unknown_operation"},
        {{{"op", "period"}, {"length", "1 month"}}, "compute.missing_field"},
        {{{"op", "period"}, {"from", "6.11.2026"}, {"length", "1 month"}}, "date.spelling"},
        {{{"op", "period"}, {"from", "2026-11-31"}, {"length", "1 month"}}, "date.no_such_day"},
        {{{"op", "period"}, {"from", "2026-11-06"}, {"length", "bald"}}, "length.spelling"},
        {{{"op", "period"}, {"from", "2026-11-06"}, {"length", 1}}, "compute.not_a_text"},
        {{{"op", "period"}, {"from", "2026-11-06"}, {"length", "1 month"}, {"place", "Erfurt"}}, "ags.eight_digits"},
        {{{"op", "service"}, {"kind", "fax"}, {"date", "2026-11-02"}}, "service.kind"},
        {with(award_request(), "rate", "80"), "percent.spelling"},
        {with(award_request(), "rate", 80), "compute.not_a_text"},
        {with(award_request(), "award_cents", -1), "compute.not_an_amount"},
        {with(award_request(), "award_cents", max_cents + 1), "compute.not_an_amount"},
        {with(award_request(), "award_cents", Fraction{"8e6"}), "compute.not_an_amount"},
        {with(award_request(), "award_cents", "8000000"), "compute.not_an_amount"},
        {with(award_request(), "award_cents", Value{}), "compute.missing_field"},
        {with(award_request(), "plan", 1), "compute.not_a_record"},
        {with(award_request(), "plan", Value{}), "compute.missing_field"},
        {with(award_request(), "actual", Record{{"eligible_cents", 1}, {"own_cents", 1}}), "compute.missing_field"},
        {with(award_request(), "actual", cover(1, 1, -1)), "compute.not_an_amount"},
        {with(award_request(), "financing_type", "loan"), "financing_type.unknown"},
        {{{"op", "interest"}, {"amount_cents", 1}, {"from", "2026-01-01"}, {"to", "2026-07-01"}},
         "interest.rate_unknown"},
        {{{"op", "interest"}, {"amount_cents", -1}, {"from", "2026-01-01"}, {"to", "2026-07-01"}},
         "compute.not_an_amount"},
        {{{"op", "money"}, {"text", "1.23"}}, "money.spelling"},
        {{{"op", "money"}, {"text", 5}}, "compute.not_a_text"},
        {{{"op", "words"}, {"cents", "5"}}, "compute.not_an_amount"},
        {{{"op", "words"}, {"cents", max_cents + 1}}, "compute.not_an_amount"},
    }));
    CHECK(refusal_of(answer(request)) == key);
}

TEST_CASE("a refusal of the calculators names the field") {
    const auto refused = answer({{"op", "interest"}, {"amount_cents", 1}, {"from", "2026-01-01"}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == Message{"compute.missing_field", {{"field", "to"}}});
}
