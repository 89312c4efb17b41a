#include "exchange/archive_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <stdexcept>
#include <zip.h>

namespace foerderlauf {

namespace {

zip_t* handle(void* archive) { return static_cast<zip_t*>(archive); }

struct ClosingPart {
    void operator()(zip_file_t* part) const { zip_fclose(part); }
};
struct Discarding {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

[[noreturn]] void cannot_write(const std::filesystem::path& to, const char* why) {
    throw std::runtime_error{"cannot write " + to.string() + ": " + why};
}

/// Relative, without a way up, a drive, a folder of its own or a sign that no file name has.
bool is_harmless(std::string_view name) {
    if (name.empty() || name.front() == '/' || name.back() == '/') return false;
    const auto forbidden = [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\' || c == ':'; };
    if (std::ranges::any_of(name, forbidden)) return false;
    for (std::size_t from = 0; from <= name.size();) {
        const auto to = std::min(name.find('/', from), name.size());
        const auto part = name.substr(from, to - from);
        if (part.empty() || part == "." || part == "..") return false;
        from = to + 1;
    }
    return true;
}

void add(zip_t* archive, const PackedFile& file, Instant at, const std::filesystem::path& to) {
    auto* source = file.path.empty() ? zip_source_buffer(archive, file.bytes.data(), file.bytes.size(), 0)
                                     : zip_source_file(archive, file.path.c_str(), 0, -1);
    const auto index = source ? zip_file_add(archive, file.name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        if (source) zip_source_free(source);
        cannot_write(to, zip_strerror(archive));
    }
    const auto number = static_cast<zip_uint64_t>(index);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
    zip_set_file_compression(archive, number, file.deflated ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    zip_file_set_mtime(archive, number, seconds, 0);
}

}  // namespace

void write_archive(const std::filesystem::path& to, const std::vector<PackedFile>& files, Instant at) {
    int code = 0;
    std::unique_ptr<zip_t, Discarding> archive{zip_open(to.c_str(), ZIP_CREATE | ZIP_EXCL, &code)};
    if (!archive) cannot_write(to, "it cannot be made");
    for (const auto& file : files) add(archive.get(), file, at, to);
    if (zip_close(archive.get()) != 0) cannot_write(to, zip_strerror(archive.get()));
    static_cast<void>(archive.release());  // closing frees it
}

void ArchiveFile::Closing::operator()(void* archive) const { zip_discard(handle(archive)); }

Result<ArchiveFile> ArchiveFile::open(const std::filesystem::path& file, const Limits& limits) {
    constexpr std::uint64_t small = 1 << 20;
    int code = 0;
    ArchiveFile opened;
    opened.archive_.reset(zip_open(file.c_str(), ZIP_RDONLY, &code));
    if (!opened.archive_) return refuse("archive_file.not_an_archive");
    auto* archive = handle(opened.archive_.get());
    const auto count = zip_get_num_entries(archive, 0);
    if (count > limits.files) return refuse("archive_file.too_large");
    std::uint64_t together = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
        zip_stat_t told;
        zip_stat_init(&told);
        if (zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &told) != 0)
            return refuse("archive_file.not_an_archive");
        if (!is_harmless(told.name)) return refuse("archive_file.name", {{"name", FreeText{told.name}}});
        together += told.size;
        const bool bomb = told.size > small && told.size / std::max<std::uint64_t>(told.comp_size, 1) >
                                                   static_cast<std::uint64_t>(limits.ratio);
        if (bomb || told.size > static_cast<std::uint64_t>(limits.bytes) ||
            together > static_cast<std::uint64_t>(limits.bytes))
            return refuse("archive_file.too_large");
        opened.names_.emplace_back(told.name);
    }
    std::ranges::sort(opened.names_);
    if (const auto twice = std::ranges::adjacent_find(opened.names_); twice != opened.names_.end())
        return refuse("archive_file.name", {{"name", FreeText{*twice}}});
    return opened;
}

bool ArchiveFile::has(const std::string& name) const { return std::ranges::binary_search(names_, name); }

Result<void> ArchiveFile::read(const std::string& name, const Sink& sink) const {
    auto* archive = handle(archive_.get());
    const auto unreadable = [&] { return refuse("archive_file.unreadable", {{"name", FreeText{name}}}); };
    zip_stat_t told;
    zip_stat_init(&told);
    if (zip_stat(archive, name.c_str(), 0, &told) != 0) return unreadable();
    const std::unique_ptr<zip_file_t, ClosingPart> part{zip_fopen_index(archive, told.index, 0)};
    if (!part) return unreadable();
    std::array<char, 65'536> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
    for (std::uint64_t got = 0;;) {
        const auto count = zip_fread(part.get(), piece.data(), piece.size());
        if (count < 0) return unreadable();
        if (count == 0) return got == told.size ? Result<void>{} : unreadable();
        got += static_cast<std::uint64_t>(count);
        if (got > told.size) return refuse("archive_file.too_large");
        sink({piece.data(), static_cast<std::size_t>(count)});
    }
}

Result<std::string> ArchiveFile::text(const std::string& name, std::size_t most) const {
    std::string text;
    bool too_large = false;
    const auto done = read(name, [&](std::string_view piece) {
        too_large = too_large || text.size() + piece.size() > most;
        if (!too_large) text.append(piece);
    });
    if (!done) return tl::unexpected{done.error()};
    if (too_large) return refuse("archive_file.too_large");
    return text;
}

bool begins_as_archive(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::array<char, 4> start{};
    in.read(start.data(), start.size());
    const std::string_view bytes{start.data(), static_cast<std::size_t>(in.gcount())};
    return bytes == std::string_view{"PK\x03\x04", 4} || bytes == std::string_view{"PK\x05\x06", 4};
}

}  // namespace foerderlauf
