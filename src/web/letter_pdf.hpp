#pragma once

#include "casework/reading.hpp"
#include "letters/compose.hpp"
#include "web/site.hpp"

namespace foerderlauf {

/// The PDF of a frozen letter the reader may see. Beside the refusals of the press NotFound `api.no_pdf_yet` where there is none.
/// Whoever calls records a retrieval afterwards: nobody was told what could not be made.
Result<LetterPdf> pdf_of_letter(const Site& site, const CaseReading& reading, const FrozenLetter& letter);

/// The PDF of the notice as composed now, marked as a draft.
Result<std::string> pdf_of_draft(const Site& site, const CaseReading& reading, const ComposedLetter& letter);

/// A download named after file number and letter (`EGOV-2026-0042 Zuwendungsbescheid.pdf`).
Reply pdf_download(const Site& site, const CaseReading& reading, const std::string& letter, std::string bytes);

/// The status of such a refusal: 503 for what may come right by itself, 410 for what was erased, else as every refusal.
int status_of_missing_pdf(const Refusal& refusal);

/// Whether the request's Accept asks for a PDF by name.
bool wants_pdf(const Request& request);

}  // namespace foerderlauf
