#pragma once

#include "server/command_line.hpp"

#include <filesystem>

namespace foerderlauf {

/// Where the product's own files lie: workflows/, config/, reports/, templates and assets. In a source tree that is the
/// tree; an installation sets FOERDERLAUF_HOME or keeps the folders beside the configuration file.
struct Home {
    std::filesystem::path root;
    std::filesystem::path config_file() const { return root / "config" / "server.yaml"; }
    std::filesystem::path config() const { return root / "config"; }
    std::filesystem::path workflows() const { return root / "workflows"; }
    std::filesystem::path reports() const { return root / "reports"; }
};

/// FOERDERLAUF_HOME, else the folder above the one of `--config`, else the source tree the program was built from.
Home find_home(const CommandLine& line);

}  // namespace foerderlauf
