#include "casework/document_types.hpp"

#include "base/text.hpp"
#include "casework/archive.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace foerderlauf {

namespace {

constexpr std::string_view open_document = "application/vnd.oasis.opendocument.";
constexpr std::string_view office_xml = "application/vnd.openxmlformats-officedocument.";

constexpr std::array<DocumentType, 10> types = {{
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"txt", "text/plain; charset=utf-8"},
    {"csv", "text/csv; charset=utf-8"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"odt", "application/vnd.oasis.opendocument.text"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
}};

/// What browsers and programs call a kind besides its own type.
bool is_other_name(std::string_view extension, std::string_view declared) {
    if (extension == "csv")
        return declared == "text/plain" || declared == "application/csv" || declared == "application/vnd.ms-excel";
    if (extension == "jpg" || extension == "jpeg") return declared == "image/jpg" || declared == "image/pjpeg";
    return false;
}

constexpr std::string_view zip_mark{"PK\x03\x04", 4};
constexpr std::string_view pdf_mark = "%PDF-";
constexpr std::string_view png_mark{"\x89PNG\r\n\x1a\n", 8};
constexpr std::string_view jpeg_mark{"\xFF\xD8\xFF", 3};

constexpr std::size_t most_entries = 1'000;
constexpr std::uint64_t most_unpacked = 100U << 20U;
constexpr std::uint64_t most_ratio = 100;

tl::unexpected<Refusal> lies(const DocumentType& type) {
    return refuse("document.type_lies", {{"extension", type.extension}});
}
tl::unexpected<Refusal> bad_archive(const DocumentType& type) {
    return refuse("document.archive", {{"extension", type.extension}});
}

/// A program that looks for a PDF takes one that begins within the first 1,024 bytes.
bool reads_as_pdf(std::string_view bytes) {
    return bytes.substr(0, 1024 + pdf_mark.size()).find(pdf_mark) != std::string_view::npos;
}

bool begins_as_page(std::string_view bytes) {
    const auto beginning = folded(trimmed(bytes.substr(0, 256)));
    return beginning.starts_with("<!doctype") || beginning.starts_with("<html") || beginning.starts_with("<script") ||
           beginning.starts_with("<svg") || beginning.starts_with("<?xml");
}

/// Lines of characters in any 8-bit encoding: clerks send CSV in Windows-1252 too.
bool is_plain_text(std::string_view bytes) {
    const auto is_control = [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return (code < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != '\f') || code == 0x7F;
    };
    return std::ranges::none_of(bytes, is_control);
}

bool leads_out(std::string_view name) {
    if (name.empty() || name.starts_with('/') || name.find('\\') != std::string_view::npos ||
        name.find(':') != std::string_view::npos || name.find('\0') != std::string_view::npos)
        return true;
    return std::ranges::any_of(split(name, '/'), [](const std::string& part) { return part == ".."; });
}

bool is_forbidden(const ArchiveEntry& entry) {
    const auto name = folded(entry.name);
    return leads_out(entry.name) || name.ends_with(".zip") || name.ends_with("vbaproject.bin") ||
           (entry.flags & 1U) != 0;
}

bool is_too_much(const std::vector<ArchiveEntry>& entries) {
    std::uint64_t packed = 0, unpacked = 0;
    for (const auto& entry : entries) {
        packed += entry.packed;
        unpacked += entry.unpacked;
    }
    return entries.size() > most_entries || unpacked > most_unpacked ||
           unpacked > most_ratio * std::max<std::uint64_t>(packed, 1);
}

bool holds(const std::vector<ArchiveEntry>& entries, std::string_view name) {
    return std::ranges::find(entries, name, &ArchiveEntry::name) != entries.end();
}

/// The parts that make an archive a document of its kind.
bool is_document(const DocumentType& type, std::string_view bytes, const std::vector<ArchiveEntry>& entries) {
    if (type.content_type.starts_with(open_document))
        return !entries.empty() && entries.front().name == "mimetype" &&
               stored_bytes(bytes, entries.front()) == type.content_type;
    return holds(entries, "[Content_Types].xml") &&
           holds(entries, type.extension == "xlsx" ? "xl/workbook.xml" : "word/document.xml");
}

Result<void> check_archive(const DocumentType& type, std::string_view bytes) {
    if (!bytes.starts_with(zip_mark) || reads_as_pdf(bytes)) return lies(type);
    const auto entries = archive_entries(bytes);
    if (!entries || is_too_much(*entries) || std::ranges::any_of(*entries, is_forbidden)) return bad_archive(type);
    if (!is_document(type, bytes, *entries)) return lies(type);
    return {};
}

bool is_picture(std::string_view mark, std::string_view bytes) {
    return bytes.starts_with(mark) && !reads_as_pdf(bytes);
}

bool is_flat_document(const DocumentType& type, std::string_view bytes) {
    if (ends_as_archive(bytes)) return false;
    if (type.extension == "pdf") return bytes.starts_with(pdf_mark);
    if (type.extension == "png") return is_picture(png_mark, bytes);
    if (type.content_type == "image/jpeg") return is_picture(jpeg_mark, bytes);
    return is_plain_text(bytes) && !bytes.starts_with(pdf_mark) && !begins_as_page(bytes);
}

}  // namespace

const DocumentType* document_type_of(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    const auto extension = folded(name.substr(dot + 1));
    const auto found = std::ranges::find(types, extension, &DocumentType::extension);
    return found == types.end() ? nullptr : &*found;
}

bool fits_declared(const DocumentType& type, std::string_view declared) {
    const auto plain = folded(trimmed(declared.substr(0, declared.find(';'))));
    if (plain.empty() || plain == "application/octet-stream") return true;
    return plain == type.content_type.substr(0, type.content_type.find(';')) || is_other_name(type.extension, plain);
}

Result<void> check_bytes(const DocumentType& type, std::string_view bytes) {
    if (type.content_type.starts_with(open_document) || type.content_type.starts_with(office_xml))
        return check_archive(type, bytes);
    if (!is_flat_document(type, bytes)) return lies(type);
    return {};
}

}  // namespace foerderlauf
