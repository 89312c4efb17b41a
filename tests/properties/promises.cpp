// What must hold whatever was tried: written from contract § 4.2 and design § 4, not from the engine.
#include "properties/town.hpp"

#include <algorithm>

namespace foerderlauf::test {

namespace {

struct Way {
    const char* step;
    std::set<std::string> from;
    std::set<std::string> to;
};

const std::set<std::string> before_grant = {
    "draft",        "consultation", "formal_review", "supplement_requested", "technical_review",
    "budget_check", "waiting_list", "cosigning",     "decision_ready",       "hearing"};

/// The table of contract § 4.2, copied by hand.
const std::vector<Way>& table() {
    static const std::vector<Way> ways = {
        {"open", {""}, {"draft"}},
        {"ask_advice", {"draft"}, {"consultation"}},
        {"recall", {"consultation"}, {"draft"}},
        {"advise", {"consultation"}, {"draft"}},
        {"submit", {"draft"}, {"formal_review"}},
        {"request_supplement", {"formal_review", "technical_review"}, {"supplement_requested"}},
        {"resubmit", {"supplement_requested"}, {"formal_review"}},
        {"lapse", {"supplement_requested"}, {"hearing"}},
        {"accept", {"formal_review"}, {"technical_review"}},
        {"recommend", {"technical_review"}, {"budget_check"}},
        {"recommend_refusal", {"technical_review"}, {"decision_ready"}},
        {"put_on_waiting_list", {"budget_check"}, {"waiting_list"}},
        {"resume", {"waiting_list"}, {"budget_check"}},
        {"reserve", {"budget_check"}, {"cosigning"}},
        {"cosign", {"cosigning"}, {"decision_ready"}},
        {"return", {"budget_check", "cosigning", "decision_ready"}, {"technical_review"}},
        {"release_reservation", {"cosigning", "decision_ready"}, {"budget_check"}},
        {"approve", {"decision_ready"}, {"granted"}},
        {"announce_refusal", {"decision_ready", "waiting_list"}, {"hearing"}},
        {"reconsider", {"hearing"}, {"formal_review"}},
        {"refuse", {"hearing"}, {"refused"}},
        {"reopen", {"grant_served", "refusal_served", "running", "closed_refused"}, {"formal_review"}},
        {"withdraw", before_grant, {"withdrawn"}},
        {"settle_otherwise", before_grant, {"settled_otherwise"}},
        {"close", {"running"}, {"closed"}},
    };
    return ways;
}

const std::map<std::string, std::map<std::string, std::set<std::string>>>& by_state() {
    static const std::map<std::string, std::map<std::string, std::set<std::string>>> ways = {
        {"extend_deadline", {{"supplement_requested", {"supplement_requested"}}, {"hearing", {"hearing"}}}},
        {"answer_hearing", {{"hearing", {"hearing"}}}},
        {"serve", {{"granted", {"grant_served"}}, {"refused", {"refusal_served"}}}},
        {"waive_remedy", {{"grant_served", {"running"}}, {"refusal_served", {"closed_refused"}}}},
        {"become_final", {{"grant_served", {"running"}}, {"refusal_served", {"closed_refused"}}}},
        {"record_suit",
         {{"grant_served", {"grant_served"}},
          {"refusal_served", {"refusal_served"}},
          {"running", {"running", "grant_served"}},
          {"closed_refused", {"closed_refused", "refusal_served"}}}},
    };
    return ways;
}

bool in_table(const Event& event) {
    if (const auto steps = by_state().find(event.step); steps != by_state().end()) {
        const auto from = steps->second.find(event.from);
        return from != steps->second.end() && from->second.contains(event.to);
    }
    const auto way = std::ranges::find(table(), event.step, [](const Way& entry) { return std::string{entry.step}; });
    if (way == table().end()) return event.from == event.to;  // edits, documents, conflicts stay where they are
    return way->from.contains(event.from) && way->to.contains(event.to);
}

const std::map<std::string, std::set<std::string>>& states_of_deadlines() {
    static const std::map<std::string, std::set<std::string>> states = {
        {"supply", {"supplement_requested"}},
        {"hear", {"hearing"}},
        {"review", {"waiting_list"}},
        {"reservation", {"cosigning", "decision_ready"}},
        {"budget_year", {"cosigning", "decision_ready"}},
        {"remedy", {"grant_served", "refusal_served"}}};
    return states;
}

/// One case under inspection.
class Inspection {
public:
    Inspection(CaseFile file, std::vector<Event> events, std::vector<std::string>& broken)
        : file_{std::move(file)}, events_{std::move(events)}, broken_{broken} {}

