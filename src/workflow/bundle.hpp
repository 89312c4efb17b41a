#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace foerderlauf {

/// Every file a programme consists of, by path relative to `workflows/`: `thueregovrl/programme.yaml`, what it names
/// (machines, forms, letters), and the shared ones it names (`common/court-case.yaml`). Scenarios are tests, not part of it.
struct Bundle {
    std::map<std::string, std::string> files;
    bool operator==(const Bundle&) const = default;
};

/// The files as they stand on disk. What is missing, unreadable, or lies outside the folder (also by a symbolic link) is
/// left out: load_definition says which line of programme.yaml names it.
Bundle read_bundle(const std::filesystem::path& workflows_folder, const std::string& programme);

/// `sha256:…` over path, length and content of every file in the order of the paths: the name of the version.
std::string version_of(const Bundle& bundle);

/// The folder of the programme in the bundle (`thueregovrl`): the one that has a programme.yaml. Empty when there is none.
std::string programme_of(const Bundle& bundle);

/// Where a file named in programme.yaml lies: `forms/notice.yaml` below the programme, `common/…` beside it.
/// Nothing for absolute paths and for those with `..`.
std::optional<std::string> bundle_path(std::string_view programme, std::string_view named);

}  // namespace foerderlauf
