#pragma once

#include "exchange/archive_file.hpp"
#include "store/store.hpp"

#include <filesystem>
#include <string>
#include <vector>

// A whole case as one ZIP archive that can be checked without this program and without its database:
//
//     LIESMICH.txt          what this is
//     verlauf.jsonl         the history as store/export.hpp writes it; not in an extract
//     verlauf.json          the history as people read it, and which letters and documents there are
//     verlauf.pdf           the same on paper; may be missing
//     schreiben/0017-grant_notice.txt, .pdf       the frozen words; the PDF may be missing
//     unterlagen/003-Preisliste.pdf               the bytes that were uploaded
//     pruefsummen.sha256    SHA-256 of every other file, as sha256sum writes and checks it
//
// An extract (for applicants and partners) holds no events as they were hashed, since these tell what the authority writes to
// itself; of the chain it shows each entry's hash and the one before.
namespace foerderlauf {

inline constexpr const char* archive_readme = "LIESMICH.txt";
inline constexpr const char* archive_history = "verlauf.jsonl";
inline constexpr const char* archive_reading = "verlauf.json";
inline constexpr const char* archive_paper = "verlauf.pdf";
inline constexpr const char* archive_sums = "pruefsummen.sha256";

/// `schreiben/0017-grant_notice` + ending.
std::string archived_letter(std::int64_t seq, const std::string& name, const std::string& ending);
/// `unterlagen/003-Preisliste.pdf`.
std::string archived_document(std::int64_t id, const std::string& name);

/// Writes it: the files given, and the list of their sums. Sums are counted from what is written, so a document that was changed
/// on disk is found by whoever checks. Throws as `write_archive` does.
void write_case_archive(const std::filesystem::path& to, std::vector<PackedFile> files, Instant at);

/// What a check of such an archive found.
struct ArchiveVerdict {
    std::vector<Difference>
        differences;  ///< the first is the first in this order: archive, sums, history, letters, documents
    bool extract = false;
    std::int64_t files = 0;   ///< besides the list of sums
    std::int64_t events = 0;  ///< entries of the history
    std::string file_number;
};

/// Every file against the list of sums, no file more or less; the history's chain; every frozen letter and every document the
/// history knows and has not erased against the hash that stands there. Of an extract the links of the chain, and letters and
/// documents as its reading lists them. Refusals: those of `ArchiveFile`, `case_archive.not_a_case` for another archive.
Result<ArchiveVerdict> verify_case_archive(const std::filesystem::path& file);

}  // namespace foerderlauf
