#include "budget/ledger.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

const std::string line = "16 90/633 01";

LedgerAccount account(int budget_year, int due_year, std::string stage) {
    return {line, budget_year, due_year, std::move(stage)};
}

/// A budget as the store keeps it: the balances, and the sums of what came from outside.
struct Budget {
    Balances balances;
    Balances from_outside;

    void add(const std::vector<Posting>& postings) {
        REQUIRE(book(balances, postings));
        for (const auto& posting : postings) count_outside(from_outside, posting);
    }
    void give(int budget_year, int due_year, std::int64_t cents, const std::string& kind = "appropriation") {
        add({{Money::cents(cents), account(budget_year, due_year, "outside"),
              account(budget_year, due_year, "available"), kind}});
    }
    void move(int budget_year, int due_year, std::int64_t cents, const std::string& from, const std::string& to,
              const std::string& kind = {}) {
        add({{Money::cents(cents), account(budget_year, due_year, from), account(budget_year, due_year, to), kind}});
    }
    BudgetRow row(int year) const {
        for (const auto& row : budget_rows(balances, from_outside))
            if (row.line == line && row.year == year) return row;
        FAIL("no row for " << year);
        return {};
    }
    std::vector<int> years() const {
        std::vector<int> years;
        for (const auto& row : budget_rows(balances, from_outside)) years.push_back(row.year);
        return years;
    }
};

/// 2026 gives 1,000.00 and may bind 500.00 of 2027 and 300.00 of 2028.
Budget of_2026() {
    Budget budget;
    budget.give(2026, 2026, 100000);
    budget.give(2026, 2027, 50000);
    budget.give(2026, 2028, 30000);
    return budget;
}

void check_whole(const BudgetRow& row) {
    CHECK(row.available == row.appropriation + row.carry_over + row.virement_in - row.virement_out - row.blocked -
                               row.reserved - row.committed - row.paid);
}

}  // namespace

TEST_CASE("a budget row counts every stage of the year's money") {
    auto budget = of_2026();
    budget.give(2026, 2026, 7000, "carry_over");
    budget.give(2026, 2026, 2000, "virement_in");
    budget.move(2026, 2026, 1000, "available", "outside", "virement_out");
    budget.move(2026, 2026, 500, "available", "outside", "block");
    budget.move(2026, 2026, 40000, "available", "reserved");
    budget.move(2026, 2026, 30000, "reserved", "committed");
    budget.move(2026, 2026, 20000, "committed", "called");
    budget.move(2026, 2026, 15000, "called", "ordered");
    budget.move(2026, 2026, 10000, "ordered", "paid");
    const auto row = budget.row(2026);
    CHECK(row.opened);
    CHECK(row.appropriation.in_cents() == 100000);
    CHECK(row.carry_over.in_cents() == 7000);
    CHECK(row.virement_in.in_cents() == 2000);
    CHECK(row.virement_out.in_cents() == 1000);
    CHECK(row.blocked.in_cents() == 500);
    CHECK(row.reserved.in_cents() == 10000);
    CHECK(row.committed.in_cents() == 20000);  // bound and not yet paid: 10,000 committed, 5,000 called, 5,000 ordered
    CHECK(row.paid.in_cents() == 10000);
    CHECK(row.available.in_cents() == 67500);  // 100,000 + 7,000 + 2,000 − 1,000 − 500 − 40,000
    check_whole(row);
}

TEST_CASE("a repayment is shown beside what was paid and gives the line no money back") {
    auto budget = of_2026();
    budget.move(2026, 2026, 9000, "available", "paid");
    budget.move(2026, 2026, 4000, "paid", "used");
    const auto before = budget.row(2026).available;
    budget.move(2026, 2026, 3000, "used", "repaid");
    const auto row = budget.row(2026);
    CHECK(row.paid.in_cents() == 9000);
    CHECK(row.repaid.in_cents() == 3000);
    CHECK(row.available == before);
    check_whole(row);
}

TEST_CASE("a lifted block is no block") {
    auto budget = of_2026();
    budget.move(2026, 2026, 500, "available", "outside", "block");
    budget.give(2026, 2026, 200, "block");
    CHECK(budget.row(2026).blocked.in_cents() == 300);
    budget.move(2026, 2026, 50, "available", "blocked");  // a block kept inside the ledger counts as well
    CHECK(budget.row(2026).blocked.in_cents() == 350);
    check_whole(budget.row(2026));
}

TEST_CASE("a later year has its own row: what is bound for it, and what may still be bound") {
    auto budget = of_2026();
    budget.move(2026, 2027, 12000, "available", "reserved");
    budget.move(2026, 2027, 8000, "reserved", "committed");
    CHECK(budget.years() == std::vector<int>{2026, 2027, 2028});
    const auto later = budget.row(2027);
    CHECK_FALSE(later.opened);
    CHECK(later.appropriation.is_zero());
    CHECK(later.reserved.in_cents() == 4000);
    CHECK(later.committed.in_cents() == 8000);
    CHECK(later.available.in_cents() == 38000);
    CHECK(later.commitment_appropriations.empty());

    const auto row = budget.row(2026);
    CHECK(row.reserved.is_zero());
    CHECK(row.available.in_cents() == 100000);
    REQUIRE(row.commitment_appropriations.size() == 2);
    const auto& given = row.commitment_appropriations[0];
    CHECK(given.due_year == 2027);
    CHECK(given.appropriation.in_cents() == 50000);
    CHECK(given.reserved.in_cents() == 4000);
    CHECK(given.used.in_cents() == 8000);
    CHECK(given.free.in_cents() == 38000);
    CHECK(row.commitment_appropriations[1].due_year == 2028);
}

