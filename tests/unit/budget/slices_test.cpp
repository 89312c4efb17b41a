#include "budget/slices.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

Money euro(std::int64_t cents) { return Money::cents(cents); }

}  // namespace

TEST_CASE("an award is spread over the years in proportion, the cents left over stand in the last") {
    CHECK(slices_in_proportion(euro(80'000'00), {{2026, euro(60)}, {2027, euro(40)}}) ==
          std::vector<YearlySlice>{{2026, euro(48'000'00)}, {2027, euro(32'000'00)}});
    CHECK(slices_in_proportion(euro(100), {{2026, euro(1)}, {2027, euro(1)}, {2028, euro(1)}}) ==
          std::vector<YearlySlice>{{2026, euro(33)}, {2027, euro(33)}, {2028, euro(34)}});
    CHECK(slices_in_proportion(euro(max_cents), {{2026, euro(max_cents)}, {2027, euro(max_cents)}}) ==
          std::vector<YearlySlice>{{2026, euro(max_cents / 2)}, {2027, euro(max_cents / 2)}});
}

TEST_CASE("a year without a share is left out, and nothing is spread over years that weigh nothing") {
    CHECK(slices_in_proportion(euro(1), {{2026, euro(1)}, {2027, euro(1)}}) ==
          std::vector<YearlySlice>{{2027, euro(1)}});
    CHECK(slices_in_proportion(euro(5), {}).empty());
    CHECK(slices_in_proportion(euro(5), {{2026, Money{}}}).empty());
}
