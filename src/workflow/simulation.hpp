#pragma once

#include "workflow/engine.hpp"

namespace foerderlauf {

/// What a case would be granted as it stands: what was recommended last, else what can be granted on its plan (prefill.hpp).
struct Prospect {
    Money award;
    std::vector<YearlySlice> slices;  ///< by year, none of nothing
    bool recommended = false;
};
Prospect prospect_of(const Definition& definition, const CaseFile& file, const Situation& situation);

/// What the engine would answer if the case stood where money is reserved, recommended at that award.
struct SimulatedReservation {
    std::vector<YearlySlice> slices;  ///< what would be reserved in each year
    std::vector<Posting>
        postings;  ///< the case's own reservation given back, then the new one; none where it is blocked
    std::vector<Blocker> blockers;  ///< in the words of the steps that reserve and grant
};

/// Whether cases of the programme reserve money at all: its main machine has a step with the effect `reserve`.
bool reserves_money(const Definition& definition);

/// Tries it on values alone (Bewilligungssimulation): nothing is booked, nothing is recorded, nothing follows from it.
/// `situation.balances` is the ledger as it is thought to be; an award other than the prospect's is spread over its years in
/// the same proportion. Besides the reservation the limits of an award are asked (`award_within` of the step that grants). That a
/// line is under provisional budget management is no blocker here: the reason for the exception is given in the step.
SimulatedReservation simulate_reservation(const Definition& definition, CaseFile file, Situation situation,
                                          const std::string& line, Money award);

}  // namespace foerderlauf
