// The way out: from wherever a case stands, the accounts of contract § 2 can end it.
#include "properties/life.hpp"

#include <algorithm>

namespace foerderlauf::test {

namespace {

struct WayOut {
    const char* machine;
    const char* state;
    const char* step;
    const char* who;
};

/// What an office does that wants to be done with a case, state by state.
const std::vector<WayOut>& ways_out() {
    static const std::vector<WayOut> ways = {
        {"court-case", "pending", "record_outcome", "entscheidung"},
        {"payment-request", "draft", "drop", "gemeinde"},
        {"payment-request", "submitted", "reject", "formal"},
        {"payment-request", "factually_certified", "reject", "formal"},
        {"payment-request", "certified", "reject", "formal"},
        {"payment-request", "ordered", "cancel_order", "haushalt"},
        {"payment-request", "paid", "report_use", "zeichner"},
        {"amendment", "draft", "drop", "gemeinde"},
        {"amendment", "requested", "drop", "zeichner"},
        {"amendment", "budget_check", "refuse", "entscheidung"},
        {"amendment", "cosigning", "refuse", "entscheidung"},
        {"amendment", "decision_ready", "refuse", "entscheidung"},
        {"interim-report", "draft", "drop", "gemeinde"},
        {"interim-report", "submitted", "examine", "verwendung"},
        {"interim-report", "objected", "submit", "zeichner"},
        {"interim-report", "examined", "accept", "entscheidung"},
        {"proof-of-use", "draft", "drop", "gemeinde"},
        {"proof-of-use", "submitted", "examine", "verwendung"},
        {"proof-of-use", "objected", "submit", "zeichner"},
        {"proof-of-use", "examined", "accept", "entscheidung"},
        {"repayment", "proposed", "waive", "entscheidung"},
        {"repayment", "hearing", "waive", "entscheidung"},
        {"repayment", "claimed", "write_off", "entscheidung"},
        {"notification", "draft", "drop", "gemeinde"},
        {"notification", "submitted", "acknowledge", "formal"},
        {"correction", "draft", "drop", "entscheidung"},
        {"correction", "proposed", "drop", "entscheidung"},
        {"dedicated-use", "bound", "report_end", "zeichner"},
    };
    return ways;
}

std::string told(const Refusal& refusal) {
    std::string why = refusal.message.key;
    for (const auto& blocker : refusal.blockers) why += " " + blocker.check;
    for (const auto& [field, message] : refusal.fields) why += " " + field + ":" + message.key;
    return why;
}

class Office {
public:
    Office(Life& life, std::string& story) : life_{life}, story_{story} {}

    /// One thing that leads on. False when nobody knows any more what to do.
    bool one_step() {
        for (const auto& machine : life_.file().machines)
            if (machine.id != 1 && leads_on(machine)) return true;
        for (const auto& machine : life_.file().machines)
            if (examined_again(machine)) return true;
        return ends_the_application();
    }

private:
    bool take(const char* who, const std::string& step, MachineId machine, Record fields) {
        const auto outcome = life_.take(hand(who), step, machine, std::move(fields));
        if (!outcome) story_ += std::string{who} + " " + step + ": " + told(outcome.error()) + "; ";
        return outcome.has_value();
    }

    bool leads_on(const MachineFile& machine) {
        for (const auto& way : ways_out())
            if (machine.name == way.machine && machine.state == way.state)
                return take(way.who, way.step, machine.id, fields(machine, way.step));
        return false;
    }

    /// What was paid since the examination is measured anew.
    bool examined_again(const MachineFile& machine) {
        return machine.name == "proof-of-use" && machine.state == "examined" &&
               take("entscheidung", "return", machine.id, {});
    }

    /// The dullest answer: nothing is cut, a suit is lost, all that was paid was used.
    Record fields(const MachineFile& machine, const std::string& step) {
        std::mt19937 dice{1};
        if (step == "record_outcome") return {{"outcome", "dismissed"}, {"date", to_iso(life_.today())}};
        if (step == "report_use") {
            const auto& certified = machine.given.at("certify_arithmetic");
            return {{"used_cents", integer_of(certified, "approved_cents")}, {"used_on", to_iso(life_.today())}};
        }
        return fields_for(life_, machine, step, dice);
    }

    bool ends_the_application() {
        const auto& state = life_.file().main().state;
        if (state == "grant_served") return take("zeichner", "waive_remedy", 1, {});
        if (state == "running") {
            if (take("entscheidung", "close", 1, {})) return true;
            return life_.open(hand("gemeinde"), "proof-of-use") &&
                   take("zeichner", "submit", life_.file().machines.back().id,
                        fields(life_.file().machines.back(), "submit"));
        }
        if (take("zeichner", "withdraw", 1, {})) return true;
        return takes_all_back();
    }

    /// After a judgment that left no grant, what was paid is claimed back or given up.
    bool takes_all_back() {
        if (!life_.open(hand("entscheidung"), "repayment")) return false;
        const auto id = life_.file().machines.back().id;
        const auto today = to_iso(life_.today());
        if (!take("entscheidung", "announce", id,
                  {{"ground", "costs_fell"},
                   {"known_on", today},
                   {"remaining_award_cents", 0},
                   {"due", to_iso(plus_days(life_.today(), 14))}}))
            return false;
        life_.pass(15);
        return take("entscheidung", "claim", id,
                    {{"remaining_award_cents", 0},
                     {"due", to_iso(plus_days(life_.today(), 30))},
                     {"no_interest_reason", "Kein Verschulden."}});
    }

    Life& life_;
    std::string& story_;
};

}  // namespace

int bring_to_an_end(Life& life, int most, std::string& story) {
    const auto before = life.events().size();
    Office office{life, story};
    while (!life.ended()) {
        if (static_cast<int>(life.events().size() - before) > most) return most + 1;
        if (!office.one_step()) {
            story += "stands at " + life.file().main().state;
            for (const auto& machine : life.file().machines) story += ", " + machine.name + " " + machine.state;
            return most + 1;
        }
    }
    return static_cast<int>(life.events().size() - before);
}

}  // namespace foerderlauf::test
