#include "budget/slices.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

Money cents(std::int64_t count) { return Money::cents(count); }

}  // namespace

TEST_CASE("an award is spread over the years in proportion, the cents left over stand in the last") {
    CHECK(slices_in_proportion(cents(80'000'00), {{2026, cents(60)}, {2027, cents(40)}}) ==
          std::vector<YearlySlice>{{2026, cents(48'000'00)}, {2027, cents(32'000'00)}});
    CHECK(slices_in_proportion(cents(100), {{2026, cents(1)}, {2027, cents(1)}, {2028, cents(1)}}) ==
          std::vector<YearlySlice>{{2026, cents(33)}, {2027, cents(33)}, {2028, cents(34)}});
    CHECK(slices_in_proportion(cents(max_cents), {{2026, cents(max_cents)}, {2027, cents(max_cents)}}) ==
          std::vector<YearlySlice>{{2026, cents(max_cents / 2)}, {2027, cents(max_cents / 2)}});
}

TEST_CASE("a year without a share is left out, and nothing is spread over years that weigh nothing") {
    CHECK(slices_in_proportion(cents(1), {{2026, cents(1)}, {2027, cents(1)}}) ==
          std::vector<YearlySlice>{{2027, cents(1)}});
    CHECK(slices_in_proportion(cents(5), {}).empty());
    CHECK(slices_in_proportion(cents(5), {{2026, Money{}}}).empty());
}
