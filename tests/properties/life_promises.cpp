// What must hold of a case after its notice, whatever was tried: written from contract § 4.3, design § 4 and domain §§ 3.2, 4.4.
#include "properties/life.hpp"

#include <algorithm>

namespace foerderlauf::test {

namespace {

using Took = std::map<std::string, std::set<PersonId>>;

/// machine → step → steps no one may have taken in it who takes that step
const std::map<std::string, std::map<std::string, std::vector<std::string>>>& apart() {
    static const std::map<std::string, std::map<std::string, std::vector<std::string>>> rules = {
        {"payment-request",
         {{"certify_arithmetic", {"certify_factual"}},
          {"order", {"certify_factual", "certify_arithmetic"}},
          {"confirm_payment", {"certify_factual", "certify_arithmetic", "order"}}}},
        {"amendment", {{"cosign", {"examine"}}, {"approve", {"examine", "reserve", "cosign"}}}},
        {"proof-of-use", {{"accept", {"examine"}}}},
        {"interim-report", {{"accept", {"examine"}}}}};
    return rules;
}

std::string separation_broken(const Life& life) {
    std::map<MachineId, Took> took;
    for (const auto& event : life.events()) {
        const auto& name = life.file().machine(event.machine)->name;
        auto& in_machine = took[event.machine];
        if (const auto rules = apart().find(name); rules != apart().end())
            if (const auto rule = rules->second.find(event.step); rule != rules->second.end())
                for (const auto& other : rule->second)
                    if (in_machine[other].contains(event.facts.person))
                        return event.step + " by who took " + other + " in " + name;
        in_machine[event.step].insert(event.facts.person);
    }
    return {};
}

Money sum_of_slices(const Record& grant) {
    Money sum;
    for (const auto& slice : list_of(grant, "slices"))
        sum += Money::cents(integer_of(*slice.as_record(), "amount_cents"));
    return sum;
}

const Record& given(const MachineFile& machine, const char* step) {
    static const Record nothing;
    const auto found = machine.given.find(step);
    return found == machine.given.end() ? nothing : found->second;
}

/// All that was called and not refused stays within the rate of all that was due (ANBest-Gk Nr. 1.2, proportional); a bill that
/// several requests name is due once.
std::string order_of_use_broken(const Life& life) {
    std::int64_t due = 0, called = 0;
    std::map<std::string, std::int64_t> bills;
    for (const auto& machine : life.file().machines) {
        if (machine.name != "payment-request" || machine.state == "draft" || machine.state == "rejected" ||
            machine.state == "dropped")
            continue;
        const auto& asked = given(machine, "submit");
        std::map<std::string, std::int64_t> named;
        for (const auto& payment : list_of(asked, "due_payments")) {
            const auto& row = *payment.as_record();
            const auto cents = integer_of(row, "amount_cents");
            named[text_of(row, "item") + "|" + text_of(row, "payee") + "|" + text_of(row, "due") + "|" +
                  std::to_string(cents)] += cents;
        }
        for (const auto& [bill, amount] : named) bills[bill] = std::max(bills[bill], amount);
        const auto& certified = given(machine, "certify_arithmetic");
        called += certified.empty() || machine.state == "submitted" || machine.state == "factually_certified"
                      ? integer_of(asked, "amount_cents")
                      : integer_of(certified, "approved_cents");
    }
    for (const auto& [bill, amount] : bills) due += amount;
    return called * 100 > due * 80 ? "more was called than 80 per cent of what was due" : std::string{};
}

std::string money_broken(const Life& life) {
    const auto& file = life.file();
    for (const auto& [account, amount] : life.balances())
        if (amount < Money{}) return "below zero: " + to_text(account);
    for (const auto& [account, amount] : life.held())
        if (amount < Money{}) return "the case holds less than nothing: " + to_text(account);
    const Money kept = file.held_in("paid") + file.held_in("used");
    const Money on_its_way = file.held_in("called") + file.held_in("ordered");
    const Money bound = file.held_in("committed");
    const Money award = Money::cents(life.award());
    if (!file.grant.empty()) {
        if (sum_of_slices(file.grant) != award) return "slices do not sum to the award";
        if (bound + on_its_way + kept > std::max(award, kept + on_its_way)) return "more is bound than was granted";
        if (award.in_cents() * 100 > integer_of(file.grant, "eligible_cents") * 80)
            return "granted more than the rate allows";
    } else if (!bound.is_zero()) return "money is bound without a grant";
    for (const auto& machine : file.machines)
        if (machine.name == "repayment") {
            const auto& claim = given(machine, "claim");
            const auto& back = given(machine, "confirm_payment");
            if (integer_of(back, "returned_cents") > integer_of(claim, "principal_cents"))
                return "more came back than was owed";
        }
    return {};
}

std::string end_broken(const Life& life) {
    const auto& file = life.file();
    const auto* state = egov().main().state(file.main().state);
    if (!state->final) return {};
    for (const auto* stage : {"reserved", "committed", "called", "ordered"})
        if (!file.held_in(stage).is_zero()) return std::string{"the case has ended and still holds "} + stage;
    for (const auto& running : file.deadlines)
        if (running.machine == 1) return running.name + " runs in a case that has ended";
    return {};
}

std::string way_broken(const Life& life) {
    std::map<MachineId, std::string> stands;
    std::int64_t seq = 0;
    for (const auto& event : life.events()) {
        if (event.seq != ++seq) return "sequence numbers have a gap";
        if (event.from != stands[event.machine]) return event.step + " left from a state the machine was not in";
        stands[event.machine] = event.to;
    }
    return {};
}

}  // namespace

std::string Life::broken() const {
    for (const auto& judge : {way_broken, separation_broken, money_broken, order_of_use_broken, end_broken})
        if (auto sentence = judge(*this); !sentence.empty()) return sentence;
    return {};
}

}  // namespace foerderlauf::test
