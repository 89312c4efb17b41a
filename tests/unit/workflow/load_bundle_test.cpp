#include "workflow/bundle.hpp"

#include "unit/workflow/load_shipped.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

namespace fs = std::filesystem;

/// A folder of workflows that lives as long as a test.
class Workflows {
public:
    Workflows() : folder_{fs::temp_directory_path() / ("foerderlauf-bundle-" + std::to_string(::getpid()))} {
        fs::create_directories(folder_);
    }
    ~Workflows() { fs::remove_all(folder_); }
    Workflows(const Workflows&) = delete;
    Workflows& operator=(const Workflows&) = delete;

    const fs::path& folder() const { return folder_; }
    void write(const std::string& name, const std::string& content) const {
        fs::create_directories((folder_ / name).parent_path());
        std::ofstream{folder_ / name} << content;
    }

private:
    fs::path folder_;
};

}  // namespace

TEST_CASE("a bundle holds what the programme names, shared files too, and no scenarios") {
    const auto bundle = shipped();
    CHECK(bundle.files.contains(programme_file));
    CHECK(bundle.files.contains(court_case_file));
    CHECK(bundle.files.contains("thueregovrl/letters/grant_notice.txt"));
    CHECK(bundle.files.size() == 1 + 12 + 2 + 18 + 2);
    for (const auto& [path, content] : bundle.files) CHECK(path.find("scenarios") == std::string::npos);
    CHECK(programme_of(bundle) == "thueregovrl");
}

TEST_CASE("the version changes with every byte, every name and nothing else") {
    const auto bundle = shipped();
    CHECK(version_of(bundle) == version_of(shipped()));
    for (const auto& [path, content] : bundle.files) {
        auto other = bundle;
        other.files[path] += '\n';
        CHECK(version_of(other) != version_of(bundle));
    }
    // The same bytes cut at another place are other files.
    CHECK(version_of({{{"a", "xb\n1\ny"}}}) != version_of({{{"a", "x"}, {"b", "y"}}}));
    CHECK(version_of({{{"a", "1"}}}) != version_of({{{"b", "1"}}}));
    // printf 'a\n1\n1' | sha256sum
    CHECK(version_of({{{"a", "1"}}}) == "sha256:90a62f263c816b58d65ab346f26bba4a722b0bee4ab9764b886a31fe9e859ddf");
}

TEST_CASE("paths that leave the folder lead nowhere") {
    const auto [named, path] = GENERATE(table<std::string, std::optional<std::string>>({
        {"forms/notice.yaml", "thueregovrl/forms/notice.yaml"},
        {"common/court-case.yaml", "common/court-case.yaml"},
        {"../thuerfag/programme.yaml", std::nullopt},
        {"common/../../secret", std::nullopt},
        {"/etc/passwd", std::nullopt},
        {"forms//notice.yaml", std::nullopt},
        {"./forms/notice.yaml", std::nullopt},
        {"forms\\notice.yaml", std::nullopt},
        {std::string{"forms/no\0tice", 13}, std::nullopt},
        {"", std::nullopt},
    }));
    CHECK(bundle_path("thueregovrl", named) == path);
}

TEST_CASE("a symbolic link out of the folder is left out") {
    const Workflows workflows;
    workflows.write("p/programme.yaml", "letters:\n  inside: letters/inside.txt\n  outside: letters/outside.txt\n");
    workflows.write("p/letters/inside.txt", "in");
    fs::create_symlink("/etc/hostname", workflows.folder() / "p/letters/outside.txt");
    const auto bundle = read_bundle(workflows.folder(), "p");
    CHECK(bundle.files.contains("p/letters/inside.txt"));
    CHECK_FALSE(bundle.files.contains("p/letters/outside.txt"));
}

TEST_CASE("a programme that is not there, or named like a path, gives an empty bundle") {
    CHECK(read_bundle(SOURCE_DIR "/workflows", "nowhere").files.empty());
    CHECK(read_bundle(SOURCE_DIR "/workflows", "../workflows/thueregovrl").files.empty());
    CHECK(read_bundle(SOURCE_DIR "/nowhere", "thueregovrl").files.empty());
    CHECK(programme_of({}).empty());
}
