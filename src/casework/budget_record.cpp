#include "casework/budget_record.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

bool moves_money(const std::string& kind) { return kind != "label" && kind != "provisional" && kind != "regular"; }

int came_from(const BudgetWish& wish) { return wish.from_year != 0 ? wish.from_year : wish.year - 1; }

Record fields_of(const BudgetProposal& proposal) {
    const auto& wish = proposal.wish;
    Record fields{{"number", proposal.number}, {"kind", wish.kind}, {"line", wish.line}, {"year", wish.year}};
    if (wish.kind == "commitment_appropriation") fields["due_year"] = wish.due_year;
    if (wish.kind == "virement") fields["to_line"] = wish.to_line;
    if (wish.kind == "carry_over") fields["from_year"] = came_from(wish);
    if (wish.kind == "label") fields["label"] = wish.label;
    if (moves_money(wish.kind)) fields["amount_cents"] = wish.amount.in_cents();
    return fields;
}

namespace {

BudgetProposal proposal_from(const Event& event) {
    const auto& fields = event.facts.fields;
    BudgetProposal proposal;
    proposal.number = integer_of(fields, "number");
    proposal.wish = {text_of(fields, "kind"),
                     text_of(fields, "line"),
                     static_cast<int>(integer_of(fields, "year")),
                     static_cast<int>(integer_of(fields, "due_year")),
                     text_of(fields, "to_line"),
                     Money::cents(integer_of(fields, "amount_cents")),
                     text_of(fields, "label"),
                     event.facts.reason ? event.facts.reason->text : std::string{},
                     static_cast<int>(integer_of(fields, "from_year"))};
    proposal.proposed_by = event.actor;
    proposal.proposed_by_person = event.facts.person;
    proposal.proposed_at = event.at;
    return proposal;
}

}  // namespace

void take_decision(BudgetProposal& proposal, const Event& event) {
    proposal.state = event.step == "budget_released"   ? BudgetProposal::State::Released
                     : event.step == "budget_declined" ? BudgetProposal::State::Declined
                                                       : BudgetProposal::State::Withdrawn;
    proposal.decided_by = event.actor;
    proposal.decided_at = event.at;
    if (event.facts.reason) proposal.answer = event.facts.reason->text;
    const auto& fields = event.facts.fields;
    if (const auto* before = member(fields, "old_cents").as_integer()) proposal.before = Money::cents(*before);
    if (const auto* after = member(fields, "new_cents").as_integer()) proposal.after = Money::cents(*after);
    if (const auto* unmet = member(fields, "unmet_cents").as_integer()) proposal.unmet = Money::cents(*unmet);
}

std::vector<BudgetProposal> proposals_in(const std::vector<Event>& record) {
    std::vector<BudgetProposal> proposals;
    for (const auto& event : record) {
        if (event.step == "budget_proposed") proposals.push_back(proposal_from(event));
        static const std::set<std::string> deciding = {"budget_released", "budget_declined", "budget_withdrawn"};
        if (!deciding.contains(event.step)) continue;
        const auto found = std::ranges::find(proposals, integer_of(event.facts.fields, "number"),
                                             &BudgetProposal::number);
        if (found != proposals.end()) take_decision(*found, event);
    }
    return proposals;
}

std::vector<BudgetProposal> budget_proposals(Store& store) {
    std::vector<BudgetProposal> proposals;
    store.read([&](Snapshot& snapshot) { proposals = proposals_in(snapshot.events(0)); });
    return proposals;
}

}  // namespace foerderlauf
