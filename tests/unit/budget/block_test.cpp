#include "budget/block.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const std::string line = "16 90/633 01";

LedgerAccount own(std::string stage, int year = 2026) { return {line, year, year, std::move(stage)}; }

/// 2026 gives 1,000.00, of which `reserved` is reserved.
struct Budget {
    Balances balances;
    Balances from_outside;

    explicit Budget(std::int64_t reserved = 0) {
        add({{Money::cents(100'000), own("outside"), own("available"), "appropriation"}});
        if (reserved > 0) add({{Money::cents(reserved), own("available"), own("reserved")}});
    }
    void add(const std::vector<Posting>& postings) {
        REQUIRE(book(balances, postings));
        for (const auto& posting : postings) count_outside(from_outside, posting);
    }
    void block(std::int64_t cents) { add(block_postings(balances, line, 2026, Money::cents(cents))); }
    void unblock(std::int64_t cents) {
        const auto postings = unblock_postings(balances, line, 2026, Money::cents(cents));
        REQUIRE(postings);
        add(*postings);
    }
    /// Books, then what blocks take of it.
    void step(const std::vector<Posting>& postings) {
        add(postings);
        add(taken_up_by_blocks(balances, postings));
    }
    Block now() const { return block_of(balances, line, 2026); }
    Money free() const { return balance_of(balances, own("available")); }
};

Block of(std::int64_t booked, std::int64_t unmet) { return {Money::cents(booked), Money::cents(unmet)}; }

}  // namespace

TEST_CASE("a block books what is free and keeps the rest as unmet") {
    Budget budget{70'000};
    budget.block(20'000);
    CHECK(budget.now() == of(20'000, 0));
    CHECK(budget.free() == Money::cents(10'000));
    budget.block(50'000);
    CHECK(budget.now() == of(30'000, 40'000));
    CHECK(budget.free() == Money{});
}

TEST_CASE("what is unmet shows beside what is blocked and is no part of what is available") {
    Budget budget{70'000};
    budget.block(50'000);
    const auto row = budget_rows(budget.balances, budget.from_outside).at(0);
    CHECK(row.blocked == Money::cents(30'000));
    CHECK(row.block_unmet == Money::cents(20'000));
    CHECK(row.available == Money{});
    CHECK(row.available == row.appropriation - row.blocked - row.reserved);
}

TEST_CASE("money that becomes free is taken up until the block is met, the rest stays free") {
    Budget budget{70'000};
    budget.block(50'000);
    const std::vector<Posting> release{{Money::cents(15'000), own("reserved"), own("available")}};
    budget.step(release);
    CHECK(budget.now() == of(45'000, 5'000));
    CHECK(budget.free() == Money{});
    budget.step(release);
    CHECK(budget.now() == of(50'000, 0));
    CHECK(budget.free() == Money::cents(10'000));
    budget.step(release);
    CHECK(budget.now() == of(50'000, 0));
    CHECK(budget.free() == Money::cents(25'000));
}

TEST_CASE("money that comes from outside is taken up as well, money of another year is not") {
    Budget budget{100'000};
    budget.block(50'000);
    budget.step({{Money::cents(8'000), own("outside"), own("available"), "virement_in"}});
    CHECK(budget.now() == of(8'000, 42'000));
    budget.step({{Money::cents(9'000), own("outside", 2027), own("available", 2027), "appropriation"}});
    CHECK(budget.now() == of(8'000, 42'000));
    CHECK(balance_of(budget.balances, own("available", 2027)) == Money::cents(9'000));
}

TEST_CASE("what a step frees and binds again is not there for the block") {
    Budget budget{100'000};
    budget.block(50'000);
    budget.step({{Money::cents(60'000), own("reserved"), own("available")},
                 {Money::cents(45'000), own("available"), own("committed")}});
    CHECK(budget.now() == of(15'000, 35'000));
    CHECK(balance_of(budget.balances, own("committed")) == Money::cents(45'000));
}

TEST_CASE("lifting a block gives up what is unmet first and frees money only after that") {
    Budget budget{70'000};
    budget.block(50'000);
    budget.unblock(15'000);
    CHECK(budget.now() == of(30'000, 5'000));
    CHECK(budget.free() == Money{});
    budget.unblock(25'000);
    CHECK(budget.now() == of(10'000, 0));
    CHECK(budget.free() == Money::cents(20'000));
}

TEST_CASE("no more is lifted than is blocked, what is unmet counted in") {
    Budget budget{70'000};
    budget.block(50'000);
    const auto refused = unblock_postings(budget.balances, line, 2026, Money::cents(50'001));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.key == "ledger.less_blocked");
    CHECK(integer_of(refused.error().message.values, "there_cents") == 50'000);
    CHECK_FALSE(unblock_postings(budget.balances, line, 2027, Money::cents(1)));
}