    void all() {
        the_way();
        who();
        deadlines();
        money();
    }

private:
    void promise(bool held, const std::string& sentence) {
        if (!held) broken_.push_back("case " + std::to_string(file_.id) + " (" + file_.main().state + "): " + sentence);
    }

    void the_way() {
        std::map<MachineId, std::string> stands;
        std::int64_t seq = 0;
        Instant last{};
        for (const auto& event : events_) {
            promise(event.seq == ++seq, "sequence numbers have a gap");
            promise(event.at >= last, "time ran backwards at " + event.step);
            promise(event.from == stands[event.machine], event.step + " left from a state the machine was not in");
            if (event.machine == 1)
                promise(in_table(event), event.step + " led from " + event.from + " to " + event.to);
            stands[event.machine] = event.to;
            last = event.at;
        }
        for (const auto& machine : file_.machines)
            promise(machine.state == stands[machine.id], "the state is not where the last event led");
    }

    void who() {
        std::map<std::string, std::set<PersonId>> took;
        std::map<PersonId, int> conflicts;
        std::map<std::int64_t, PersonId> declared;
        std::int64_t recommended = 0, refusal = 0, cosigned = 0;
        const std::map<std::string, std::vector<std::string>> apart = {
            {"cosign", {"recommend"}},
            {"approve", {"recommend", "recommend_refusal", "reserve", "cosign", "edit_notice"}},
            {"announce_refusal", {"recommend", "recommend_refusal", "reserve", "cosign", "edit_notice"}},
            {"refuse", {"recommend", "recommend_refusal", "reserve", "cosign", "edit_notice"}}};
        for (const auto& event : events_) {
            const PersonId person = event.facts.person;
            const bool of_authority = event.duty != "system" && !event.duty.starts_with("applicant_");
            const bool about_conflict = event.step.ends_with("_conflict");
            if (of_authority && !about_conflict)
                promise(conflicts[person] == 0, event.step + " by somebody with a conflict");
            if (const auto* conflict = member(event.facts.values, "conflict").as_record()) {
                declared[integer_of(*conflict, "number")] = integer_of(*conflict, "person");
                ++conflicts[integer_of(*conflict, "person")];
            }
            if (const auto* lifted = member(event.facts.values, "lifted").as_integer()) {
                promise(person != declared[*lifted], "lifted their own conflict");
                --conflicts[declared[*lifted]];
            }
            if (event.machine != 1) continue;
            if (const auto rule = apart.find(event.step); rule != apart.end())
                for (const auto& other : rule->second)
                    promise(!took[other].contains(person), event.step + " by who took " + other);
            if (event.step == "approve") {
                promise(recommended > refusal, "approved what was recommended for refusal");
                promise(cosigned > recommended, "approved without a co-signature of this recommendation");
            }
            took[event.step].insert(person);
            if (event.step == "recommend") recommended = event.seq;
            if (event.step == "recommend_refusal") refusal = event.seq;
            if (event.step == "cosign") cosigned = event.seq;
        }
    }

