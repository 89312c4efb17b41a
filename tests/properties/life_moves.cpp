#include "properties/life.hpp"

#include <algorithm>

namespace foerderlauf::test {

namespace {

int roll(std::mt19937& dice, int top) { return static_cast<int>(dice() % static_cast<unsigned>(top)); }

std::string ahead(const Life& life, int days) { return to_iso(plus_days(life.today(), days)); }

const Record& given(const MachineFile& machine, const char* step) {
    static const Record nothing;
    const auto found = machine.given.find(step);
    return found == machine.given.end() ? nothing : found->second;
}

Record payment(const Life& life, std::mt19937& dice) {
    const std::int64_t due = std::int64_t{1 + roll(dice, 6)} * 1'000'000 + roll(dice, 7);
    const std::int64_t amount = due * 80 / 100 + (roll(dice, 9) == 0 ? 1 : 0);
    Record fields{{"due_payments", List{row({{"item", "Software"},
                                             {"payee", "Systemhaus"},
                                             {"due", ahead(life, roll(dice, 50))},
                                             {"amount_cents", due}})}},
                  {"amount_cents", amount}};
    if (roll(dice, 6) == 0) fields["iban"] = "DE02120300000000202051";
    return fields;
}

/// Costs of any size, the grant's part the rate of them: the vouchers always add up, the grant may have to fall.
Record proof(const Life& life, std::mt19937& dice) {
    const std::int64_t costs = std::int64_t{1 + roll(dice, 11)} * 1'000'000 + roll(dice, 100);
    const std::int64_t grant = std::min(costs * 80 / 100, life.award());
    return {{"purpose_fulfilled_on", to_iso(life.today())},
            {"narrative", "Fertig."},
            {"costs", List{row({{"item", "Software"}, {"amount_cents", costs}})}},
            {"cover", List{row({{"source", "Haushalt"}, {"kind", "own"}, {"amount_cents", costs - grant}})}},
            {"grant_used_cents", grant},
            {"vouchers", List{row({{"number", "1"},
                                   {"day", to_iso(std::min(life.today(), day("2026-09-01")))},
                                   {"payee", "Systemhaus"},
                                   {"reason", "Lieferung"},
                                   {"amount_cents", costs},
                                   {"item", "Software"}})}}};
}

List slices(std::int64_t award, int year, std::int64_t first) {
    List all;
    if (first > 0) all.emplace_back(row({{"year", year}, {"amount_cents", first}}));
    if (award > first) all.emplace_back(row({{"year", year + 1}, {"amount_cents", award - first}}));
    return all;
}

Record amendment(const Life& life, std::mt19937& dice) {
    Record fields{{"explanation", "Es kam anders."}};
    const int year = static_cast<int>(life.today().year());
    switch (roll(dice, 4)) {
        case 0:
            fields["kind"] = "extension";
            fields["new_end"] = ahead(life, 200 + roll(dice, 500));
            break;
        case 1:
            fields["kind"] = "purpose";
            fields["purpose"] = "Anders genutzt " + std::to_string(roll(dice, 1000));
            break;
        case 2:
            fields["kind"] = "slice_shift";
            fields["slices"] = slices(life.award(), year, life.award() / (1 + roll(dice, 4)));
            break;
        default: {
            const std::int64_t costs = std::int64_t{4 + roll(dice, 9)} * 1'000'000;
            fields["kind"] = "cost_change";
            fields["cost_plan"] = List{
                row({{"item", "Software"}, {"year", year}, {"amount_cents", costs}, {"eligible", true}})};
            fields["financing_plan"] = List{row(
                {{"source", "Haushalt"}, {"kind", "own"}, {"year", year}, {"amount_cents", costs - costs * 80 / 100}})};
            fields["requested_cents"] = costs * 80 / 100;
        }
    }
    return fields;
}

Record examination_of_amendment(const Life& life, const MachineFile& machine, std::mt19937& dice) {
    const auto& asked = given(machine, "request");
    if (text_of(asked, "kind") != "cost_change") return {};
    const std::int64_t award = integer_of(asked, "requested_cents");
    const int year = static_cast<int>(life.today().year());
    const auto& in_force = list_of(life.file().grant, "slices");
    // Half of the time the new slices keep what earlier years got; else they are cut anew and may be refused.
    List cut;
    std::int64_t left = award;
    if (roll(dice, 2) == 0)
        for (const auto& slice : in_force) {
            const auto part = std::min(left, integer_of(*slice.as_record(), "amount_cents"));
            if (part > 0)
                cut.emplace_back(row({{"year", integer_of(*slice.as_record(), "year")}, {"amount_cents", part}}));
            left -= part;
        }
    else {
        cut = slices(award, year, award / 2);
        left = 0;
    }
    if (left > 0 && !cut.empty()) {
        auto last = *cut.back().as_record();
        last["amount_cents"] = integer_of(last, "amount_cents") + left;
        cut.back() = Value{last};
    }
    return {{"eligible_cents", award * 10 / 8}, {"award_cents", award}, {"slices", cut}};
}

Record repayment(const Life& life, const MachineFile& machine, const std::string& step, std::mt19937& dice) {
    if (step == "announce") {
        const auto* proposed = member(given(machine, "open"), "remaining_award_cents").as_integer();
        return {{"ground", roll(dice, 2) == 0 ? "not_for_purpose" : "costs_fell"},
                {"known_on", to_iso(life.today())},
                {"remaining_award_cents", proposed             ? *proposed
                                          : roll(dice, 2) == 0 ? 0
                                                               : life.award() / (1 + roll(dice, 4))},
                {"due", ahead(life, 1 + roll(dice, 30))}};
    }
    if (step == "claim") {
        Record fields{{"remaining_award_cents",
                       std::min(life.award(), integer_of(given(machine, "announce"), "remaining_award_cents"))},
                      {"due", ahead(life, 30)}};
        if (roll(dice, 2) == 0) fields["no_interest_reason"] = "Kein Verschulden.";
        else {
            fields["interest_from"] = "2026-09-01";
            fields["interest_to"] = to_iso(life.today());
        }
        return fields;
    }
    if (step == "confirm_payment") {
        const auto& claim = given(machine, "claim");
        const auto& back = given(machine, "confirm_payment");
        const auto owed = integer_of(claim, "principal_cents") - integer_of(back, "returned_cents");
        const auto interest = integer_of(claim, "interest_cents") - integer_of(back, "interest_returned_cents");
        const bool all = roll(dice, 2) == 0;
        return {{"value_date", to_iso(life.today())},
                {"amount_cents", all ? owed : owed / 2 + roll(dice, 2)},
                {"interest_cents", all ? interest : std::int64_t{0}}};
    }
    if (step == "serve_claim") return {{"kind", "post"}, {"date", to_iso(life.today())}};
    if (step == "answer") return {{"text", "Bitte nicht."}};
    if (step == "agree_instalments") {
        const auto owed = integer_of(given(machine, "claim"), "principal_cents") +
                          integer_of(given(machine, "claim"), "interest_cents");
        return {{"default_after", "14 days"},
                {"instalments",
                 List{row({{"due", ahead(life, 30)}, {"amount_cents", std::max<std::int64_t>(1, owed / 2)}}),
                      row({{"due", ahead(life, 60)}, {"amount_cents", std::max<std::int64_t>(1, owed - owed / 2)}})}}};
    }
    if (step == "defer") return {{"due", ahead(life, 60)}};
    return {};
}

}  // namespace

Record fields_for(const Life& life, const MachineFile& machine, const std::string& step, std::mt19937& dice) {
    if (machine.name == "payment-request") {
        if (step == "submit") return payment(life, dice);
        const auto asked = integer_of(given(machine, "submit"), "amount_cents");
        const auto approved = integer_of(given(machine, "certify_arithmetic"), "approved_cents");
        if (step == "certify_arithmetic" && roll(dice, 4) == 0)
            return {{"approved_cents", std::max<std::int64_t>(1, asked / 2)}, {"reduction_reason", "Ein Beleg fehlt."}};
        if (step == "certify_arithmetic") return {{"approved_cents", asked}};
        if (step == "confirm_payment") return {{"value_date", to_iso(life.today())}};
        if (step == "report_use")
            return {{"used_cents", roll(dice, 4) == 0 ? approved / 2 : approved}, {"used_on", to_iso(life.today())}};
    }
    if (machine.name == "proof-of-use" && step == "submit") return proof(life, dice);
    if (machine.name == "interim-report" && step == "submit")
        return {{"up_to", to_iso(life.today())},
                {"narrative", "Läuft."},
                {"costs", List{row({{"item", "Software"}, {"amount_cents", 1'000'000}})}},
                {"grant_used_cents", 0}};
    if (step == "examine" && machine.name == "amendment") return examination_of_amendment(life, machine, dice);
    if (step == "examine" && machine.name == "interim-report") return {{"note", "Schlüssig."}};
    if (step == "examine") {
        Record fields{{"depth", "cursory"},
                      {"purpose_reached", roll(dice, 8) == 0 ? "missed" : "reached"},
                      {"note", "Schlüssig."}};
        if (roll(dice, 3) == 0)
            fields["cuts"] = List{
                row({{"item", "Software"}, {"amount_cents", 500'000}, {"reason", "Laufender Betrieb."}})};
        return fields;
    }
    if (step == "object") return {{"items", List{row({{"text", "Beleg 1"}})}}, {"due", ahead(life, 20)}};
    if (machine.name == "amendment" && step == "request") return amendment(life, dice);
    if (machine.name == "notification" && step == "submit") return {{"kind", "costs"}, {"text", "Es wird günstiger."}};
    if (step == "correct") return {{"what", "text"}, {"field", "project_title"}, {"new_text", "Schnittstelle"}};
    if (machine.name == "repayment") return repayment(life, machine, step, dice);
    if (step == "record_suit")
        return {{"court", "VG Gera"}, {"reference", "1 K 1"}, {"filed_on", to_iso(life.today())}};
    if (step == "record_outcome")
        return {{"outcome", roll(dice, 3) == 0 ? "annulled" : "dismissed"}, {"date", to_iso(life.today())}};
    if (step == "report_end") return {{"ended_on", to_iso(life.today())}, {"text", "Aufgegeben."}};
    return {};
}

void move(Life& life, std::mt19937& dice) {
    const auto kind = roll(dice, 100);
    const auto any_hand = [&]() -> const Hand& {
        const auto& pool = roll(dice, 5) == 0 ? second_hands() : hands();
        return pool[static_cast<std::size_t>(roll(dice, static_cast<int>(pool.size())))];
    };
    if (kind < 10) return life.pass(1 + roll(dice, kind < 1 ? 400 : 30));
    if (kind < 24) {
        static const std::vector<std::string> children = {"payment-request", "payment-request", "payment-request",
                                                          "amendment",       "proof-of-use",    "interim-report",
                                                          "repayment",       "notification",    "correction"};
        const auto& child = children[static_cast<std::size_t>(roll(dice, 9))];
        const bool by_authority = child == "repayment" || child == "correction";
        (void)life.open(hand(by_authority ? "entscheidung" : "gemeinde"), child);
        return;
    }
    // A step that leads out of where a machine stands, by somebody who holds the duty, mostly.
    const auto& machines = life.file().machines;
    // Where money is owed, that is what is talked about: such a claim is rare enough.
    const auto owing = std::ranges::find_if(
        machines, [](const MachineFile& one) { return one.name == "repayment" && one.state == "claimed"; });
    const auto& machine = owing != machines.end() && roll(dice, 2) == 0
                              ? *owing
                              : machines[static_cast<std::size_t>(roll(dice, static_cast<int>(machines.size())))];
    std::vector<const Step*> steps;  // what leads on stands there more often than what gives up
    for (const auto& step : egov().machine(machine.name)->steps)
        if (step.leads_from(machine.state) && step.name != "record_suit")
            steps.insert(steps.end(), step.primary ? 6 : 1, &step);
    if (machine.id == 1 && kind < 97) return;  // what the application itself does comes seldom
    if (steps.empty() || kind == 99) {
        if (kind > 95)
            (void)life.take(hand("entscheidung"), "record_suit", 1, fields_for(life, machines[0], "record_suit", dice));
        return;
    }
    const auto& step = *steps[static_cast<std::size_t>(roll(dice, static_cast<int>(steps.size())))];
    const Hand* who = &any_hand();
    for (int i = 0; i < 40 && !std::ranges::any_of(step.by, [&](const auto& duty) { return who->actor.has(duty); });
         ++i)
        who = &any_hand();
    const auto id = machine.id;
    auto fields = fields_for(life, machine, step.name, dice);
    (void)life.take(*who, step.name, id, std::move(fields));
}

}  // namespace foerderlauf::test
