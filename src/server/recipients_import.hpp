#pragma once

#include "casework/succession.hpp"
#include "exchange/recipient_register.hpp"

#include <filesystem>

namespace foerderlauf {

/// Reads a directory of bodies, GV100AD or CSV as its content says, and brings the register to it, in one job. Throws BadFile
/// with every mistake of the file.
struct ImportedRecipients {
    RecipientChanges changes;
    bool is_gv100ad = false, read_as_latin1 = false;
    std::optional<Date> state_date;
    std::int64_t foreign_rows = 0;
};
Result<ImportedRecipients> import_recipients(Store& store, const std::filesystem::path& file, AccountId by,
                                             PersonId person, Instant at);

/// True when the file is a list of successors (exchange/successors_csv.hpp).
bool is_list_of_successors(const std::filesystem::path& file);
/// Marks the bodies of the list as ended. Throws BadFile with every mistake of the file.
MarkedEnds import_successors(Store& store, const std::filesystem::path& file, const Account& by, Instant at);

}  // namespace foerderlauf
