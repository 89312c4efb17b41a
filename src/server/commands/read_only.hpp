#pragma once

#include "casework/case_row.hpp"
#include "casework/publishing.hpp"
#include "server/command.hpp"
#include "store/sqlite_store.hpp"

namespace foerderlauf {

/// The data folder opened for reading, beside a running server or without one.
struct ReadingRoom {
    /// Throws BadFile with `command.no_data` when there is no database.
    explicit ReadingRoom(const ServerConfig& config);
    Programmes programmes;
    ReadOnlyStore store;
};

}  // namespace foerderlauf
