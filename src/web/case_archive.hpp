#pragma once

#include "casework/reading.hpp"
#include "web/site.hpp"

namespace foerderlauf {

/// The whole case as one ZIP archive (exchange/case_archive.hpp), as far as this reader is told of it: for the authority and the
/// auditor with the history as it was hashed, in which only reasons of conflicts of interest are left out for whoever may not
/// read them; for applicants and partners an extract with what their page shows. A notice that waits in the portal is not in
/// it: opening that one is its service. Nobody is served anything by this call.
///
/// Refusals: those of reading a case; TooMany `case_archive.busy` when two are being put together already.
Result<Reply> case_archive(Site& site, const Account& account, CaseId id);

}  // namespace foerderlauf
