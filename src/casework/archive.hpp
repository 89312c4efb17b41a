#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// An entry of a ZIP archive as its central directory declares it (APPNOTE 6.3 § 4.3.12).
struct ArchiveEntry {
    std::string name;
    std::uint32_t packed = 0;    ///< bytes in the archive
    std::uint32_t unpacked = 0;  ///< bytes it says it unpacks to
    std::uint16_t flags = 0;
    std::uint16_t method = 0;  ///< 0 stored, 8 deflated
    std::uint32_t offset = 0;  ///< of its local header
};

/// The entries of a ZIP archive, read from its central directory; nothing is unpacked. Nothing for what is no whole
/// archive: a directory that points outside the bytes, several disks, ZIP64 (no file of 20 MiB needs it).
std::optional<std::vector<ArchiveEntry>> archive_entries(std::string_view bytes);

/// Whether programs would take the bytes for an archive: an end record that closes exactly with them.
bool ends_as_archive(std::string_view bytes);

/// The bytes of an entry that is stored without compression; empty for every other.
std::string_view stored_bytes(std::string_view archive, const ArchiveEntry& entry);

}  // namespace foerderlauf
