#pragma once

#include "domain/load.hpp"
#include "store/store.hpp"

#include <filesystem>
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
    Instant at = {};   ///< when it was imported
    AccountId by = 0;  ///< who did; 0: the command line or the first start
};

struct ConfigChange {
    int added = 0, removed = 0, unchanged = 0;  ///< rows
    bool changed() const { return added + removed > 0; }
};

/// The files of `config/` that are imported so. Budget lines and recipients have doors of their own.
const std::vector<std::string>& imported_config_files();

/// Throws BadFile with every mistake of a file before anything of it is taken in. `name` is one of imported_config_files() and says
/// what the file must hold; `file` is where its text lies.
void check_config_file(const std::string& name, const std::filesystem::path& file);

/// The imported files by name, folded from the installation's own record.
std::map<std::string, ImportedFile> imported_files(Store& store);

/// Imports a file that was checked to load: an event for each row that was added or removed (who, file, row), and one that
/// holds the whole file, all in one transaction. The same content again changes nothing. Refusals: `config.not_yaml`; Overtaken where
/// `seen_sha256` is given and another version is in force.
Result<ConfigChange> import_config_file(Store& store, const std::string& name, const std::string& content, AccountId by,
                                        PersonId person, Instant at,
                                        const std::optional<std::string>& seen_sha256 = {});

}  // namespace foerderlauf
