#include "budget/year_change.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const std::string line = "16 90/633 01";

/// 2026 gave 1,000.00; 2027 may be bound with 500.00.
struct Budget {
    Balances balances, from_outside;
    Budget() {
        give(2026, 2026, 100'000);
        give(2026, 2027, 50'000);
    }
    void add(const Posting& posting) {
        REQUIRE(book(balances, {posting}));
        count_outside(from_outside, posting);
    }
    void give(int year, int due, std::int64_t cents) {
        add({Money::cents(cents), {line, year, due, "outside"}, {line, year, due, "available"}, "appropriation"});
    }
    void move(int due, std::int64_t cents, const char* from, const char* to) {
        add({Money::cents(cents), {line, 2026, due, from}, {line, 2026, due, to}});
    }
};

}  // namespace

TEST_CASE("before a year is opened it is told what is bound for it, what lapses and what may be carried over") {
    Budget budget;
    budget.move(2026, 60'000, "available", "reserved");
    budget.move(2026, 45'000, "reserved", "committed");
    budget.move(2026, 25'000, "committed", "called");
    budget.move(2027, 30'000, "available", "reserved");
    budget.move(2027, 18'000, "reserved", "committed");
    const auto changes = year_changes(budget.balances, budget.from_outside, 2027);
    REQUIRE(changes.size() == 1);
    const auto& change = changes.front();
    CHECK_FALSE(change.opened);
    CHECK(change.appropriation == Money::cents(100'000));
    CHECK(change.bound == Money::cents(18'000));
    CHECK(change.lapsing == Money::cents(27'000));  // 150.00 of 2026 and 120.00 for 2027
    CHECK(change.not_called == Money::cents(20'000));
    CHECK(change.left == Money::cents(40'000));
    CHECK(change.carry_over() == Money::cents(60'000));
}

TEST_CASE("a year that is open already has nothing left to move") {
    Budget budget;
    budget.move(2027, 18'000, "available", "reserved");
    budget.move(2027, 18'000, "reserved", "committed");
    const auto postings = opening_postings(budget.balances, line, 2027, Money::cents(90'000));
    REQUIRE(postings);
    for (const auto& posting : *postings) budget.add(posting);
    const auto change = year_changes(budget.balances, budget.from_outside, 2027).at(0);
    CHECK(change.opened);
    CHECK(change.bound == Money{});
    CHECK(year_changes(budget.balances, budget.from_outside, 2031).empty());
}
