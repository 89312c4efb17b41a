#pragma once

#include "store/seals.hpp"

#include <filesystem>

namespace foerderlauf {

/// Writes `YYYY-MM-DD.json` into the folder for every seal newer than the newest file there, so that copies can be handed to
/// somebody else; gives their number. A file that exists is never changed. Refusal Blocked `seal.file_differs` (file, day)
/// when the newest file there is not the seal the store has for that day: then nothing is written, somebody must look.
/// Throws StoreFault when a file cannot be written.
Result<int> write_seal_files(Snapshot& snapshot, const std::filesystem::path& folder);

/// Reads such a file. Refusals: `seal.no_file` (file), `seal.unreadable` (file), `seal.unsound` (file): its content does not
/// give its hash.
Result<Seal> read_seal_file(const std::filesystem::path& file);

}  // namespace foerderlauf
