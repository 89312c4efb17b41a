// A block larger than what is free, while the authority works on.
#include "casework/budget_proposals.hpp"
#include "budget/block.hpp"
#include "properties/town.hpp"
#include "store/memory_store.hpp"

#include <random>
#include <thread>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// Finance and the budget officer of a town, with a block on what is blocked in all.
struct BlockingTown : Town {
    using Town::Town;

    Result<BudgetOutcome> propose(const std::string& kind, std::int64_t cents) {
        const Account finance{20, 20, "finanzen", "Finanzen", {{"finance", "", ""}}};
        BudgetWish wish;
        wish.kind = kind;
        wish.line = town_line;
        wish.year = static_cast<int>(today().year());
        wish.amount = Money::cents(cents);
        wish.reason = "Haushaltssperre";
        tick();
        return propose_budget(store(), lines(), envelope(finance), wish, now());
    }
    Result<BudgetOutcome> change(const std::string& kind, std::int64_t cents) {
        const Account officer{21, 21, "haushalt", "Haushalt", {{"budget_officer", "", ""}}};
        const auto proposed = propose(kind, cents);
        REQUIRE(proposed);
        return decide_budget(store(), lines(), envelope(officer), proposed->proposal.number, BudgetAnswer::Release, "",
                             now());
    }
    Block block() const { return block_of(balances(), town_line, static_cast<int>(today().year())); }
    Money free() const {
        const int year = static_cast<int>(today().year());
        return balance_of(balances(), {town_line, year, year, "available"});
    }
};

Record recommendation(int year, std::int64_t award) {
    return {{"eligible_cents", 100'000},
            {"financing_type", "proportional"},
            {"rate", "80.00"},
            {"award_cents", award},
            {"slices", List{Record{{"year", year}, {"amount_cents", award}}}}};
}

/// A case whose recommendation of 800.00 in this year waits for the budget.
CaseId in_budget_check(BlockingTown& town) {
    const CaseId id = town.file_case();
    REQUIRE(town.take(id, "submit", 1));
    REQUIRE(town.take(id, "accept", 2));
    REQUIRE(town.take(id, "recommend", 3, recommendation(2026, 80'000)));
    return id;
}

}  // namespace

TEST_CASE("a reservation given back goes to the block in the same transaction, and nobody else gets it") {
    MemoryStore store{projector_of(shipped().programmes)};
    BlockingTown town{store, "2026-11-02", 100'000};
    const CaseId holding = in_budget_check(town), waiting = in_budget_check(town);
    REQUIRE(town.take(holding, "reserve", 4));
    REQUIRE(town.change("block", 70'000));
    CHECK(town.block() == Block{Money::cents(20'000), Money::cents(50'000)});
    REQUIRE(town.take(holding, "return", 5));
    CHECK(town.block() == Block{Money::cents(70'000), Money{}});
    CHECK(town.free() == Money::cents(30'000));
    const auto refused = town.take(waiting, "reserve", 4);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().blockers.at(0).check == "every_slice_covered");
    const auto record = town.events(0);
    CHECK(record.back().step == "block_taken_up");
    CHECK(integer_of(record.back().facts.fields, "freed_by_case") == holding);
    CHECK(integer_of(record.back().facts.fields, "unmet_cents") == 0);
    CHECK(store.verify().empty());
}

TEST_CASE("whoever acts beside a block, nothing is free while something of it is unmet") {
    MemoryStore store{projector_of(shipped().programmes)};
    BlockingTown town{store, "2026-02-02", 500'000};
    std::vector<CaseId> cases;
    for (int i = 0; i < 8; ++i) cases.push_back(in_budget_check(town));
    std::mt19937 chance{20261122};  // the same sequence every time
    const auto any = [&](int below) { return static_cast<int>(chance() % static_cast<unsigned>(below)); };
    std::int64_t blocked = 0, met = 0, appropriation = 500'000;
    for (int i = 0; i < 150; ++i) {
        const CaseId id = cases.at(static_cast<std::size_t>(any(8)));
        const auto cents = std::int64_t{1} + any(200'000);
        switch (any(6)) {
            case 0: blocked += town.change("block", cents) ? cents : 0; break;
            case 1: blocked -= town.change("unblock", cents) ? cents : 0; break;
            case 2: (void)town.take(id, "reserve", 4); break;
            case 3:
                if (town.take(id, "return", 5)) REQUIRE(town.take(id, "recommend", 3, recommendation(2026, 80'000)));
                break;
            case 4: REQUIRE(town.change("appropriation", appropriation += 1 + any(50'000))); break;
            default: town.pass_days(1 + any(2)); break;
        }
        const auto now = town.block();
        INFO("after " << i << " moves");
        REQUIRE(now.whole() == Money::cents(blocked));
        REQUIRE((now.unmet.is_zero() || town.free().is_zero()));
        met += now.unmet.is_zero() ? 1 : 0;
    }
    CHECK(met > 10);   // both have been seen,
    CHECK(met < 140);  // met and unmet
    CHECK_THAT(broken_promises(town, cases), Catch::Matchers::IsEmpty());
    CHECK(store.verify().empty());
}
