#include "properties/town.hpp"
#include "store/memory_store.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

Record over_two_years(std::int64_t first, std::int64_t second) {
    return {{"eligible_cents", 100'000},
            {"financing_type", "proportional"},
            {"rate", "80.00"},
            {"award_cents", 80'000},
            {"slices",
             List{Record{{"year", 2026}, {"amount_cents", first}}, Record{{"year", 2027}, {"amount_cents", second}}}}};
}

void must(const Result<Outcome>& outcome) {
    if (outcome) return;
    std::string why = outcome.error().message.key;
    for (const auto& blocker : outcome.error().blockers) why += " " + blocker.check;
    FAIL(why);
}

CaseId granted(Town& town, std::int64_t first) {
    const CaseId id = town.file_case();
    must(town.take(id, "submit", 1));
    must(town.take(id, "accept", 2));
    must(town.take(id, "recommend", 3, over_two_years(first, 80'000 - first)));
    must(town.take(id, "reserve", 4));
    must(town.take(id, "cosign", 5));
    must(town.take(id, "approve", 6));
    must(town.take(id, "serve", 2, {{"kind", "delivered"}, {"date", to_iso(town.today())}}));
    return id;
}

void annul(Town& town, CaseId id) {
    must(town.take(id, "record_suit", 6,
                   {{"court", "VG Gera"}, {"reference", "1 K 1"}, {"filed_on", to_iso(town.today())}}));
    must(town.take(id, "record_outcome", 6, {{"outcome", "annulled"}, {"date", to_iso(town.today())}}, 2));
}

}  // namespace

TEST_CASE("a judgment frees what was bound for a year whose budget was opened afterwards") {
    MemoryStore store{projector_of(shipped().programmes)};
    Town town{store, "2026-11-02", 1'000'000};
    const CaseId id = granted(town, 30'000);
    town.open_year(2027);
    CHECK(balance_of(town.balances(), {town_line, 2027, 2027, "available"}) == Money::cents(950'000));
    annul(town, id);
    CHECK(balance_of(town.balances(), {town_line, 2027, 2027, "available"}) == Money::cents(1'000'000));
    CHECK(broken_promises(town, {id}).empty());
    CHECK(store.verify().empty());
}

TEST_CASE("a judgment frees what was bound after the next year's budget had been opened already") {
    // What the clerk saw: with a budget for two years in place, the outcome of a suit ended in an incident number.
    MemoryStore store{projector_of(shipped().programmes)};
    Town town{store, "2026-11-02", 1'000'000};
    town.open_year(2027);
    const CaseId id = granted(town, 30'000);
    annul(town, id);
    CHECK(balance_of(town.balances(), {town_line, 2026, 2027, "available"}) == Money::cents(500'000));
    CHECK(broken_promises(town, {id}).empty());
}

TEST_CASE("grants from before and after the opening of a year can both be taken back, in either order") {
    const bool older_first = GENERATE(true, false);
    const auto [older_first_slice,
                newer_first_slice] = GENERATE(table<std::int64_t, std::int64_t>({{30'000, 50'000}, {50'000, 30'000}}));
    MemoryStore store{projector_of(shipped().programmes)};
    Town town{store, "2026-11-02", 1'000'000};
    const CaseId older = granted(town, older_first_slice);
    town.open_year(2027);
    const CaseId newer = granted(town, newer_first_slice);
    annul(town, older_first ? older : newer);
    annul(town, older_first ? newer : older);
    CHECK(town.file(older).held_in("committed").is_zero());
    CHECK(town.file(newer).held_in("committed").is_zero());
    CHECK(broken_promises(town, {older, newer}).empty());
    CHECK(store.verify().empty());
}
