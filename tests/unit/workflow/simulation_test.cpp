// What granting would do to the ledger, tried on values: the engine's own words, the ledger's own bookings, nothing changed.
#include "unit/workflow/checks_ask.hpp"
#include "unit/workflow/load_shipped.hpp"
#include "workflow/simulation.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const std::string line = "16 90/633 01";
LedgerAccount at(int due, const std::string& stage) { return {line, 2026, due, stage}; }

/// 80.00 recommended, 30.00 of it in 2026; 100.00 free in 2026, 50.00 of commitment appropriation for 2027.
struct Simulated : Asking {
    Simulated() {
        recommend({slice(2026, 3000), slice(2027, 5000)});
        take("recommend", 4);
        file.forms["application"] = {{"funding_object", "2c"},
                                     {"requested_cents", 8000},
                                     {"cost_plan", List{cost(10000)}},
                                     {"financing_plan", List{cover("own", 2000)}}};
        balances = {{at(2026, "available"), Money::cents(10000)}, {at(2027, "available"), Money::cents(5000)}};
        situation.balances = &balances;
    }
    void take(const std::string& taken, std::int64_t seq) {
        Taken entry;
        entry.seq = seq;
        entry.step = taken;
        file.history.push_back(entry);
    }
    void recommend(List slices) {
        file.machines[0].given["recommend"] = {{"eligible_cents", 10000},
                                               {"financing_type", "proportional"},
                                               {"rate", "80.00"},
                                               {"award_cents", 8000},
                                               {"slices", std::move(slices)}};
    }
    void reserve() {
        file.held = {{at(2026, "reserved"), Money::cents(3000)}, {at(2027, "reserved"), Money::cents(5000)}};
        balances[at(2026, "reserved")] = Money::cents(3000);
        balances[at(2027, "reserved")] = Money::cents(5000);
        balances[at(2026, "available")] -= Money::cents(3000);
        balances[at(2027, "available")] -= Money::cents(5000);
    }
    SimulatedReservation tried(std::int64_t cents) const {
        return simulate_reservation(*definition, file, situation, line, Money::cents(cents));
    }
    std::vector<std::string> blocked(std::int64_t cents) const {
        std::vector<std::string> checks;
        for (const auto& blocker : tried(cents).blockers) {
            CHECK(words().knows(blocker.message.key));
            CHECK(!blocker.source.empty());
            checks.push_back(blocker.check);
        }
        return checks;
    }
};

using Checks = std::vector<std::string>;

}  // namespace

TEST_CASE("what is recommended would be reserved in its years, and nothing of the case changes") {
    Simulated case_file;
    const auto before = case_file.file.held;
    const auto tried = case_file.tried(8000);
    CHECK(tried.blockers.empty());
    CHECK(tried.slices == std::vector<YearlySlice>{{2026, Money::cents(3000)}, {2027, Money::cents(5000)}});
    CHECK(tried.postings ==
          std::vector<Posting>{{Money::cents(3000), at(2026, "available"), at(2026, "reserved"), {}},
                               {Money::cents(5000), at(2027, "available"), at(2027, "reserved"), {}}});
    CHECK(case_file.file.held == before);
    CHECK(case_file.file.main().state == "decision_ready");
}

TEST_CASE("another amount is spread over the years of the recommendation") {
    const Simulated case_file;
    CHECK(case_file.tried(4000).slices ==
          std::vector<YearlySlice>{{2026, Money::cents(1500)}, {2027, Money::cents(2500)}});
}

TEST_CASE("a case that has reserved gives it back first and does not ask for the money twice") {
    Simulated case_file;
    case_file.reserve();
    const auto tried = case_file.tried(8000);
    CHECK(tried.blockers.empty());
    auto balances = case_file.balances;
    REQUIRE(book(balances, tried.postings));
    CHECK(balances == case_file.balances);  // the same money stands where it stood
}

TEST_CASE("what the ledger does not have is refused in the words of the step that reserves") {
    Simulated case_file;
    case_file.balances[at(2026, "available")] = Money::cents(2999);
    CHECK(case_file.blocked(8000) == Checks{"every_slice_covered"});
    case_file.balances[at(2027, "available")] = Money::cents(4999);
    CHECK(case_file.blocked(8000) == Checks{"every_slice_covered", "every_slice_covered"});
    CHECK(case_file.tried(8000).postings.empty());
    CHECK(case_file.tried(8000).slices.size() == 2);
}

TEST_CASE("what no notice may grant is refused too: more than was asked for, a slice of a past year") {
    Simulated case_file;
    case_file.balances[at(2027, "available")] = Money::cents(9000);
    CHECK(case_file.blocked(8001) ==
          Checks{"award_within", "award_within", "award_within"});  // request, rate, financing
    case_file.recommend({slice(2025, 8000)});
    CHECK(case_file.blocked(8000) == Checks{"slice_in_past_year"});
}

TEST_CASE("provisional budget management is no blocker of a simulation: the reason is given in the step") {
    Simulated case_file;
    case_file.situation.provisional_lines = {line};
    CHECK(case_file.blocked(8000).empty());
}

TEST_CASE("what was recommended once and is to be refused now is counted from the plan, like what nobody recommended") {
    Simulated case_file;
    CHECK(prospect_of(*case_file.definition, case_file.file, case_file.situation).recommended);
    case_file.take("recommend_refusal", 5);
    const auto prospect = prospect_of(*case_file.definition, case_file.file, case_file.situation);
    CHECK_FALSE(prospect.recommended);
    CHECK(prospect.award == Money::cents(8000));
    CHECK(case_file.tried(8000).blockers.empty());
}

TEST_CASE("a programme whose cases reserve nothing is not simulated") {
    CHECK(reserves_money(egov()));
    CHECK(reserves_money(fag()));
    const auto call = load_definition(read_bundle(SOURCE_DIR "/workflows", "projektaufruf")).value();
    CHECK_FALSE(reserves_money(call));
}
