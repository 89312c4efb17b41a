#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace foerderlauf {

/// A kind of file that is taken in.
struct DocumentType {
    std::string_view extension;     ///< `pdf`
    std::string_view content_type;  ///< as it is served
};

/// By the extension of the name, any case; null for a kind that is not taken in.
const DocumentType* document_type_of(std::string_view name);

/// Whether the declared type fits the kind. An empty one and `application/octet-stream` say nothing and fit.
bool fits_declared(const DocumentType& type, std::string_view declared);

/// Whether the bytes are what the extension says and nothing else besides. Refusal `document.type_lies` or, for office
/// files, `document.archive`.
Result<void> check_bytes(const DocumentType& type, std::string_view bytes);

}  // namespace foerderlauf
