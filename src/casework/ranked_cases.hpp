#pragma once

#include "casework/reading.hpp"
#include "casework/recipients.hpp"
#include "workflow/ranking.hpp"

namespace foerderlauf {

/// A case of the ranking list with the derivation of its points.
struct RankedCase {
    CaseRow row;
    std::shared_ptr<const Definition> definition;  ///< of the case's own version; keeps what `rank` points to
    Rank rank;
    std::int64_t inhabitants = 0;  ///< of applicant and partners, as the register knows them now
    std::optional<Date> review_on;
};

/// The cases of a programme that stand in the states its ranking lists, as one reader may see them: the most points first, then
/// who applied first, then by number. Cases without every criterion's points stand behind the complete ones. A case the reader
/// has a conflict of interest with is left out. Orders and explains; nothing follows from it.
std::vector<RankedCase> ranked_cases(Store& store, const Programmes& programmes, const RecipientRegister& recipients,
                                     const Account& account, const std::string& programme);

}  // namespace foerderlauf
