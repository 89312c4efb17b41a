#pragma once

#include "base/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace foerderlauf {

/// The parts of a ZIP archive held in memory, unpacked one at a time. Not thread-safe. ZIP files on disk: archive_file.hpp.
class ZipParts {
public:
    /// The bytes must outlive the object. Refuses what is no archive (`rows_xlsx.not_a_workbook`) and one with more parts
    /// than any workbook has (`rows_xlsx.too_large`).
    static Result<ZipParts> open(std::string_view bytes);

    bool has(const std::string& name) const;
    /// What the part holds: counted while it is unpacked, whatever the archive declares. Refuses more than `most_bytes`
    /// (`rows_xlsx.too_large`), a part under a password (`rows_xlsx.encrypted`) and what cannot be unpacked or is not there
    /// (`rows_xlsx.broken`).
    Result<std::string> unpacked(const std::string& name, std::size_t most_bytes) const;

private:
    struct Closing {
        void operator()(void* archive) const;
    };
    explicit ZipParts(void* archive) : archive_{archive} {}
    std::unique_ptr<void, Closing> archive_;
};

}  // namespace foerderlauf
