#pragma once

#include "domain/money.hpp"

#include <compare>
#include <string>
#include <vector>

namespace foerderlauf {

/// An account of the ledger: what stands at a budget line for one due year, in one stage.
///
/// `budget_year == due_year` is the line's own money of that year; `budget_year < due_year` is the commitment
/// appropriation (Verpflichtungsermächtigung) that the budget of `budget_year` gives for `due_year`.
/// Stages of a grant's money, in order: available → reserved → committed → called → ordered → paid → used; `repaid` is
/// reached from `paid` or `used`, so that no more can come back than was paid. `blocked` holds a block (Sperre), `unmet` what of
/// it is not money yet (budget/block.hpp).
/// Text form, as the store keeps it: `16 90/633 01|2026|2027|reserved`.
struct LedgerAccount {
    std::string line;  ///< `16 90/633 01` (Kapitel/Titel)
    int budget_year = 0;
    int due_year = 0;
    std::string
        stage;  ///< available, reserved, committed, called, ordered, paid, used, repaid, blocked, unmet, or the source `outside`
    auto operator<=>(const LedgerAccount&) const = default;
};
std::string to_text(const LedgerAccount& account);
Result<LedgerAccount> parse_ledger_account(std::string_view text);  ///< refusal `ledger_account.spelling`

/// One booking: it sums to zero by construction. `amount` > 0.
struct Posting {
    Money amount;
    LedgerAccount from;
    LedgerAccount to;
    /// What a budget row shows it as, for postings from or to `outside`: appropriation, carry_over, virement_in,
    /// virement_out, block, block_unmet, opened (bound money handed on to the budget year that pays it), or empty.
    std::string kind = {};
    bool operator==(const Posting&) const = default;
};

}  // namespace foerderlauf
