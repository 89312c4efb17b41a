#include "casework/archive.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::string_view end_mark{"PK\x05\x06", 4};
constexpr std::string_view entry_mark{"PK\x01\x02", 4};
constexpr std::string_view local_mark{"PK\x03\x04", 4};
constexpr std::size_t end_size = 22, entry_size = 46, local_size = 30;
constexpr std::size_t longest_comment = 0xFFFF;

/// Little-endian numbers; the caller has checked that they are there.
std::uint16_t number16(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1])
                                                                                  << 8U);
}
std::uint32_t number32(std::string_view bytes, std::size_t at) {
    return number16(bytes, at) | static_cast<std::uint32_t>(number16(bytes, at + 2)) << 16U;
}

/// Where the end record begins whose comment reaches exactly to the end of the bytes.
std::optional<std::size_t> end_record(std::string_view bytes) {
    if (bytes.size() < end_size) return {};
    const auto earliest = bytes.size() - std::min(bytes.size(), end_size + longest_comment);
    for (auto at = bytes.rfind(end_mark); at != std::string_view::npos && at >= earliest;
         at = bytes.rfind(end_mark, at - 1)) {
        if (at + end_size <= bytes.size() && at + end_size + number16(bytes, at + 20) == bytes.size()) return at;
        if (at == 0) break;
    }
    return {};
}

}  // namespace

bool ends_as_archive(std::string_view bytes) { return end_record(bytes).has_value(); }

std::optional<std::vector<ArchiveEntry>> archive_entries(std::string_view bytes) {
    const auto end = end_record(bytes);
    if (!end) return {};
    const bool one_disk = number16(bytes, *end + 4) == 0 && number16(bytes, *end + 6) == 0;
    const std::size_t count = number16(bytes, *end + 10);
    const std::size_t size = number32(bytes, *end + 12);
    std::size_t at = number32(bytes, *end + 16);
    if (!one_disk || count == 0xFFFF || at > *end || size != *end - at) return {};

    std::vector<ArchiveEntry> entries;
    for (std::size_t i = 0; i < count; ++i) {
        if (at + entry_size > *end || bytes.substr(at, 4) != entry_mark) return {};
        const std::size_t name_size = number16(bytes, at + 28);
        const std::size_t next = at + entry_size + name_size + number16(bytes, at + 30) + number16(bytes, at + 32);
        if (next > *end) return {};
        entries.push_back({std::string{bytes.substr(at + entry_size, name_size)}, number32(bytes, at + 20),
                           number32(bytes, at + 24), number16(bytes, at + 8), number16(bytes, at + 10),
                           number32(bytes, at + 42)});
        at = next;
    }
    if (at != *end) return {};
    return entries;
}

std::string_view stored_bytes(std::string_view archive, const ArchiveEntry& entry) {
    const std::size_t at = entry.offset;
    if (entry.method != 0 || at + local_size > archive.size() || archive.substr(at, 4) != local_mark) return {};
    const auto begin = at + local_size + number16(archive, at + 26) + number16(archive, at + 28);
    if (begin > archive.size() || entry.packed > archive.size() - begin) return {};
    return archive.substr(begin, entry.packed);
}

}  // namespace foerderlauf
