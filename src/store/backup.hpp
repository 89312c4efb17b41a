#pragma once

#include "store/data_folder.hpp"

#include <filesystem>
#include <sqlite3.h>

namespace foerderlauf {

/// A backup is one SQLite file: the database as of one moment, and the files of the document folder
/// as rows beside it (a document is stored before a case names it, and never changed: none is missing).

/// Copies the database in one go through the writing connection, which alone can do it while the store goes on: a copy
/// through another connection would start anew with every commit. Throws StoreFault when the file exists.
void copy_database(sqlite3* writer, const std::filesystem::path& file);
/// Adds the documents to a copy and checks it. A copy that is not sound is removed, and StoreFault thrown.
void complete_backup(const std::filesystem::path& file, const DataFolder& folder);

/// Makes a data folder from a backup that was checked first. Refusals: `restore.not_empty` (folder) when there is a database
/// or a document, `restore.no_backup` (file), `restore.unsound` (file, problem).
Result<void> restore(const std::filesystem::path& file, const WriterLock& lock);

}  // namespace foerderlauf
