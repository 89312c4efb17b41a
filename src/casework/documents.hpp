#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>

namespace foerderlauf {

/// What came in as a file, checked and stored.
struct StoredDocument {
    std::string stored_as;   ///< random name below `DIR/documents/`
    std::string sha256;
    std::int64_t size = 0;
    std::string content_type;
};

/// Uploaded files, each under a random name outside of any web root, written whole and synced before a case names it.
/// Thread-safe. A crash between writing and the case's event leaves an orphan, never a case without its file.
class DocumentFolder {
public:
    explicit DocumentFolder(std::filesystem::path folder);

    /// Accepts PDF, PNG, JPEG, TXT, CSV, XLSX, DOCX, ODT, ODS up to 20 MiB whose name, declared type and first bytes agree.
    /// Refusals `document.too_large`, `document.empty`, `document.type_not_allowed`, `document.type_lies`, `document.name`.
    Result<StoredDocument> store(const std::string& name, const std::string& declared_type, const std::string& bytes);
    /// Path of a stored file by its hash; throws when it is gone (a fault: the case names it).
    std::filesystem::path path_of(const std::string& stored_as) const;
    /// The stored file with this content, empty when unknown.
    std::string find(const std::string& sha256) const;

private:
    std::filesystem::path folder_;
};

}  // namespace foerderlauf
