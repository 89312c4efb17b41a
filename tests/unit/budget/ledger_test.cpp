#include "budget/ledger.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <rapidcheck.h>

using namespace foerderlauf;

namespace {

const std::string line = "16 90/633 01";

LedgerAccount account(int budget_year, int due_year, std::string stage) {
    return {line, budget_year, due_year, std::move(stage)};
}

Posting posting(std::int64_t cents, LedgerAccount from, LedgerAccount to, std::string kind = {}) {
    return {Money::cents(cents), std::move(from), std::move(to), std::move(kind)};
}

/// 1,000.00 for 2026, and commitment appropriations of 2026: 500.00 for 2027 and 300.00 for 2028.
Balances of_2026() {
    return {{account(2026, 2026, "available"), Money::cents(100000)},
            {account(2026, 2027, "available"), Money::cents(50000)},
            {account(2026, 2028, "available"), Money::cents(30000)}};
}

std::vector<YearlySlice> slices(std::initializer_list<std::pair<int, std::int64_t>> given) {
    std::vector<YearlySlice> result;
    for (const auto& [year, cents] : given) result.push_back({year, Money::cents(cents)});
    return result;
}

}  // namespace

TEST_CASE("a booking moves money and loses none") {
    auto balances = of_2026();
    REQUIRE(book(balances, {posting(40000, account(2026, 2026, "available"), account(2026, 2026, "reserved")),
                            posting(15000, account(2026, 2026, "reserved"), account(2026, 2026, "committed"))}));
    CHECK(balance_of(balances, account(2026, 2026, "available")).in_cents() == 60000);
    CHECK(balance_of(balances, account(2026, 2026, "reserved")).in_cents() == 25000);
    CHECK(balance_of(balances, account(2026, 2026, "committed")).in_cents() == 15000);
    CHECK(balance_of(balances, account(2026, 2026, "paid")).is_zero());
}

TEST_CASE("money from and to outside needs no account there") {
    Balances balances;
    REQUIRE(book(balances,
                 {posting(100, account(2026, 2026, "outside"), account(2026, 2026, "available"), "appropriation")}));
    REQUIRE(book(balances, {posting(30, account(2026, 2026, "available"), account(2026, 2026, "outside"), "block")}));
    CHECK(balances == Balances{{account(2026, 2026, "available"), Money::cents(70)}});
}

TEST_CASE("a booking that one posting would take below zero books nothing at all") {
    auto balances = of_2026();
    const auto refused = book(balances,
                              {posting(100000, account(2026, 2026, "available"), account(2026, 2026, "reserved")),
                               posting(50001, account(2026, 2027, "available"), account(2026, 2027, "reserved"))});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message ==
          Message{"ledger.below_zero", {{"account", "16 90/633 01|2026|2027|available"}, {"missing_cents", 1}}});
    CHECK(balances == of_2026());
}

TEST_CASE("postings are booked in order: what comes in later cannot be spent earlier") {
    Balances balances;
    const auto in = posting(100, account(2026, 2026, "outside"), account(2026, 2026, "available"));
    const auto out = posting(100, account(2026, 2026, "available"), account(2026, 2026, "reserved"));
    CHECK_FALSE(book(balances, {out, in}));
    CHECK(balances.empty());
    CHECK(book(balances, {in, out}));
}

TEST_CASE("an amount of nothing, less than nothing or beyond all measure is not booked") {
    auto [cents] = GENERATE(table<std::int64_t>({{0}, {-1}, {max_cents + 1}}));
    auto balances = of_2026();
    const auto refused = book(balances,
                              {posting(cents, account(2026, 2026, "outside"), account(2026, 2026, "available"))});
    CHECK(refusal_of(refused) == "ledger.amount");
    CHECK(balances == of_2026());
}

