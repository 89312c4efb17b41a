#include "workflow/bundle.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "forms/yaml_reader.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view programme_file = "programme.yaml";
constexpr std::uintmax_t largest_file = 1'000'000;  // a notice has a few thousand bytes; more is a mistake

bool lies_inside(const fs::path& folder, const fs::path& file) {
    const auto [end, rest] = std::ranges::mismatch(folder, file);
    return end == folder.end();
}

std::optional<std::string> content_of(const fs::path& folder, const std::string& name) {
    std::error_code fault;
    const auto root = fs::canonical(folder, fault);
    if (fault) return {};
    const auto file = fs::canonical(root / name, fault);  // symbolic links are resolved before the place is judged
    if (fault || !lies_inside(root, file) || !fs::is_regular_file(file, fault)) return {};
    if (fs::file_size(file, fault) > largest_file || fault) return {};
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return {};
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

/// Whatever programme.yaml names; its mistakes are told by load_definition.
std::vector<std::string> files_named_in(const std::string& programme_yaml) {
    std::vector<LoadError> ignored;
    std::vector<std::string> names;
    const auto root = read_yaml(programme_yaml, std::string{programme_file}, ignored);
    if (!root) return names;
    if (const auto* machines = root->find("machines"))
        for (const auto& machine : machines->children) names.push_back(machine.text + ".yaml");
    for (const auto* part : {"forms", "letters", "look"})
        if (const auto* named = root->find(part))
            for (const auto& file : named->children) names.push_back(file.text);
    return names;
}

}  // namespace

std::optional<std::string> bundle_path(std::string_view programme, std::string_view named) {
    const auto parts = split(named, '/');
    const bool leaves = std::ranges::any_of(
        parts, [](const auto& part) { return part.empty() || part == "." || part == ".."; });
    if (leaves || named.find_first_of(std::string_view{"\\\0", 2}) != std::string_view::npos) return {};
    if (parts.front() == "common") return std::string{named};
    return std::string{programme} + "/" + std::string{named};
}

Bundle read_bundle(const fs::path& workflows_folder, const std::string& programme) {
    Bundle bundle;
    if (!is_name(programme, Dashes::Allowed)) return bundle;
    const auto main_file = programme + "/" + std::string{programme_file};
    const auto programme_yaml = content_of(workflows_folder, main_file);
    if (!programme_yaml) return bundle;
    bundle.files[main_file] = *programme_yaml;
    for (const auto& named : files_named_in(*programme_yaml))
        if (const auto path = bundle_path(programme, named))
            if (auto content = content_of(workflows_folder, *path)) bundle.files[*path] = std::move(*content);
    return bundle;
}

std::string version_of(const Bundle& bundle) {
    std::string all;
    for (const auto& [path, content] : bundle.files)
        all += path + '\n' + std::to_string(content.size()) + '\n' + content;
    return "sha256:" + sha256_hex(all);
}

std::string programme_of(const Bundle& bundle) {
    for (const auto& [path, content] : bundle.files) {
        const auto slash = path.find('/');
        if (slash != std::string::npos && path.substr(slash + 1) == programme_file) return path.substr(0, slash);
    }
    return {};
}

}  // namespace foerderlauf
