// A payment request (Mittelabruf): money that is moved, and interest that is proposed.
#include "unit/workflow/checks_ask.hpp"

#include "workflow/consequences.hpp"

namespace foerderlauf::test {

namespace {

constexpr MachineId the_request = 2;
const std::string line = "16 90/633 01";

/// A case that runs, with a payment request in it.
struct Paying {
    CaseFile file = empty_case(1);
    Situation situation;
    Actor actor{7, 7, {"cashier"}};
    Record input;
    std::string duty = "cashier";
    std::optional<std::string> reason;
    BaseRates rates{load_base_rates(SOURCE_DIR "/config/base-rates.yaml")};

    explicit Paying(std::string_view today) {
        file.machines[0] = {1, "application", "running", noon("2026-01-02"), {}};
        file.grant = {{"award_cents", 1'000'000}};
        file.machines.push_back({the_request, "payment-request", "paid", noon(today), {}});
        situation.now = noon(today);
        situation.today = day(today);
        situation.calendar = &holidays();
        situation.base_rates = &rates;
    }

    Event taken(const std::string& step, void (*effect)(const Taking&, const Value&, Event&),
                const Record& argument) const {
        const auto& machine = *egov().machine("payment-request");
        Event event;
        effect({egov(), file, situation, machine, *file.machine(the_request), *machine.step(step), actor, duty, input,
                reason},
               argument, event);
        return event;
    }
};

const Record proposal{{"paid", "certify_arithmetic.approved_cents"},
                      {"paid_on", "confirm_payment.value_date"},
                      {"used", "report_use.used_cents"},
                      {"used_on", "report_use.used_on"},
                      {"window", "use"}};

Paying paid_ten_thousand(std::string_view today) {
    Paying paying{today};
    auto& given = paying.file.machines.back().given;
    given["certify_arithmetic"] = {{"approved_cents", 1'000'000}};
    given["confirm_payment"] = {{"value_date", "2026-01-01"}};
    paying.file.deadlines = {{"use", the_request, day("2026-01-01"), day("2026-03-02"), "", "", "applicant_signatory"}};
    return paying;
}

Posting moved(std::int64_t cents, int budget_year, int due_year, const std::string& from, const std::string& to) {
    return {Money::cents(cents), {line, budget_year, due_year, from}, {line, budget_year, due_year, to}};
}

}  // namespace

TEST_CASE("money used after its window is proposed for interest from the day of payment") {
    // Ten thousand euros, 1 January to 30 June 2026, 181 days at 6.27 %: 310.92 (domain.md § 3.6).
    auto paying = paid_ten_thousand("2026-07-01");
    paying.input = {{"used_cents", 1'000'000}, {"used_on", "2026-06-30"}};
    const auto event = paying.taken("report_use", propose_interest, proposal);
    const auto& parts = list_of(event.facts.values, "interest_proposal");
    REQUIRE(parts.size() == 1);
    CHECK(integer_of(*parts[0].as_record(), "interest_cents") == 31'092);
    CHECK(integer_of(*parts[0].as_record(), "amount_cents") == 1'000'000);
    CHECK(list_of(*parts[0].as_record(), "periods").size() == 1);
}

TEST_CASE("money used within its window is proposed for nothing") {
    auto paying = paid_ten_thousand("2026-03-02");
    paying.input = {{"used_cents", 1'000'000}, {"used_on", "2026-03-02"}};
    CHECK(paying.taken("report_use", propose_interest, proposal).facts.values.empty());
}

TEST_CASE("money not used at all is proposed for interest up to today, and a missing base rate is named") {
    auto paying = paid_ten_thousand("2026-07-01");
    paying.input = {{"used_cents", 400'000}, {"used_on", "2026-02-02"}};
    const auto event = paying.taken("report_use", propose_interest, proposal);
    const auto& parts = list_of(event.facts.values, "interest_proposal");
    REQUIRE(parts.size() == 1);
    CHECK(integer_of(*parts[0].as_record(), "amount_cents") == 600'000);
    CHECK(text_of(*parts[0].as_record(), "missing") == "interest.rate_unknown");
}

TEST_CASE("only what is due this year is called, and all of it goes back") {
    Paying paying{"2026-05-04"};
    paying.file.held = {{{line, 2026, 2026, "committed"}, Money::cents(3000)},
                        {{line, 2026, 2027, "committed"}, Money::cents(5000)}};
    paying.input = {{"amount_cents", 4000}};
    const auto call = paying.taken("submit", move_money,
                                   {{"from", "committed"}, {"to", "called"}, {"amount", "submit.amount_cents"}});
    CHECK(call.facts.postings == std::vector<Posting>{moved(3000, 2026, 2026, "committed", "called")});

    paying.file.held = {{{line, 2026, 2026, "called"}, Money::cents(3000)}};
    paying.input.clear();
    const auto back = paying.taken("return", move_money, {{"from", "called"}, {"to", "committed"}});
    CHECK(back.facts.postings == std::vector<Posting>{moved(3000, 2026, 2026, "called", "committed")});

    paying.file.grant.clear();  // a judgment took the grant away: nothing binds the money any more
    const auto freed = paying.taken("reject", move_money, {{"from", "called"}, {"to", "committed"}});
    CHECK(freed.facts.postings == std::vector<Posting>{moved(3000, 2026, 2026, "called", "available")});
}

}  // namespace foerderlauf::test
