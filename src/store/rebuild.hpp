#pragma once

#include "store/store.hpp"

#include <sqlite3.h>

namespace foerderlauf {

/// Throws every projection away and counts it again from the history, in one transaction on the writing connection.
/// Throws StoreFault when the history cannot be replayed; then nothing was changed.
void rebuild_projections(sqlite3* writer, const Projector& project);

}  // namespace foerderlauf
