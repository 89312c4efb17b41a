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

/// Balances by account; accounts of the stage `outside` are not kept, an absent account stands at zero. Never negative.
using Balances = std::map<LedgerAccount, Money>;

Money balance_of(const Balances& balances, const LedgerAccount& account);

/// Books the postings in order. Refusal `ledger.below_zero` (values: account, missing_cents) at the first that would take an
/// account below zero, `ledger.amount` for an amount ≤ 0 or above 10^13 cents; then nothing of the list was booked.
Result<void> book(Balances& balances, const std::vector<Posting>& postings);

/// A slice that is not covered: what is missing where.
struct Shortfall {
    int year = 0;
    Money missing;
    bool commitment_appropriation = false;  ///< a later year: the VE is missing, not the appropriation
    bool in_past_year = false;
};

/// Which slices the line cannot cover in budget year `today_year` (design § 4): a slice of this year draws on
/// available(line, year), a later one on the commitment appropriation, an earlier one is refused. Ordered by year, slices
/// of one year taken together; empty when all are covered.
std::vector<Shortfall> shortfalls(const Balances& balances, const std::string& line, int today_year,
                                  const std::vector<YearlySlice>& slices);

/// The postings that move every slice from one stage to another at this line, in budget year `budget_year`.
/// A slice of nothing needs no posting.
std::vector<Posting> moves(const std::string& line, int budget_year, const std::vector<YearlySlice>& slices,
                           const std::string& from_stage, const std::string& to_stage);

/// Postings that undo what a case holds in a stage: everything back to `available`. `held` are the case's own balances.
std::vector<Posting> releases(const Balances& held, const std::string& stage);

/// One row of `GET /budget`: a budget line in a year, counted from balances and from what came from outside.
struct CommitmentAppropriation {
    int due_year = 0;
    Money appropriation, reserved, used, free;
};
/// Whole while the year's own budget is open: available = appropriation + carry_over + virement_in − virement_out − blocked −
/// reserved − committed − paid. `committed` is all that is bound and not yet paid (called and ordered too), `paid` all that
/// was ever paid: repayments are revenue, they are shown beside it and do not raise `available`.
/// A year that is not opened yet shows what earlier budget years bound for it; its `available` is the free commitment
/// appropriation for it that the newest budget year gives (an older year's has lapsed, § 45 ThürLHO).
struct BudgetRow {
    std::string line;
    int year = 0;
    Money appropriation, carry_over, virement_in, virement_out, blocked;
    Money block_unmet;  ///< blocked, but not free yet (budget/block.hpp); no part of the sum above
    Money reserved, committed, paid, repaid, available;
    std::vector<CommitmentAppropriation> commitment_appropriations;
    bool opened = false;  ///< the budget year has its own appropriation
};
/// `from_outside` sums postings from or to `outside` by (line, budget_year, due_year, kind): stage holds the kind. Rows are
/// ordered by line and year; a line and year has a row when money stands there, stood there, or is due then.
std::vector<BudgetRow> budget_rows(const Balances& balances, const Balances& from_outside);

/// Adds a posting to such sums, if it goes from or to `outside`. The way the kind names counts positive (an appropriation
/// comes in, a block goes out), the other way negative: a lifted block lowers `blocked`.
void count_outside(Balances& from_outside, const Posting& posting);

/// The postings that open a budget year: its appropriation, then what earlier budget years bound for it by commitment
/// appropriations (committed, called, ordered, paid, used), moved onto the year's own money before anything new can be
/// reserved (§§ 38, 45 ThürLHO). Reservations of past budget years have lapsed and are not moved. A line whose year has
/// own money already gets only what is still to be moved: call it again and nothing is left to do.
/// Refusal `ledger.opening_not_covered` (line, year, bound_cents, appropriation_cents, missing_cents), `ledger.amount`.
Result<std::vector<Posting>> opening_postings(const Balances& balances, const std::string& line, int year,
                                              Money appropriation);

/// What a case holds, seen after budget years were opened: bound money that the ledger no longer has at the commitment
/// appropriation stands at the due year's own account. The opening is an event of the installation, a case's own postings
/// still name the old account. What was bound after an early opening still stands at the commitment appropriation: where
/// several cases have money there, it is taken from there first, so that all of them together can give back all of it.
Balances after_openings(const Balances& held, const Balances& ledger);

}  // namespace foerderlauf
