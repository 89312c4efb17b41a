#include "budget/award.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;

namespace {

constexpr Money euros(std::int64_t count) { return Money::cents(count * 100); }

constexpr Percent eighty{8000};

std::int64_t left_cents(FinancingType type, Money award, Financing plan, Financing actual) {
    return recalculated_award(type, eighty, award, plan, actual).value().in_cents();
}

}  // namespace

// domain.md § 3.2: eligible plan 100,000, rate 80 %, own share 20,000 (none for full financing, whose award is 100,000).
TEST_CASE("what later changes do to an award, by financing type") {
    struct Row {
        const char* change;
        std::int64_t eligible, other;                     // actual, in euros
        std::int64_t proportional, deficit, fixed, full;  // award left, in euros
    };
    const auto row = GENERATE(values<Row>({
        {"as planned", 100'000, 0, 80'000, 80'000, 80'000, 100'000},
        {"costs fall to 90,000", 90'000, 0, 72'000, 70'000, 80'000, 90'000},
        {"costs fall to 70,000", 70'000, 0, 56'000, 50'000, 70'000, 70'000},
        {"costs rise to 110,000", 110'000, 0, 80'000, 80'000, 80'000, 100'000},
        {"10,000 from a third party", 100'000, 10'000, 72'000, 70'000, 80'000, 90'000},
        {"10,000 from a third party for costs 10,000 higher", 110'000, 10'000, 80'000, 80'000, 80'000, 100'000},
        // Worked by hand: the base never falls below zero, nor does what own and other money leave open.
        {"others pay everything", 100'000, 100'000, 0, 0, 80'000, 0},
        {"others pay more than everything", 100'000, 150'000, 0, 0, 80'000, 0},
        {"nothing was spent", 0, 0, 0, 0, 0, 0},
        {"costs fall below the own share", 15'000, 0, 12'000, 0, 15'000, 15'000},
    }));
    CAPTURE(row.change);
    const Financing plan{euros(100'000), euros(20'000), {}};
    const Financing actual{euros(row.eligible), euros(20'000), euros(row.other)};
    CHECK(left_cents(FinancingType::Proportional, euros(80'000), plan, actual) == row.proportional * 100);
    CHECK(left_cents(FinancingType::Deficit, euros(80'000), plan, actual) == row.deficit * 100);
    CHECK(left_cents(FinancingType::Fixed, euros(80'000), plan, actual) == row.fixed * 100);
    CHECK(left_cents(FinancingType::Full, euros(100'000), {euros(100'000), {}, {}},
                     {euros(row.eligible), {}, euros(row.other)}) == row.full * 100);
}

// contract § 2: plan 100,000, own 10,000, other 10,000, award 80,000, 80 %.
TEST_CASE("other money that was planned reduces nothing") {
    auto [eligible, own, other, left] = GENERATE(table<std::int64_t, std::int64_t, std::int64_t, std::int64_t>({
        {100'000, 10'000, 10'000, 80'000},
        {100'000, 10'000, 20'000, 72'000},
        {90'000, 10'000, 20'000, 64'000},
        {100'000, 20'000, 0, 80'000},  // less other money than planned: the award is a ceiling
        {120'000, 30'000, 10'000, 80'000},
        {95'000, 10'000, 10'000, 76'000},
    }));
    CHECK(left_cents(FinancingType::Proportional, euros(80'000), {euros(100'000), euros(10'000), euros(10'000)},
                     {euros(eligible), euros(own), euros(other)}) == left * 100);
}

TEST_CASE("the share of the costs is rounded down to the cent") {
    const Financing plan{Money::cents(10000000), {}, {}};
    CHECK(left_cents(FinancingType::Proportional, euros(80'000), plan, {Money::cents(3333333), {}, {}}) == 2666666);
}

TEST_CASE("a rate is needed for proportional financing only") {
    const Financing plan{euros(100), {}, {}};
    CHECK(refusal_of(recalculated_award(FinancingType::Proportional, {}, euros(80), plan, plan)) ==
          "award.rate_missing");
    for (const auto type : {FinancingType::Deficit, FinancingType::Fixed, FinancingType::Full})
        CHECK(recalculated_award(type, {}, euros(80), plan, plan).value() == euros(80));
}

TEST_CASE("negative amounts are refused") {
    const Financing good{euros(100), {}, {}};
    const auto below = Money::cents(-1);
    const auto refused = [](Money award, Financing plan, Financing actual) {
        return refusal_of(recalculated_award(FinancingType::Fixed, {}, award, plan, actual)) == "award.negative_amount";
    };
    CHECK(refused(below, good, good));
    CHECK(refused(euros(1), {below, {}, {}}, good));
    CHECK(refused(euros(1), good, {euros(1), below, {}}));
    CHECK(refused(euros(1), good, {euros(1), {}, below}));
    CHECK_FALSE(refused(euros(1), good, good));
}

TEST_CASE("the most a plan allows") {
    const Financing plan{Money::cents(3333333), euros(5'000), euros(10'000)};
    CHECK(award_ceiling(FinancingType::Proportional, eighty, plan).in_cents() == 2666666);
    CHECK(award_ceiling(FinancingType::Deficit, eighty, plan).in_cents() == 1833333);
    CHECK(award_ceiling(FinancingType::Full, eighty, plan).in_cents() == 1833333);
    CHECK(award_ceiling(FinancingType::Fixed, eighty, plan).in_cents() == 3333333);
    CHECK(award_ceiling(FinancingType::Deficit, eighty, {euros(10), euros(20), {}}).is_zero());
}

TEST_CASE("financing types are spelled as the contract spells them") {
    for (const auto* name : {"proportional", "deficit", "fixed", "full"})
        CHECK(to_text(parse_financing_type(name).value()) == name);
    for (const auto* name : {"", "Anteil", "Fixed"})
        CHECK(refusal_of(parse_financing_type(name)) == "financing_type.unknown");
}

TEST_CASE("an award only falls, never below zero and never above the costs") {
    CHECK(rc::check("for every plan and outcome", [] {
        const auto amount = [] { return Money::cents(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000)); };
        const auto type = *rc::gen::element(FinancingType::Proportional, FinancingType::Deficit, FinancingType::Fixed,
                                            FinancingType::Full);
        const Financing plan{amount(), amount(), amount()};
        const Financing actual{amount(), amount(), amount()};
        const auto award = amount();
        const Percent rate{*rc::gen::inRange<std::int64_t>(0, 10'001)};
        const auto left = recalculated_award(type, rate, award, plan, actual).value();
        RC_ASSERT(left >= Money{});
        RC_ASSERT(left <= award);
        RC_ASSERT(left <= actual.eligible);
        auto with_more_cover = actual;
        with_more_cover.other += amount();
        RC_ASSERT(recalculated_award(type, rate, award, plan, with_more_cover).value() <= left);
    }));
}
