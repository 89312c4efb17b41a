#pragma once

#include "base/sha256.hpp"
#include "store/connection.hpp"

#include <filesystem>

namespace foerderlauf::test {

/// A folder of its own for one test, gone with it.
class TestFolder {
public:
    TestFolder() : path_{std::filesystem::temp_directory_path() / ("foerderlauf-" + to_hex(random_bytes(8)))} {
        std::filesystem::create_directories(path_);
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    DataFolder data() const { return DataFolder{path_ / "data"}; }

private:
    std::filesystem::path path_;
};

inline WriterLock lock_on(const DataFolder& folder) {
    auto lock = WriterLock::acquire(folder, "test");
    if (!lock) throw std::runtime_error{"the test folder is locked"};
    return std::move(*lock);
}

}  // namespace foerderlauf::test
