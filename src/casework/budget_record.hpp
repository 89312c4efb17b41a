#pragma once

#include "casework/budget_proposals.hpp"

namespace foerderlauf {

/// A label and provisional budget management move none.
bool moves_money(const std::string& kind);

/// The budget year a carry-over comes from.
int came_from(const BudgetWish& wish);

/// How a proposal stands in the installation's own record: the fields of its events `budget_proposed`, `budget_released`,
/// `budget_declined` and `budget_withdrawn`.
Record fields_of(const BudgetProposal& proposal);

/// What the event that decides it says of a proposal.
void take_decision(BudgetProposal& proposal, const Event& event);

/// Every proposal of the record, oldest first.
std::vector<BudgetProposal> proposals_in(const std::vector<Event>& record);

}  // namespace foerderlauf
