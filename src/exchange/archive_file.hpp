#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// A file to be put into a ZIP archive: bytes, or what stands at `path` when that is set.
struct PackedFile {
    std::string name;  ///< UTF-8, folders divided by `/`
    std::string bytes = {};
    std::filesystem::path path = {};
    bool deflated = false;  ///< worth packing; what is packed already (PDF, pictures) is only stored
};

/// Writes a ZIP archive, every file dated `at`. Files at a path are read while it is written and never held in memory.
/// Throws std::runtime_error when a file is gone or the disk does not take it; nothing is left at `to` then.
void write_archive(const std::filesystem::path& to, const std::vector<PackedFile>& files, Instant at);

/// A ZIP archive on disk that somebody handed in, read without trust: unpacked nowhere, counted while it is read. Not thread-safe.
class ArchiveFile {
public:
    struct Limits {
        std::int64_t files = 20'000;
        std::int64_t bytes = std::int64_t{8} << 30;  ///< unpacked, all together
        std::int64_t ratio = 200;  ///< a larger file above 1 MiB unpacks to at most so many times its size
    };
    /// Refusals: `archive_file.not_an_archive`, `archive_file.too_large` (more, larger or more tightly packed than the limits
    /// allow, as it declares itself), `archive_file.name` (name) for a name that leads out of a folder, is a folder or stands twice.
    static Result<ArchiveFile> open(const std::filesystem::path& file, const Limits& limits);
    static Result<ArchiveFile> open(const std::filesystem::path& file) { return open(file, Limits{}); }

    const std::vector<std::string>& names() const { return names_; }  ///< in order of bytes
    bool has(const std::string& name) const;
    using Sink = std::function<void(std::string_view piece)>;
    /// Hands the file over in pieces. Refusals: `archive_file.too_large` as soon as it unpacks to more than it declared or the
    /// limits allow, `archive_file.unreadable` (name) when it cannot be unpacked or is not there.
    Result<void> read(const std::string& name, const Sink& sink) const;
    /// The whole of it; more than `most` bytes are `archive_file.too_large`.
    Result<std::string> text(const std::string& name, std::size_t most) const;

private:
    struct Closing {
        void operator()(void* archive) const;
    };
    std::unique_ptr<void, Closing> archive_;
    std::vector<std::string> names_;
};

/// Whether a file begins as ZIP archives do.
bool begins_as_archive(const std::filesystem::path& file);

}  // namespace foerderlauf
