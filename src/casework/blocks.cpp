#include "casework/blocks.hpp"

#include "budget/block.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr CaseId own_record = 0;

/// Never before what the installation's own record says already: a step of the timer is dated on its own legal day.
Instant not_before_own_record(Transaction& transaction, Instant at) {
    const auto* own = transaction.case_file(own_record);
    return own ? std::max(at, own->last_at) : at;
}

/// The postings of one budget line and year; each block that takes up money is a fact of its own.
Event taking_up(const Balances& balances, const std::vector<Posting>& postings, const Event& freeing, Instant at) {
    const auto& free = postings.front().from;
    const Money left = block_of(balances, free.line, free.budget_year).unmet - postings.front().amount;
    Event event;
    event.at = at;
    event.duty = "system";
    event.step = "block_taken_up";
    event.facts.fields = {{"line", free.line},
                          {"year", free.budget_year},
                          {"amount_cents", postings.front().amount.in_cents()},
                          {"unmet_cents", left.in_cents()},
                          {"freed_by_case", freeing.case_id},
                          {"freed_by_seq", freeing.seq}};
    event.facts.postings = postings;
    return event;
}

}  // namespace

std::vector<Event> append_and_take_up(Transaction& transaction, CaseId id, NewEvents events,
                                      const std::vector<FrozenLetter>& letters) {
    auto appended = transaction.append(id, std::move(events), letters);
    std::vector<Posting> booked;
    for (const auto& event : appended)
        booked.insert(booked.end(), event.facts.postings.begin(), event.facts.postings.end());
    const auto taken = taken_up_by_blocks(transaction.balances(), booked);
    if (taken.empty()) return appended;
    const Instant at = not_before_own_record(transaction, appended.back().at);
    NewEvents takings;
    for (std::size_t first = 0; first + 1 < taken.size(); first += 2)  // booked here, no longer unmet there
        takings.push_back(taking_up(transaction.balances(), {taken[first], taken[first + 1]}, appended.back(), at));
    transaction.append(own_record, std::move(takings));
    return appended;
}

}  // namespace foerderlauf
