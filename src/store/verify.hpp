#pragma once

#include "store/chain_check.hpp"
#include "store/connection.hpp"

#include <memory>

namespace foerderlauf {

/// Checks a database against its own history: chains, texts and letters against their hashes, positions without gaps,
/// every projection against a replay, the seals of the days, the ledger against a recount. Case by case: it needs the memory of one case.
/// The connection should stand in one snapshot. What cannot even be read is a difference as well.
/// The differences come in the order of cases and events, what concerns no single case at the end.
std::vector<Difference> verify_database(sqlite3* connection, const Projector& project);
/// One case and the ledger accounts it books on.
std::vector<Difference> verify_case(sqlite3* connection, const Projector& project, CaseId id);

}  // namespace foerderlauf
