#pragma once

#include "casework/budget_proposals.hpp"

namespace foerderlauf {

/// What a proposal moves: the postings, and the figure before and after.
struct BudgetBooking {
    std::vector<Posting> postings;
    Money before, after;
    std::optional<Money> unmet;  ///< of a block: what is not met yet, once this is booked
};

/// The booking of a proposal on the ledger as it stands; the postings pass `book`. Refusals: `budget.below_bound`, those of
/// opening_postings, `budget_proposal.too_little_…` when less is there than it takes.
Result<BudgetBooking> booking_of(const BudgetWish& wish, const Balances& balances, const Balances& from_outside);

}  // namespace foerderlauf
