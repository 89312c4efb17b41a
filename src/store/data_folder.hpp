#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <string>

namespace foerderlauf {

/// The folder where an installation keeps everything (`--data DIR`).
class DataFolder {
public:
    explicit DataFolder(std::filesystem::path folder) : folder_{std::move(folder)} {}
    const std::filesystem::path& path() const { return folder_; }
    std::filesystem::path database() const { return folder_ / "foerderlauf.db"; }
    std::filesystem::path documents() const { return folder_ / "documents"; }
    std::filesystem::path control_socket() const { return folder_ / "control.sock"; }
    std::filesystem::path lock_file() const { return folder_ / "lock"; }

    bool has_database() const;
    void create() const;  ///< the folder (mode 0700) and what lies in it; nothing happens to what is there

private:
    std::filesystem::path folder_;
};

/// The right to write in a data folder, for as long as it lives: a lock of the operating system on `DIR/lock`, which
/// ends with the process however that ends. At most one in the world per folder.
class WriterLock {
public:
    /// `purpose` tells others who holds it (`serve`, `rebuild`). Refusal Blocked `data_folder.locked` (folder, holder).
    static Result<WriterLock> acquire(const DataFolder& folder, const std::string& purpose);
    ~WriterLock();
    WriterLock(WriterLock&& other) noexcept;
    WriterLock& operator=(WriterLock&&) = delete;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

    const DataFolder& folder() const { return folder_; }

private:
    WriterLock(DataFolder folder, int descriptor) : folder_{std::move(folder)}, descriptor_{descriptor} {}
    DataFolder folder_;
    int descriptor_ = -1;
};

}  // namespace foerderlauf
