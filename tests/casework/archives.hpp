#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace foerderlauf::test {

/// An entry as it shall be declared; the bytes are stored as they are.
struct Packed {
    std::string name;
    std::string bytes = "x";
    std::uint32_t says_unpacked = 0;  ///< 0: what is true
    std::uint16_t flags = 0;
};

inline std::string little16(std::uint32_t number) {
    return {static_cast<char>(number & 0xFFU), static_cast<char>(number >> 8U & 0xFFU)};
}
inline std::string little32(std::uint32_t number) { return little16(number & 0xFFFFU) + little16(number >> 16U); }

/// A ZIP archive without compression (APPNOTE 6.3); checksums are left out, nobody unpacks it.
inline std::string archive_of(const std::vector<Packed>& entries) {
    std::string bytes, directory;
    for (const auto& entry : entries) {
        const auto size = static_cast<std::uint32_t>(entry.bytes.size());
        const auto unpacked = entry.says_unpacked == 0 ? size : entry.says_unpacked;
        const auto offset = static_cast<std::uint32_t>(bytes.size());
        const auto common = little16(entry.flags) + little16(0) + little32(0) + little32(0) + little32(size) +
                            little32(unpacked) + little16(static_cast<std::uint32_t>(entry.name.size())) + little16(0);
        bytes.append("PK\x03\x04", 4).append(little16(20)).append(common).append(entry.name).append(entry.bytes);
        directory.append("PK\x01\x02", 4).append(little16(20) + little16(20) + common) += little16(0) + little16(0) +
                                                                                          little16(0) + little32(0) +
                                                                                          little32(offset) + entry.name;
    }
    const auto count = static_cast<std::uint32_t>(entries.size());
    const auto begin = static_cast<std::uint32_t>(bytes.size());
    return bytes.append(directory).append("PK\x05\x06", 4) + little16(0) + little16(0) + little16(count) +
           little16(count) + little32(static_cast<std::uint32_t>(directory.size())) + little32(begin) + little16(0);
}

inline std::vector<Packed> workbook_parts() {
    return {{"[Content_Types].xml"}, {"xl/workbook.xml"}, {"xl/worksheets/sheet1.xml"}};
}

inline std::string workbook_with(Packed more) {
    auto parts = workbook_parts();
    parts.push_back(std::move(more));
    return archive_of(parts);
}

inline std::string open_document(const std::string& type) { return archive_of({{"mimetype", type}, {"content.xml"}}); }

}  // namespace foerderlauf::test
