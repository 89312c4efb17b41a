#pragma once

#include "casework/reading.hpp"

#include <vector>

namespace foerderlauf {

/// The letters of a case this reader may see. A decision signed and not served is none yet for applicants and partners
/// (§ 41 VwVfG): it takes effect by being told. Its own body's clerk or signatory sees it once it waits in the portal.
std::vector<FrozenLetter> letters_for(Store& store, const CaseReading& reading);

/// Whether opening this letter is its service (§ 41 Abs. 2a VwVfG): the notice in force waits in the portal, and the reader is
/// clerk or signatory of the body it is addressed to, or of the association that acts for it. Partners only read along.
bool opening_serves(const CaseReading& reading, const FrozenLetter& letter);

/// Records the retrieval as the system does: `serve` with kind `portal` on the day of the clock. Served meanwhile counts as
/// done, so a letter opened twice at once is served once. A retrieval that is too late is the refusal of the step.
Result<void> record_retrieval(Dispatcher& dispatcher, const Clock& clock, const CaseReading& reading);

}  // namespace foerderlauf
