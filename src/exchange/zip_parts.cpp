#include "exchange/zip_parts.hpp"

#include <array>
#include <zip.h>

namespace foerderlauf {

namespace {

constexpr zip_int64_t most_parts = 1'000;

zip_t* handle(void* archive) { return static_cast<zip_t*>(archive); }

struct ClosingPart {
    void operator()(zip_file_t* part) const { zip_fclose(part); }
};

}  // namespace

void ZipParts::Closing::operator()(void* archive) const { zip_discard(handle(archive)); }

Result<ZipParts> ZipParts::open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    auto* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    zip_error_fini(&error);
    if (!archive) {
        if (source) zip_source_free(source);
        return refuse("rows_xlsx.not_a_workbook");
    }
    ZipParts parts{archive};
    if (zip_get_num_entries(archive, 0) > most_parts) return refuse("rows_xlsx.too_large");
    return parts;
}

bool ZipParts::has(const std::string& name) const {
    return zip_name_locate(handle(archive_.get()), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string> ZipParts::unpacked(const std::string& name, std::size_t most_bytes) const {
    auto* archive = handle(archive_.get());
    const std::unique_ptr<zip_file_t, ClosingPart> part{zip_fopen(archive, name.c_str(), ZIP_FL_NOCASE)};
    if (!part) {
        const int code = zip_error_code_zip(zip_get_error(archive));
        const bool locked = code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_WRONGPASSWD;
        return refuse(locked ? "rows_xlsx.encrypted" : "rows_xlsx.broken");
    }
    std::string text;
    std::array<char, 65'536> piece;  // NOLINT(cppcoreguidelines-pro-type-member-init): read into
    for (;;) {
        const auto count = zip_fread(part.get(), piece.data(), piece.size());
        if (count < 0) return refuse("rows_xlsx.broken");
        if (count == 0) return text;
        if (text.size() + static_cast<std::size_t>(count) > most_bytes) return refuse("rows_xlsx.too_large");
        text.append(piece.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace foerderlauf
