#pragma once

#include "casework/dispatcher.hpp"

#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A change of the budget that finance proposes and the budget officer releases or declines (contract § 4.3).
///
/// Kinds: `open_year` (a budget year begins with this appropriation: what is bound for it is booked first), `appropriation` (Ansatz: `amount` is the new figure), `commitment_appropriation` (Verpflichtungsermächtigung for
/// `due_year`: the new figure), `carry_over` (Ausgaberest: what is added), `virement` (Deckung: what goes from `line` to
/// `to_line`), `block` and `unblock` (Sperre: what is blocked or freed; a block books what is free and takes
/// up the rest as money becomes free, budget/block.hpp), `label` (the line's name),
/// `provisional` and `regular` (vorläufige Haushaltsführung: begins and ends for the line and year).
struct BudgetWish {
    std::string kind;
    std::string line;  ///< `16 90/633 01`
    int year = 0;
    int due_year = 0;     ///< of a commitment appropriation, later than `year`
    std::string to_line;  ///< of a virement
    Money amount;         ///< > 0, but the new figure of an appropriation may be 0
    std::string label;    ///< of `label`
    std::string reason;
    int from_year = 0;  ///< of a carry-over: the budget year it comes from; 0: the one before `year`
};

struct BudgetProposal {
    std::int64_t number = 0;  ///< 1, 2, 3 … over all lines
    BudgetWish wish;
    AccountId proposed_by = 0;
    PersonId proposed_by_person = 0;
    Instant proposed_at{};
    enum class State { Open, Released, Declined, Withdrawn } state = State::Open;
    AccountId decided_by = 0;
    std::optional<Instant> decided_at;
    std::string answer;                  ///< the officer's reason
    std::optional<Money> before, after;  ///< the figure it moved, once released; of a block with what is unmet
    std::optional<Money> unmet;          ///< of a block: what was not free when it was released
};

/// Every proposal, oldest first, folded from the installation's own record.
std::vector<BudgetProposal> budget_proposals(Store& store);

/// Makes the answer that is kept for a repeated request; runs inside the transaction, must be pure.
using AnsweringBudget = std::function<Remembered(const BudgetProposal&)>;
struct BudgetOutcome {
    BudgetProposal proposal;
    std::optional<Remembered> replayed;
};

/// Finance proposes: one event `budget_proposed` of the installation's own record. Nothing is booked yet. Refusals in the
/// order of contract § 3: NotAllowed, BadInput with fields. Idempotent by the envelope's key.
Result<BudgetOutcome> propose_budget(Store& store, const BudgetLineRegister& lines, const Envelope& envelope,
                                     const BudgetWish& wish, Instant at, const AnsweringBudget& answering = {});

/// What becomes of a proposal: the budget officer releases or declines it, whoever made it takes it back.
enum class BudgetAnswer { Release, Decline, Withdraw };

/// One event: `budget_released` with its postings, the old and the new figure, `budget_declined` with a reason, or
/// `budget_withdrawn`. NotFound, NotAllowed, Blocked: `not_from_this_state`, then `separation` (the same person proposed it; of a
/// withdrawal: another person did) and what booking_of finds in the way.
Result<BudgetOutcome> decide_budget(Store& store, const BudgetLineRegister& lines, const Envelope& envelope,
                                    std::int64_t number, BudgetAnswer answer, const std::string& reason, Instant at,
                                    const AnsweringBudget& answering = {});

}  // namespace foerderlauf
