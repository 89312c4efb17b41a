#pragma once

#include "casework/reading.hpp"
#include "casework/recipients.hpp"
#include "workflow/simulation.hpp"

#include <map>
#include <vector>

namespace foerderlauf {

/// A case that could be granted money: handed in, not decided.
struct AwardCandidate {
    CaseRow row;
    std::shared_ptr<const Definition> definition;  ///< of the case's own version
    CaseFile file;
    Prospect prospect;
    bool waiting = false;  ///< on the waiting list, which stands in the order of its ranking
};

/// The cases of a programme and the ledger, both of one moment.
struct AwardCandidates {
    static constexpr int most = 300;
    std::vector<AwardCandidate> cases;  ///< the waiting list in its order, then the others in the order of receipt
    std::int64_t left_out = 0;          ///< beyond `most`
    Balances balances;
    Date day{};  ///< the day it is thought to be: today, or the first of January of a later budget year
};
/// Only what this account may see and has no conflict of interest with.
AwardCandidates award_candidates(Store& store, const Programmes& programmes, const RecipientRegister& recipients,
                                 const Dispatcher& dispatcher, const Clock& clock, const Account& account,
                                 const std::string& programme, int year);

/// Whether the line has money of its own in that budget year.
bool is_opened(const Balances& balances, const std::string& line, int year);
/// Thinks of a year that is not opened as opened with this appropriation: what is bound for it comes first (`opening_postings`,
/// whose refusals these are).
Result<void> assume_opened(AwardCandidates& candidates, const std::string& line, int year, Money appropriation);

/// What one due year of the line would look like.
struct YearOutlook {
    int year = 0;
    Money free;        ///< now: of the appropriation, or of the commitment appropriation (VE) for a later year
    Money given_back;  ///< what the cases that fit had reserved already and give back first
    Money fitting;     ///< for the chosen cases that fit
    Money left;        ///< free + given_back − fitting
    Money unfit;       ///< for the chosen cases that do not fit; nothing of it is taken
    Money missing;     ///< for all chosen together
};
struct SimulatedCase {
    CaseId id = 0;
    Money award;
    SimulatedReservation tried;
    bool fits() const { return tried.blockers.empty(); }
};
struct AwardSimulation {
    std::vector<SimulatedCase> cases;  ///< the chosen ones, in the order of the candidates
    std::vector<YearOutlook> years;    ///< the budget year, those with commitment appropriations, those asked for
    int fitting = 0;
    Money granted;  ///< to those that fit
};
/// Grants the wishes one after the other on a copy of the ledger, with the steps of the engine and the ledger's own bookings; what does
/// not fit is passed over, and the next one is tried. Wishes for cases that are no candidates count nothing.
AwardSimulation simulate_awards(const AwardCandidates& candidates, const Dispatcher& dispatcher,
                                const std::string& line, int year, const std::map<CaseId, Money>& wishes, Instant now);

}  // namespace foerderlauf
