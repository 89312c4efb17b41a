#include "casework/documents.hpp"

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "casework/document_types.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace foerderlauf {

namespace {

constexpr std::size_t longest_name = 200;  ///< characters

[[noreturn]] void fail(const char* what) { throw std::system_error{errno, std::generic_category(), what}; }

/// A descriptor that closes itself.
class OpenFile {
public:
    OpenFile(const std::filesystem::path& path, int flags)
        : descriptor_{::open(path.c_str(), flags | O_CLOEXEC, 0600)} {
        if (descriptor_ < 0) fail("document folder: open");
    }
    ~OpenFile() { ::close(descriptor_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    void write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail("document folder: write");
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void sync() const {
        if (::fsync(descriptor_) != 0) fail("document folder: fsync");
    }

private:
    int descriptor_;
};

/// A name in a folder is on disk only when the folder is.
void sync_folder(const std::filesystem::path& folder) { OpenFile{folder, O_RDONLY | O_DIRECTORY}.sync(); }

void write_synced(const std::filesystem::path& path, std::string_view bytes) {
    try {
        const OpenFile file{path, O_WRONLY | O_CREAT | O_EXCL};
        file.write(bytes);
        file.sync();
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);  // half a document is none
        throw;
    }
    sync_folder(path.parent_path());
}

/// Marks that turn the reading direction (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), in UTF-8.
bool is_direction_mark(std::string_view at) {
    static constexpr std::array<std::string_view, 11> marks = {
        "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"};
    return std::ranges::any_of(marks, [&](std::string_view mark) { return at.starts_with(mark); });
}

std::string_view without_dots(std::string_view name) {
    while (name.starts_with('.') || name.starts_with(' ')) name.remove_prefix(1);
    while (name.ends_with('.') || name.ends_with(' ')) name.remove_suffix(1);
    return name;
}

bool is_stored_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
    });
}

}  // namespace

std::string cleaned_document_name(std::string_view name) {
    if (const auto folder = name.find_last_of("/\\"); folder != std::string_view::npos) name.remove_prefix(folder + 1);
    std::string clean;
    while (!name.empty()) {
        if (is_direction_mark(name)) {
            name.remove_prefix(3);
            continue;
        }
        const auto code = static_cast<unsigned char>(name.front());
        if (code >= 0x20 && code != 0x7F) clean += name.front();
        name.remove_prefix(1);
    }
    return std::string{without_dots(trimmed(clean))};
}

std::string content_type_of(std::string_view name) {
    const auto* type = document_type_of(name);
    return type ? std::string{type->content_type} : std::string{};
}

DocumentFolder::DocumentFolder(std::filesystem::path folder) : folder_{std::move(folder)} {
    std::filesystem::create_directories(folder_);
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
}

Result<StoredDocument> DocumentFolder::store(const std::string& name, const std::string& declared_type,
                                             const std::string& bytes) {
    if (!is_utf8(name) || cleaned_document_name(name).empty() || length_of(name) > longest_name)
        return refuse("document.name", {{"max", static_cast<std::int64_t>(longest_name)}});
    const auto* type = document_type_of(cleaned_document_name(name));
    if (!type) return refuse("document.type_not_allowed", {{"name", FreeText{cleaned_document_name(name)}}});
    if (bytes.empty()) return refuse("document.empty");
    if (static_cast<std::int64_t>(bytes.size()) > max_document_bytes)
        return refuse("document.too_large", {{"max_mib", max_document_bytes >> 20}});
    if (!fits_declared(*type, declared_type)) return refuse("document.type_lies", {{"extension", type->extension}});
    if (const auto checked = check_bytes(*type, bytes); !checked) return tl::unexpected{checked.error()};

    StoredDocument stored;
    stored.sha256 = sha256_hex(bytes);
    stored.stored_as = stored.sha256 + "-" + to_hex(random_bytes(8));
    stored.size = static_cast<std::int64_t>(bytes.size());
    stored.content_type = type->content_type;
    // Two letters of the hash make a folder: no folder grows with the whole history.
    const auto folder = folder_ / stored.sha256.substr(0, 2);
    if (std::filesystem::create_directory(folder)) sync_folder(folder_);
    write_synced(folder / stored.stored_as, bytes);
    return stored;
}

void DocumentFolder::remove(const std::string& stored_as) {
    std::error_code gone;
    if (is_stored_name(stored_as)) std::filesystem::remove(folder_ / stored_as.substr(0, 2) / stored_as, gone);
}

std::filesystem::path DocumentFolder::path_of(const std::string& stored_as) const {
    auto path = folder_ / stored_as.substr(0, 2) / stored_as;
    if (!is_stored_name(stored_as) || !std::filesystem::is_regular_file(path))
        throw std::runtime_error{"a document that a case names is not in the document folder"};
    return path;
}

std::string DocumentFolder::find(const std::string& sha256) const {
    if (!is_stored_name(sha256) || sha256.size() != 64) return {};
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator{folder_ / sha256.substr(0, 2), none})
        if (auto name = entry.path().filename().string(); name.starts_with(sha256)) return name;
    return {};
}

}  // namespace foerderlauf
