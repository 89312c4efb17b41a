// Money comes back, over HTTP: heard, claimed with interest over a change of the base rate, paid in two parts, closed.
#include "http/life/settled_case.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

json hearing() {
    return {{"ground", "costs_fell"},
            {"known_on", "2025-06-02"},
            {"remaining_award_cents", 7'200'000},
            {"due", "2025-07-02"}};
}

/// 8,000.00 bear 5 points above the base rate: 30 days at 7.27 % (2.27 % until June 2025) and 365 days at 6.27 % (1.27 % from
/// July 2025 to June 2026): 8,000 × (0.0727 × 30 + 0.0627 × 365) / 365 = 549.4027… euros.
json claim(const char* interest_to = "2026-06-30") {
    return {{"remaining_award_cents", 7'200'000},
            {"due", "2026-08-31"},
            {"interest_from", "2025-06-01"},
            {"interest_to", interest_to}};
}
constexpr std::int64_t interest_cents = 54'940;

json payment(std::int64_t principal, std::int64_t interest) {
    return {{"value_date", "2026-07-20"}, {"amount_cents", principal}, {"interest_cents", interest}};
}

/// The repayment heard and answered; it is 20 July 2026, when the base rate from 1 July on is not known yet.
struct Heard : SettledCase {
    Heard() {
        report_less_than_planned();
        accept_what_was_reported();
        take("entscheidung", "repayment", "announce", hearing(), "Die Ausgaben sind geringer.");
        take("zeichner", "repayment", "answer", {{"text", "Wir zahlen zurück."}});
        server.travel_to("2026-07-20");
    }
};

bool cashier_waits_for(SettledCase& life) {
    const auto items = life.server.get("kasse", "/cases?duty=cashier").data().at("items");
    return std::ranges::any_of(items, [&](const json& item) { return item.at("id") == life.id; });
}

}  // namespace

TEST_CASE("what was paid too much comes back with interest in two parts, and the case is closed") {
    Heard life;
    life.take("entscheidung", "repayment", "claim", claim(), "Wie angehört.");
    const json claimed = life.machine("repayment").at("given").at("claim");
    CHECK(claimed.at("principal_cents") == 800'000);
    CHECK(claimed.at("interest_cents") == interest_cents);
    CHECK(claimed.at("periods").at(0).at("days") == 30);
    CHECK(claimed.at("periods").at(0).at("rate_hundredths") == 727);
    CHECK(claimed.at("periods").at(1).at("rate_hundredths") == 627);
    CHECK(cashier_waits_for(life));

    life.take("kasse", "repayment", "confirm_payment", payment(500'000, 0));
    CHECK(life.machine("repayment").at("state") == "claimed");
    CHECK(life.now().at("money").at("repaid_cents") == 500'000);
    life.take("kasse", "repayment", "confirm_payment", payment(300'000, interest_cents));
    CHECK(life.machine("repayment").at("state") == "settled");
    CHECK_FALSE(cashier_waits_for(life));
    CHECK(life.now().at("money").at("paid_cents") == 8'000'000);  // what was ever paid
    CHECK(life.now().at("money").at("repaid_cents") == 800'000);

    const auto closed = life.server.step("entscheidung", life.id, "close");
    INFO(closed.body);
    CHECK(closed.status == 200);
    CHECK(closed.data().at("state") == "closed");
    CHECK(life.server.house().store.verify().empty());
}

TEST_CASE("a day whose base rate nobody entered is not guessed: the refusal asks for the rate") {
    Heard life;
    const auto refused = life.attempt("entscheidung", "repayment", "claim", claim("2026-07-15"), "Wie angehört.");
    CHECK(refused.status == 409);
    const auto blocker = refused.data().at("blockers").at(0);
    CHECK(blocker.at("check") == "interest_known");
    CHECK_THAT(blocker.at("message").get<std::string>(), ContainsSubstring("Basiszinssatz"));
    CHECK(life.machine("repayment").at("state") == "hearing");
    CHECK(life.attempt("entscheidung", "repayment", "claim", claim(), "Wie angehört.").status == 200);
}

TEST_CASE("no more comes back than is owed, and only the cashier confirms it") {
    Heard life;
    CHECK(life.attempt("kasse", "repayment", "claim", claim(), "Wie angehört.").status == 403);
    life.take("entscheidung", "repayment", "claim", claim(), "Wie angehört.");
    CHECK(life.attempt("entscheidung", "repayment", "confirm_payment", payment(1, 0)).status == 403);
    for (const auto& [principal, interest, field] : std::vector<std::tuple<std::int64_t, std::int64_t, std::string>>{
             {800'001, 0, "amount_cents"}, {0, interest_cents + 1, "interest_cents"}}) {
        const auto refused = life.attempt("kasse", "repayment", "confirm_payment", payment(principal, interest));
        CHECK(refused.status == 422);
        CHECK(refused.data().at("fields").contains(field));
    }
    life.take("kasse", "repayment", "confirm_payment", payment(799'999, 0));
    CHECK(life.attempt("kasse", "repayment", "confirm_payment", payment(2, 0)).status == 422);
}

TEST_CASE("a case is not closed while a repayment is asked for") {
    Heard life;
    life.take("entscheidung", "repayment", "claim", claim(), "Wie angehört.");
    const auto refused = life.server.step("entscheidung", life.id, "close");
    CHECK(refused.status == 409);
    CHECK(refused.data().at("blockers").at(0).at("check") == "all_settled");
    CHECK(life.machine("repayment").at("state") == "claimed");
}

TEST_CASE("what is claimed without interest says why") {
    Heard life;
    const auto silent = life.attempt("entscheidung", "repayment", "claim",
                                     {{"remaining_award_cents", 7'200'000}, {"due", "2026-08-31"}}, "Wie angehört.");
    CHECK(silent.status == 422);
    CHECK(silent.data().at("fields").contains("no_interest_reason"));
}
