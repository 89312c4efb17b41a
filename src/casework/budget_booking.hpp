#pragma once

#include "casework/budget_proposals.hpp"
#include "casework/budget_rules.hpp"

namespace foerderlauf {

/// What a proposal moves: the postings, and the figure before and after.
struct BudgetBooking {
    std::vector<Posting> postings;
    Money before, after;
    std::optional<Money> unmet;  ///< of a block: what is not met yet, once this is booked
};

/// What a proposal is booked on.
struct BudgetGround {
    const Balances& balances;
    Balances from_outside;
    std::vector<BudgetProposal> proposals;  ///< all, with what became of them
    BudgetRules rules;
    int this_year = 0;
};

/// The booking of a proposal; the postings pass `book`. Blocked otherwise, by one of
/// `budget_year_open` (the year is over, not opened yet, or opened already),
/// `virement_declared` (no note of the budget lets money go that way),
/// `carry_over_within` (the year it comes from is not over or too long ago, or less was left of it),
/// `budget_covered` (less is there than it takes; an appropriation below what is bound or blocked).
Result<BudgetBooking> booking_of(const BudgetWish& wish, const BudgetGround& ground);

}  // namespace foerderlauf
