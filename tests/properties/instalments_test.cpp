// A claim that is paid in instalments, whatever comes in when: the clock stands at the first instalment that is not covered.
#include "properties/life.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

constexpr std::int64_t owed = 4'000'000;

struct Instalment {
    Date due;
    std::int64_t cents;
};

void must(Life& life, const char* who, const char* step, MachineId machine, Record fields = {}) {
    const auto outcome = life.take(hand(who), step, machine, std::move(fields));
    INFO(step);
    if (!outcome)
        for (const auto& [field, message] : outcome.error().fields) UNSCOPED_INFO(field << " " << message.key);
    REQUIRE(outcome);
}

MachineId opened(Life& life, const char* who, const char* machine) {
    REQUIRE(life.open(hand(who), machine));
    return life.file().machines.back().id;
}

/// 40,000.00 were paid and are claimed back as a whole, without interest.
Life claimed() {
    Life life = Life::running();
    const auto payment = opened(life, "gemeinde", "payment-request");
    must(life, "zeichner", "submit", payment,
         {{"due_payments", List{row({{"item", "Software"},
                                     {"payee", "Systemhaus"},
                                     {"due", to_iso(plus_days(life.today(), 20))},
                                     {"amount_cents", 5'000'000}})}},
          {"amount_cents", owed}});
    must(life, "fach", "certify_factual", payment);
    must(life, "formal", "certify_arithmetic", payment, {{"approved_cents", owed}});
    must(life, "haushalt", "order", payment);
    must(life, "kasse", "confirm_payment", payment, {{"value_date", to_iso(life.today())}});
    const auto repayment = opened(life, "entscheidung", "repayment");
    must(life, "entscheidung", "announce", repayment,
         {{"ground", "not_for_purpose"},
          {"known_on", to_iso(life.today())},
          {"remaining_award_cents", 0},
          {"due", to_iso(plus_days(life.today(), 14))}});
    life.pass(15);
    must(life, "entscheidung", "claim", repayment,
         {{"remaining_award_cents", 0},
          {"due", to_iso(plus_days(life.today(), 30))},
          {"no_interest_reason", "Kein Verschulden."}});
    must(life, "formal", "serve_claim", repayment, {{"kind", "delivered"}, {"date", to_iso(life.today())}});
    return life;
}

/// Two to six parts of the claim at rising days.
std::vector<Instalment> cut(const Life& life, std::mt19937& dice) {
    std::vector<Instalment> parts;
    const auto count = 2 + dice() % 5U;
    std::int64_t left = owed;
    Date due = life.today();
    for (unsigned i = 0; i < count; ++i) {
        due = plus_days(due, 1 + static_cast<int>(dice() % 60U));
        const auto cents = i + 1 == count ? left : 1 + static_cast<std::int64_t>(dice() % 600'000U);
        parts.push_back({due, cents});
        left -= cents;
    }
    return parts;
}

/// Told by hand: instalments are met in the order of their days.
std::optional<Date> first_open(const std::vector<Instalment>& parts, std::int64_t received) {
    for (const auto& part : parts) {
        if (received < part.cents) return part.due;
        received -= part.cents;
    }
    return std::nullopt;
}

std::optional<Date> running(const Life& life, const std::string& name) {
    for (const auto& deadline : life.file().deadlines)
        if (deadline.name == name) return deadline.due;
    return std::nullopt;
}

}  // namespace

TEST_CASE("the clock of instalments stands at the first that is not covered, and a clause calls the rest") {
    const Life start = claimed();
    const auto repayment = start.file().machines.back().id;
    int called = 0, settled = 0;
    for (unsigned number = 1; number <= 300; ++number) {
        std::mt19937 dice{number};
        Life life = start;
        const auto parts = cut(life, dice);
        List rows;
        for (const auto& part : parts)
            rows.emplace_back(row({{"due", to_iso(part.due)}, {"amount_cents", part.cents}}));
        const bool clause = dice() % 2U == 0;
        Record fields{{"instalments", std::move(rows)}};
        if (clause) fields["default_after"] = "14 days";
        must(life, "entscheidung", "agree_instalments", repayment, std::move(fields));
        std::int64_t received = 0;
        bool lost = false;  // the right to pay in instalments
        while (received < owed) {
            CAPTURE(number, received, to_iso(life.today()));
            REQUIRE(life.file().machine(repayment)->state == "claimed");
            CHECK(life.file().held_in("repaid").in_cents() == received);
            const auto open = first_open(parts, received);
            lost = lost || running(life, "repayment_due").has_value();
            if (lost) CHECK_FALSE(running(life, "instalment_due"));
            else CHECK(running(life, "instalment_due") == open);
            // Fourteen days, and a few more where they end on a week-end with holidays beside it.
            if (clause && life.today() > plus_days(*open, 14 + 6)) CHECK(lost);
            if (!clause) CHECK_FALSE(lost);
            if (dice() % 3U == 0) life.pass(1 + static_cast<int>(dice() % 40U));
            const auto part = std::min(owed - received, 1 + static_cast<std::int64_t>(dice() % 900'000U));
            must(life, "kasse", "confirm_payment", repayment,
                 {{"value_date", to_iso(life.today())}, {"amount_cents", part}});
            received += part;
        }
        CHECK(life.file().machine(repayment)->state == "settled");
        CHECK_FALSE(running(life, "instalment_due"));
        called += lost ? 1 : 0;
        settled += lost ? 0 : 1;
    }
    CHECK(called > 10);
    CHECK(settled > 10);
}
