#pragma once

#include "forms/yaml_reader.hpp"

#include <filesystem>
#include <functional>

namespace foerderlauf {

/// Reads a YAML file of `config/` and hands its tree to `read`. Throws BadFile with everything `read` and the reading of
/// the file complained about, all of the file at once.
void read_config_file(const std::filesystem::path& file,
                      const std::function<void(const YamlNode& root, YamlReader& reader)>& read);

}  // namespace foerderlauf