TEST_CASE("what an older budget year left free for a later one has lapsed") {
    auto budget = of_2026();
    budget.move(2026, 2028, 10000, "available", "committed");
    budget.give(2027, 2027, 90000);
    budget.give(2027, 2028, 20000);
    const auto row = budget.row(2028);
    CHECK(row.committed.in_cents() == 10000);  // what 2026 bound is bound
    CHECK(row.available.in_cents() == 20000);  // 2027's commitment appropriation, not 2026's rest of 20,000
}

TEST_CASE("opening a budget year books what is bound for it first") {
    auto budget = of_2026();
    budget.move(2026, 2027, 12000, "available", "reserved");
    budget.move(2026, 2027, 8000, "reserved", "committed");
    budget.move(2026, 2028, 7000, "available", "committed");

    const auto postings = opening_postings(budget.balances, line, 2027, Money::cents(60000));
    REQUIRE(postings);
    budget.add(*postings);

    const auto row = budget.row(2027);
    CHECK(row.opened);
    CHECK(row.appropriation.in_cents() == 60000);
    CHECK(row.committed.in_cents() == 8000);
    CHECK(row.reserved.is_zero());  // 2026's reservation has lapsed
    CHECK(row.available.in_cents() == 52000);
    check_whole(row);
    CHECK(balance_of(budget.balances, account(2026, 2027, "committed")).is_zero());
    CHECK(balance_of(budget.balances, account(2027, 2027, "committed")).in_cents() == 8000);
    CHECK(balance_of(budget.balances, account(2026, 2028, "committed")).in_cents() == 7000);  // not due yet
    CHECK(budget.row(2026).commitment_appropriations[0].used.in_cents() == 8000);             // history stays
}

TEST_CASE("every stage of bound money is carried over as it is") {
    auto budget = of_2026();
    budget.move(2026, 2027, 9000, "available", "committed");
    budget.move(2026, 2027, 4000, "committed", "called");
    budget.move(2026, 2027, 1000, "called", "paid");
    budget.add(opening_postings(budget.balances, line, 2027, Money::cents(9000)).value());
    CHECK(balance_of(budget.balances, account(2027, 2027, "committed")).in_cents() == 5000);
    CHECK(balance_of(budget.balances, account(2027, 2027, "called")).in_cents() == 3000);
    CHECK(balance_of(budget.balances, account(2027, 2027, "paid")).in_cents() == 1000);
    CHECK(balance_of(budget.balances, account(2027, 2027, "available")).is_zero());
    check_whole(budget.row(2027));
}

TEST_CASE("a budget year that does not cover what is bound cannot be opened") {
    auto budget = of_2026();
    budget.move(2026, 2027, 8000, "available", "committed");
    const auto refused = opening_postings(budget.balances, line, 2027, Money::cents(7999));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message == Message{"ledger.opening_not_covered",
                                             {{"line", line},
                                              {"year", 2027},
                                              {"bound_cents", 8000},
                                              {"appropriation_cents", 7999},
                                              {"missing_cents", 1}}});
    CHECK(opening_postings(budget.balances, line, 2027, Money::cents(8000)));
    CHECK(refusal_of(opening_postings(budget.balances, line, 2027, Money::cents(-1))) == "ledger.amount");
}

TEST_CASE("an opening takes commitments of every earlier budget year, of this line only, and only once") {
    auto budget = of_2026();
    budget.give(2027, 2027, 1000);
    budget.give(2027, 2028, 20000);
    budget.move(2026, 2028, 6000, "available", "committed");
    budget.move(2027, 2028, 5000, "available", "committed");
    const LedgerAccount elsewhere{"17 20/613 01", 2026, 2028, "committed"};
    budget.balances[elsewhere] = Money::cents(99);

    budget.add(opening_postings(budget.balances, line, 2028, Money::cents(20000)).value());
    CHECK(balance_of(budget.balances, account(2028, 2028, "committed")).in_cents() == 11000);
    CHECK(balance_of(budget.balances, elsewhere).in_cents() == 99);
    CHECK(opening_postings(budget.balances, line, 2028, Money{}).value().empty());
}

TEST_CASE("what a case holds follows the opening") {
    const Balances held{{account(2026, 2027, "committed"), Money::cents(8000)},
                        {account(2026, 2027, "reserved"), Money::cents(4000)},
                        {account(2026, 2028, "committed"), Money::cents(7000)},
                        {account(2027, 2027, "committed"), Money::cents(1)}};
    Balances ledger = held;  // nobody else has money, and no year is opened yet
    CHECK(after_openings(held, ledger) == held);
    ledger.erase(account(2026, 2027, "committed"));
    CHECK(after_openings(held, ledger) == Balances{{account(2027, 2027, "committed"), Money::cents(8001)},
                                                   {account(2026, 2027, "reserved"), Money::cents(4000)},
                                                   {account(2026, 2028, "committed"), Money::cents(7000)}});
}

TEST_CASE("what was bound after an early opening stays where it is, however the cases share it") {
    const Balances held{{account(2026, 2027, "committed"), Money::cents(8000)}};
    CHECK(after_openings(held, {{account(2026, 2027, "committed"), Money::cents(9000)}}) == held);
    CHECK(after_openings(held, {{account(2026, 2027, "committed"), Money::cents(3000)}}) ==
          Balances{{account(2026, 2027, "committed"), Money::cents(3000)},
                   {account(2027, 2027, "committed"), Money::cents(5000)}});
    // Given back from the year's own account already: another case's money at the commitment appropriation is not touched.
    const Balances settled{{account(2026, 2027, "committed"), Money::cents(8000)},
                           {account(2027, 2027, "committed"), Money::cents(-8000)}};
    CHECK(after_openings(settled, {{account(2026, 2027, "committed"), Money::cents(9000)}}).empty());
}
