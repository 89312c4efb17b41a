#pragma once

#include "store/seals.hpp"

#include <functional>
#include <iosfwd>
#include <optional>

namespace foerderlauf {

/// Writes the history as JSON lines that can be checked without this program: a line `header`, the
/// lines `seal` of the days that have passed (store/seals.hpp), for each case in order its
/// lines `event` (the members that are hashed, position, hash, and the texts with their salts), `posting` and `letter`,
/// at the end a line `end` with the number of events and seals and the root hash. Streams; needs a store with SQL.
/// With `only`, one case: then nothing can be said about seals, positions and the ledger as a whole.
void export_events(Snapshot& snapshot, std::ostream& out, std::optional<CaseId> only = {});

/// The same of one case for a reader who is not told every text: those of which `withholds` says so (event and key) are left out
/// as erased ones are, which leaves the chain as it is.
using Withholding = std::function<bool(const Event& event, std::string_view key)>;
void export_case(Snapshot& snapshot, std::ostream& out, CaseId id, const Withholding& withholds);

/// Checks such a file as `verify` checks a database: chains, texts, letters, postings, seals, positions, and that no account ever
/// went below zero. A line that cannot be read is a difference with its number; the file is not read further then.
/// With `given`, a seal that was kept elsewhere is compared with the one of that day in the file.
std::vector<Difference> verify_export(std::istream& in, const std::optional<Seal>& given = {});

}  // namespace foerderlauf