    void deadlines() {
        std::set<std::pair<std::string, MachineId>> names;
        for (const auto& running : file_.deadlines) {
            promise(running.due >= running.start, running.name + " ends before it starts");
            promise(names.emplace(running.name, running.machine).second, running.name + " runs twice");
            if (const auto states = states_of_deadlines().find(running.name); states != states_of_deadlines().end())
                promise(states->second.contains(file_.main().state), running.name + " runs in the wrong state");
        }
        const bool waits = states_of_deadlines().at("remedy").contains(file_.main().state);
        if (waits) promise(names.contains({"remedy", 1}), "no remedy period runs after service");
        const std::set<std::string> ended = {"closed", "closed_refused", "withdrawn", "settled_otherwise"};
        if (ended.contains(file_.main().state))
            promise(file_.deadlines.empty(), "a deadline runs in a case that has ended");
        if (file_.served_on && file_.decided_on)
            promise(*file_.served_on >= *file_.decided_on, "served before it was decided");
    }

    void money() {
        const auto& state = file_.main().state;
        const Money reserved = file_.held_in("reserved"), committed = file_.held_in("committed");
        const bool holds_reservation = state == "cosigning" ||
                                       (state == "decision_ready" && file_.last("recommend") &&
                                        (!file_.last("recommend_refusal") ||
                                         file_.last("recommend_refusal")->seq < file_.last("recommend")->seq));
        promise(holds_reservation == !reserved.is_zero(), "reserved " + std::to_string(reserved.in_cents()));
        const std::set<std::string> bound = {"granted", "grant_served", "running"};
        promise(bound.contains(state) == !committed.is_zero(), "committed " + std::to_string(committed.in_cents()));
        if (bound.contains(state)) {
            const Money award = Money::cents(integer_of(file_.grant, "award_cents"));
            Money sum;
            for (const auto& slice : list_of(file_.grant, "slices"))
                sum += Money::cents(integer_of(*slice.as_record(), "amount_cents"));
            const auto* requested = file_.at("application.requested_cents").as_integer();
            promise(committed == award, "committed is not the award");
            promise(sum == award, "slices do not sum to the award");
            promise(requested && award.in_cents() <= *requested, "granted more than requested");
            promise(award.in_cents() * 100 <= integer_of(file_.grant, "eligible_cents") * 80,
                    "granted more than the rate allows");
        }
    }

    CaseFile file_;
    std::vector<Event> events_;
    std::vector<std::string>& broken_;
};

/// What all cases hold by line, due year and stage: openings move it between budget years, never out of these sums. A block
/// is the budget's own.
std::map<std::tuple<std::string, int, std::string>, Money> summed(const Balances& balances) {
    static const std::set<std::string> not_of_cases = {"available", "blocked", "unmet", "outside"};
    std::map<std::tuple<std::string, int, std::string>, Money> sums;
    for (const auto& [account, amount] : balances)
        if (!not_of_cases.contains(account.stage) && !amount.is_zero())
            sums[{account.line, account.due_year, account.stage}] += amount;
    std::erase_if(sums, [](const auto& entry) { return entry.second.is_zero(); });
    return sums;
}

}  // namespace

std::vector<std::string> broken_promises(Town& town, const std::vector<CaseId>& cases) {
    std::vector<std::string> broken;
    Balances held;
    std::set<std::string> file_numbers;
    for (const CaseId id : cases) {
        auto file = town.file(id);
        for (const auto& [account, amount] : file.held) held[account] += amount;
        if (!file.file_number.empty() && !file_numbers.insert(file.file_number).second)
            broken.push_back("a file number was given twice");
        Inspection{std::move(file), town.events(id), broken}.all();
        for (const auto& difference : town.store().verify(id)) broken.push_back("verify: " + difference.message.key);
    }
    const auto ledger = town.balances();
    for (const auto& [account, amount] : ledger)
        if (amount < Money{}) broken.push_back("below zero: " + to_text(account));
    if (summed(ledger) != summed(held)) broken.push_back("the ledger does not hold what the cases hold");
    return broken;
}

}  // namespace foerderlauf::test
