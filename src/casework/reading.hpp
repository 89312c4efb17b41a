#pragma once

#include "casework/dispatcher.hpp"
#include "letters/compose.hpp"

namespace foerderlauf {

/// A case as one reader sees it now, or saw it on a past day: what pages and API print.
struct CaseReading {
    CaseFile file;
    std::shared_ptr<const Definition> definition;
    Actor actor;
    Situation situation;  ///< its pointers live as long as the reading
    std::shared_ptr<const Balances> balances;
    std::vector<Offer> offers;          ///< main machine; empty for past days and readers without a duty
    std::vector<std::string> editable;  ///< forms
    bool as_applicant = false;          ///< reads as applicant or partner: public labels
    std::optional<Date> as_of;
};

/// The case, or NotFound (also when the reader may not see it). With `as_of` as it stood at the end of that day, today at the
/// latest (else BadInput); NotFound too for a day on which it did not exist or the reader could not see it yet.
Result<CaseReading> read_case(Store& store, const Programmes& programmes, const Dispatcher& dispatcher,
                              const Clock& clock, const Account& account, CaseId id, std::optional<Date> as_of = {});

/// A case as this account reads it, without what it may do there: for lists of what happened. The account must be able to see it.
CaseReading reading_without_offers(const Programmes& programmes, const Account& account, CaseFile file);

/// What the selected outlines of a programme's call hold of its rounds, as one snapshot sees it.
std::map<std::string, PlacesTaken, std::less<>> places_taken_in(Snapshot& snapshot, const Definition& definition);

/// What other cases say about this one, as one snapshot sees them: places taken in a call, cases of the same body paid before.
void add_other_cases(Snapshot& snapshot, const Definition& definition, const CaseFile& file, Situation& situation);

/// Who would sign the letter if this account signed it now; nobody when it does not hold the duty.
Signer signer_of_draft(const Account& account, const CaseReading& reading, const std::string& letter);

/// What an account may see in lists, hits and counts.
Visibility visibility_of(const Account& account, const Programmes& programmes);

/// Names of accounts, for histories; erased ones are empty.
using NamesOfAccounts = std::map<AccountId, std::string>;

}  // namespace foerderlauf
