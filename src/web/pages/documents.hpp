#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// A document as lists name it: {document_name, document_kind, document_path, document_size, document_day}.
View document_view(const CaseReading& reading, const Document& document, const Words& words);

/// Documents of the case and the upload form; `back` is where the page returns to after an upload.
View documents_view(const Visit& visit, const CaseReading& reading, const std::string& back);

Reply upload_document(const Visit& visit);    ///< POST /cases/{id}/documents (multipart: `kind`, `file`, `back`)
Reply download_document(const Visit& visit);  ///< GET /cases/{id}/documents/{did}

}  // namespace foerderlauf
