#pragma once

#include "domain/load.hpp"
#include "store/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A file of `config/` as it was imported: the store is the truth, the file on disk only a proposal.
struct ImportedFile {
    std::string name;  ///< `holidays.yaml`
    std::string content;
    std::string sha256;
};

struct ConfigChange {
    int added = 0, removed = 0, unchanged = 0;  ///< rows
    bool changed() const { return added + removed > 0; }
};

/// The imported files by name, folded from the installation's own record.
std::map<std::string, ImportedFile> imported_files(Store& store);

/// Imports a file that was checked to load: an event for each row that was added or removed (who, file, row), and one that
/// holds the whole file, all in one transaction. The same content again changes nothing. Refusal `config.not_yaml`.
Result<ConfigChange> import_config_file(Store& store, const std::string& name, const std::string& content, AccountId by,
                                        PersonId person, Instant at);

}  // namespace foerderlauf
