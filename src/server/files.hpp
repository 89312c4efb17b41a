#pragma once

#include <filesystem>
#include <string>

namespace foerderlauf {

/// The whole file; throws std::runtime_error naming it when it cannot be read.
std::string read_file(const std::filesystem::path& path);
/// Writes beside and renames, so that a reader sees the old or the new content, never half of it.
void write_file(const std::filesystem::path& path, const std::string& content);

}  // namespace foerderlauf
