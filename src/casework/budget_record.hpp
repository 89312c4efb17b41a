#pragma once

#include "casework/budget_proposals.hpp"

namespace foerderlauf {

/// How a proposal stands in the installation's own record: the fields of its events `budget_proposed`, `budget_released` and
/// `budget_declined`.
Record fields_of(const BudgetProposal& proposal);

/// What the event that decides it says of a proposal.
void take_decision(BudgetProposal& proposal, const Event& event);

/// Every proposal of the record, oldest first.
std::vector<BudgetProposal> proposals_in(const std::vector<Event>& record);

}  // namespace foerderlauf
