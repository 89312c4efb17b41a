#pragma once

#include "store/store.hpp"

#include <iosfwd>
#include <optional>

namespace foerderlauf {

/// Writes the history as JSON lines that can be checked without this program: a line `header`, for each case in order its
/// lines `event` (the members that are hashed, position, hash, and the texts with their salts), `posting` and `letter`,
/// at the end a line `end` with the number of events and the root hash. Streams; needs a store with SQL.
/// With `only`, one case: then nothing can be said about positions and the ledger as a whole.
void export_events(Snapshot& snapshot, std::ostream& out, std::optional<CaseId> only = {});

/// Checks such a file as `verify` checks a database: chains, texts, letters, postings, positions, and that no account ever
/// went below zero. A line that cannot be read is a difference with its number; the file is not read further then.
std::vector<Difference> verify_export(std::istream& in);

}  // namespace foerderlauf
