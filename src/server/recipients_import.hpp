#pragma once

#include "exchange/recipients_csv.hpp"
#include "store/store.hpp"

#include <filesystem>

namespace foerderlauf {

/// Reads a recipients file and brings the register to it, in one job. Throws BadFile with every mistake of the file.
RecipientChanges import_recipients(Store& store, const std::filesystem::path& file, AccountId by, PersonId person,
                                   Instant at);

}  // namespace foerderlauf
