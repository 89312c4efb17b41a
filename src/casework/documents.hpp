#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace foerderlauf {

/// The largest file taken in.
inline constexpr std::int64_t max_document_bytes = 20 << 20;

/// A sender's file name, fit for showing and for a download's name: without folders, control characters, marks that turn
/// the reading direction (they fake extensions), blanks and dots at the ends. May be empty.
std::string cleaned_document_name(std::string_view name);

/// The type a document is served as, by the extension of its name; empty when that kind is not taken in.
std::string content_type_of(std::string_view name);

/// What came in as a file, checked and stored.
struct StoredDocument {
    std::string stored_as;  ///< name below `DIR/documents/`: hash and random part, nothing of the sender's
    std::string sha256;
    std::int64_t size = 0;
    std::string content_type;
};

/// Uploaded files, each under a name of our own outside of any web root, written whole and synced before a case names it.
/// Thread-safe. A crash between writing and the case's event leaves an orphan, never a case without its file.
class DocumentFolder {
public:
    explicit DocumentFolder(std::filesystem::path folder);

    /// Accepts PDF, PNG, JPEG, TXT, CSV, XLSX, DOCX, ODT, ODS up to 20 MiB whose name, declared type and first bytes agree.
    /// No declared type, or `application/octet-stream`, says nothing and is passed over. A file that is of two types at
    /// once (a PDF that is an archive too) lies. Office files are archives: at most 1,000 entries, 100 MiB and a ratio of
    /// 100:1 as they declare it, no macros, no way out of the folder; none is ever unpacked here.
    /// Refusals `document.too_large`, `document.empty`, `document.type_not_allowed`, `document.type_lies`, `document.name`,
    /// `document.archive`. Throws when the disk does not take the bytes.
    Result<StoredDocument> store(const std::string& name, const std::string& declared_type, const std::string& bytes);
    /// Takes back a file that no case came to name.
    void remove(const std::string& stored_as);
    /// Path of a stored file; throws when it is gone (a fault: the case names it).
    std::filesystem::path path_of(const std::string& stored_as) const;
    /// The stored file with this content, empty when unknown.
    std::string find(const std::string& sha256) const;

private:
    std::filesystem::path folder_;
};

}  // namespace foerderlauf
