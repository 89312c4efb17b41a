#pragma once

#include "domain/ledger_account.hpp"

#include <map>
#include <string>
#include <vector>

namespace foerderlauf {

/// What is due of a grant in one year (Jahresscheibe).
struct YearlySlice {
    int year = 0;
    Money amount;
    bool operator==(const YearlySlice&) const = default;
};

/// Balances by account; accounts of the stage `outside` are not kept. Never negative.
using Balances = std::map<LedgerAccount, Money>;

Money balance_of(const Balances& balances, const LedgerAccount& account);

/// Books the postings in order. Refusal `ledger.below_zero` (values: account, missing_cents) at the first that would take an
/// account below zero, `ledger.amount` for an amount ≤ 0; then nothing of the list was booked.
Result<void> book(Balances& balances, const std::vector<Posting>& postings);

/// A slice that is not covered: what is missing where.
struct Shortfall {
    int year = 0;
    Money missing;
    bool commitment_appropriation = false;   ///< a later year: the VE is missing, not the appropriation
    bool in_past_year = false;
};

/// Which slices the line cannot cover in budget year `today_year` (design § 4): a slice of this year draws on
/// available(line, year), a later one on the commitment appropriation, an earlier one is refused.
std::vector<Shortfall> shortfalls(const Balances& balances, const std::string& line, int today_year,
                                  const std::vector<YearlySlice>& slices);

/// The postings that move every slice from one stage to another at this line, in budget year `budget_year`.
std::vector<Posting> moves(const std::string& line, int budget_year, const std::vector<YearlySlice>& slices,
                           const std::string& from_stage, const std::string& to_stage);

/// Postings that undo what a case holds in a stage: everything back to `available`. `held` are the case's own balances.
std::vector<Posting> releases(const Balances& held, const std::string& stage);

/// One row of `GET /budget`: a budget line in a year, counted from balances and from what came from outside.
struct CommitmentAppropriation {
    int due_year = 0;
    Money appropriation, reserved, used, free;
};
struct BudgetRow {
    std::string line;
    int year = 0;
    Money appropriation, carry_over, virement_in, virement_out, blocked;
    Money reserved, committed, paid, repaid, available;
    std::vector<CommitmentAppropriation> commitment_appropriations;
    bool opened = false;   ///< the budget year has its own appropriation
};
/// `from_outside` sums postings from or to `outside` by (line, budget_year, due_year, kind): stage holds the kind.
std::vector<BudgetRow> budget_rows(const Balances& balances, const Balances& from_outside);

}  // namespace foerderlauf
