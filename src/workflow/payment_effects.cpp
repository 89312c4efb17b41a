// Effects of a payment request: money called, ordered, paid and used, and what comes of money that was not used in time.
#include "workflow/consequences.hpp"

namespace foerderlauf {

namespace {

int year_of(Date day) { return static_cast<int>(day.year()); }

/// What is still in a stage after the postings this event has made already.
Balances held_after(const Taking& taking, const Event& event) {
    auto held = taking.file.held;
    for (const auto& posting : event.facts.postings) {
        held[posting.from] -= posting.amount;
        held[posting.to] += posting.amount;
    }
    return held;
}

}  // namespace

List periods_of(const Interest& interest) {
    List periods;
    for (const auto& period : interest.periods)
        periods.emplace_back(Record{{"from", to_iso(period.from)},
                                    {"to", to_iso(period.to)},
                                    {"days", period.days},
                                    {"base_hundredths", period.base_hundredths},
                                    {"rate_hundredths", period.rate_hundredths}});
    return periods;
}

namespace {

/// Interest on an amount from the day of payment to a day, or the name of what is missing to count it.
Record counted(const Taking& taking, Money amount, Date from, Date to) {
    Record record{{"amount_cents", amount.in_cents()}, {"from", to_iso(from)}, {"to", to_iso(to)}};
    if (!taking.situation.base_rates) return record;
    const auto found = interest(amount, from, to, *taking.situation.base_rates);
    if (!found) {
        record["missing"] = found.error().message.key;
        return record;
    }
    record["interest_cents"] = found->amount.in_cents();
    record["periods"] = periods_of(*found);
    return record;
}

/// What is bound for another year is not called this year (§ 45 ThürLHO); money already called goes its way.
bool may_be_moved(const LedgerAccount& account, Date today) {
    return account.stage != "committed" ||
           (account.due_year == year_of(today) && account.budget_year == account.due_year);
}

const RunningDeadline* deadline_named(const Taking& taking, const std::string& name) {
    for (const auto& running : taking.file.deadlines)
        if (running.name == name && running.machine == taking.machine_file.id) return &running;
    return nullptr;
}

}  // namespace

void move_money(const Taking& taking, const Value& argument, Event& event) {
    const auto& move = *argument.as_record();
    const auto from = text_of(move, "from");
    const auto path = text_of(move, "amount");
    std::optional<Money> left;
    if (!path.empty()) left = taking.money_at(path);
    for (const auto& [account, held] : held_after(taking, event)) {
        if (account.stage != from || held <= Money{} || !may_be_moved(account, taking.situation.today)) continue;
        const Money amount = left ? std::min(held, *left) : held;
        if (amount.is_zero()) break;
        auto target = account;
        target.stage = text_of(move, "to");
        // A judgment may have taken the grant away meanwhile: then nothing binds the money any more.
        if (target.stage == "committed" && taking.file.grant.empty()) target.stage = "available";
        event.facts.postings.push_back({amount, account, target});
        if (left) *left -= amount;
    }
}

void propose_interest(const Taking& taking, const Value& argument, Event& event) {
    const auto& names = *argument.as_record();
    const Money paid = taking.money_at(text_of(names, "paid"));
    const Money used = taking.money_at(text_of(names, "used"));
    const auto paid_on = taking.day_at(text_of(names, "paid_on"));
    const auto used_on = taking.day_at(text_of(names, "used_on"));
    const auto* window = deadline_named(taking, text_of(names, "window"));
    if (!paid_on || !used_on) return;
    List proposed;
    if (window && *used_on > window->due && !used.is_zero())
        proposed.emplace_back(counted(taking, used, *paid_on, *used_on));
    if (used < paid) proposed.emplace_back(counted(taking, paid - used, *paid_on, taking.situation.today));
    if (!proposed.empty()) event.facts.values["interest_proposal"] = std::move(proposed);
}

}  // namespace foerderlauf