TEST_CASE("whatever is booked, no account falls below zero and the whole stays the whole") {
    CHECK(rc::check("for every list of postings", [] {
        static const std::array<std::string, 4> stages = {"available", "reserved", "committed", "outside"};
        auto balances = of_2026();
        const auto before = balances;
        std::vector<Posting> postings;
        for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
            const auto stage = [] { return stages[*rc::gen::inRange<std::size_t>(0, stages.size())]; };
            const auto year = [] { return *rc::gen::inRange(2026, 2029); };
            postings.push_back(posting(*rc::gen::inRange<std::int64_t>(-10, 60000), account(2026, year(), stage()),
                                       account(2026, year(), stage())));
        }
        Money expected = Money::cents(180000);
        for (const auto& one : postings) {
            if (one.from.stage == "outside") expected += one.amount;
            if (one.to.stage == "outside") expected -= one.amount;
        }
        if (!book(balances, postings)) {
            RC_ASSERT(balances == before);
            return;
        }
        Money whole;
        for (const auto& [name, amount] : balances) {
            RC_ASSERT(amount >= Money{});
            RC_ASSERT(name.stage != "outside");
            whole += amount;
        }
        RC_ASSERT(whole == expected);
    }));
}

TEST_CASE("a slice of this year draws on the appropriation, a later one on the commitment appropriation") {
    CHECK(shortfalls(of_2026(), line, 2026, slices({{2026, 100000}, {2027, 50000}, {2028, 30000}})).empty());

    const auto missing = shortfalls(of_2026(), line, 2026,
                                    slices({{2028, 30001}, {2026, 100400}, {2027, 50000}, {2025, 70}}));
    REQUIRE(missing.size() == 3);
    CHECK(missing[0].year == 2025);
    CHECK(missing[0].in_past_year);
    CHECK(missing[0].missing.in_cents() == 70);
    CHECK_FALSE(missing[0].commitment_appropriation);
    CHECK(missing[1].year == 2026);
    CHECK(missing[1].missing.in_cents() == 400);
    CHECK_FALSE(missing[1].commitment_appropriation);
    CHECK_FALSE(missing[1].in_past_year);
    CHECK(missing[2].year == 2028);
    CHECK(missing[2].missing.in_cents() == 1);
    CHECK(missing[2].commitment_appropriation);
}

TEST_CASE("two slices of one year must fit together") {
    const auto missing = shortfalls(of_2026(), line, 2026, slices({{2027, 30000}, {2027, 30000}}));
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].missing.in_cents() == 10000);
}

TEST_CASE("a year ahead without a commitment appropriation, and another line, cover nothing") {
    CHECK(shortfalls(of_2026(), line, 2026, slices({{2029, 1}})).size() == 1);
    CHECK(shortfalls(of_2026(), "17 20/613 01", 2026, slices({{2026, 1}})).size() == 1);
    // The commitment appropriation of 2026 for 2027 is not 2027's own money.
    CHECK(shortfalls(of_2026(), line, 2027, slices({{2027, 1}})).size() == 1);
}

TEST_CASE("slices move from stage to stage, and what a case holds goes back") {
    auto balances = of_2026();
    const auto wanted = slices({{2026, 100}, {2027, 0}, {2028, 300}});
    const auto reserve = moves(line, 2026, wanted, "available", "reserved");
    CHECK(reserve.size() == 2);  // a slice of nothing needs no posting
    REQUIRE(book(balances, reserve));
    Balances held{{account(2026, 2026, "reserved"), Money::cents(100)},
                  {account(2026, 2028, "reserved"), Money::cents(300)},
                  {account(2026, 2028, "committed"), Money::cents(5)},
                  {account(2026, 2027, "reserved"), Money{}}};
    const auto release = releases(held, "reserved");
    CHECK(release.size() == 2);
    REQUIRE(book(balances, release));
    for (const auto& [name, amount] : of_2026()) CHECK(balance_of(balances, name) == amount);
    CHECK(releases(held, "called").empty());
}
