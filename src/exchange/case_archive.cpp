#include "exchange/case_archive.hpp"

#include "base/sha256.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <stdexcept>

namespace foerderlauf {

namespace {

std::string sum_of(const PackedFile& file) {
    if (file.path.empty()) return sha256_hex(file.bytes);
    std::ifstream in{file.path, std::ios::binary};
    if (!in) throw std::runtime_error{"cannot read " + file.path.string()};
    Sha256 sum;
    std::array<char, 65'536> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0)
        sum.add({piece.data(), static_cast<std::size_t>(in.gcount())});
    return sum.hex();
}

}  // namespace

std::string archived_letter(std::int64_t seq, const std::string& name, const std::string& ending) {
    return fmt::format("schreiben/{:04}-{}{}", seq, name, ending);
}

std::string archived_document(std::int64_t id, const std::string& name) {
    auto harmless = name;  // a colon names a drive where archives are opened most
    std::ranges::replace_if(
        harmless, [](char c) { return c == ':' || c == '/' || c == '\\'; }, '_');
    return fmt::format("unterlagen/{:03}-{}", id, harmless);
}

void write_case_archive(const std::filesystem::path& to, std::vector<PackedFile> files, Instant at) {
    std::ranges::sort(files, {}, &PackedFile::name);
    std::string sums;
    for (const auto& file : files) sums += sum_of(file) + "  " + file.name + "\n";
    files.push_back({archive_sums, std::move(sums), {}, true});
    write_archive(to, files, at);
}

}  // namespace foerderlauf
