#pragma once

#include <Poco/InflatingStream.h>
#include <Poco/StreamCopier.h>
#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace foerderlauf::test {

inline std::size_t little_endian(const std::string& bytes, std::size_t at, int size) {
    std::size_t value = 0;
    while (size-- > 0) value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(size)));
    return value;
}

/// The XML of a sheet, counted from 1, taken out of the workbook's archive.
inline std::string sheet_xml(const std::filesystem::path& workbook, int number) {
    std::ifstream stream{workbook, std::ios::binary};
    const std::string archive{std::istreambuf_iterator<char>{stream}, {}};
    constexpr std::size_t header = 30;  // of an entry, before its name; PKWARE APPNOTE 4.3.7
    const auto name = archive.find("xl/worksheets/sheet" + std::to_string(number) + ".xml");
    REQUIRE(name != std::string::npos);
    const auto entry = name - header;
    REQUIRE(archive.compare(entry, 4, "PK\x03\x04") == 0);
    std::istringstream packed{
        archive.substr(name + little_endian(archive, entry + 26, 2) + little_endian(archive, entry + 28, 2))};
    constexpr int bare_deflate = -15;  // window bits as zlib takes them; negative: without a header
    Poco::InflatingInputStream plain{packed, bare_deflate};
    std::string xml;
    Poco::StreamCopier::copyToString(plain, xml);
    return xml;
}

/// How many sheets the workbook has.
inline int sheets_in(const std::filesystem::path& workbook) {
    std::ifstream stream{workbook, std::ios::binary};
    const std::string archive{std::istreambuf_iterator<char>{stream}, {}};
    int number = 0;
    while (archive.find("xl/worksheets/sheet" + std::to_string(number + 1) + ".xml") != std::string::npos) ++number;
    return number;
}

}  // namespace foerderlauf::test
