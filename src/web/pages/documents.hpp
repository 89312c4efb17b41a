#pragma once

#include "web/pages/visit.hpp"

namespace foerderlauf {

/// Documents of the case and the upload form; `back` is where the page returns to after an upload.
View documents_view(const Visit& visit, const CaseReading& reading, const std::string& back);

Reply upload_document(const Visit& visit);    ///< POST /cases/{id}/documents (multipart: `kind`, `file`, `back`)
Reply download_document(const Visit& visit);  ///< GET /cases/{id}/documents/{did}

}  // namespace foerderlauf
