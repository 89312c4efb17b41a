#pragma once

#include "budget/award.hpp"
#include "workflow/case_file.hpp"

namespace foerderlauf {

/// What costs and cover come to in cents: the sums a grant is measured by.
/// `costs` are rows {item, amount_cents}; a row counts as eligible when its own flag says so, or when `plan` holds an eligible
/// row of the same item. `cover` are rows {kind: own | third_party | other_grant, amount_cents}.
Financing financing_of(const List& costs, const List& cover, const List& plan);

/// What a proof of use (Verwendungsnachweis) comes to: the grant measured again by its financing type (ANBest Nr. 2), and what
/// follows for money paid and money still bound.
struct Settlement {
    Financing actual;
    Money award;    ///< the grant after the recalculation; never above the one in force
    Money paid;     ///< paid and not given back
    Money release;  ///< bound money that nobody may call any more
    Money reclaim;  ///< paid above the award
};

/// Plan and actual as rows; `cuts` are rows {item, amount_cents} that the examiner takes from the eligible costs. A reduction
/// below `threshold` changes nothing (a setting; zero: every cent counts). Refusal of `recalculated_award`.
struct SettlementRows {
    const List& plan_costs;
    const List& plan_cover;
    const List& costs;
    const List& cover;
    const List& cuts;
};
Result<Settlement> settlement_of(const CaseFile& file, const SettlementRows& rows, Money threshold);

/// Money of the case that was paid and has not come back.
Money paid_and_kept(const CaseFile& file);

/// What was paid beyond an award and has not been claimed by any repayment of the case yet.
Money claimable_beyond(const CaseFile& file, Money award);

/// Bound money beyond what an award still lets the recipient call.
Money bound_beyond(const CaseFile& file, Money award);

/// The next version of the grant, valid from that day, lowered to `award`: its slices are what the case holds by year (`held`, after
/// the release that goes with it) and sum to the award.
Record lowered_grant(const Record& grant, Money award, Date valid_from, const Balances& held);

/// Postings that release `amount` of what is bound: first what past years can no longer pay, then the last year first.
std::vector<Posting> release_from_the_end(const Balances& held, Money amount, int this_year);

/// What is still owed in a repayment (Rückforderung): what its step `claim` claimed less what `confirm_payment` took in and
/// `waive_interest` gave up. Both zero before a claim.
struct Owed {
    Money principal, interest;
    bool nothing() const { return principal.is_zero() && interest.is_zero(); }
};
Owed owed_of(const MachineFile& repayment);

/// What has come in for a repayment once the event that is being made is part of it, principal and interest.
Money received_after(const MachineFile& repayment, const Event& event);
/// What had come in when instalments (Raten) were agreed with that step, or are agreed by this event.
Money received_before(const MachineFile& repayment, const Event& event, const std::string& step);
/// The earliest day of the rows {due, amount_cents} whose amounts, in the order of their days, are not covered by `received`.
std::optional<Date> next_open_instalment(const List& rows, Money received);

}  // namespace foerderlauf
