#include "reports/sheet_parts.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <zip.h>

namespace foerderlauf {

namespace {

[[noreturn]] void fail(const char* what) { throw std::runtime_error{std::string{"workbook: "} + what}; }

struct Discarding {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discarding>;

struct ClosingPart {
    void operator()(zip_file_t* part) const { zip_fclose(part); }
};

/// The packed part of a sheet while libzip reads it: what stands before the rows, the rows, what stands behind.
struct SheetPart {
    PackedPiece head;
    PackedText& rows;
    PackedPiece tail;
    PackedSize rows_size, size;
    std::uint64_t position;
    zip_error_t error;

    void open() {
        rows.finish();
        position = 0;
    }
    std::uint64_t read(char* bytes, std::uint64_t most) {
        const auto rows_begin = head.bytes.size(), rows_end = rows_begin + rows_size.packed_length;
        std::uint64_t count = 0;
        const auto copy = [&](const std::string& from, std::uint64_t begin) {
            const auto at = position - begin;
            count = std::min<std::uint64_t>(most, from.size() - at);
            std::memcpy(bytes, from.data() + at, count);
        };
        if (position < rows_begin) copy(head.bytes, 0);
        else if (position >= rows_end) copy(tail.bytes, rows_end);
        else rows.read(bytes, count = std::min(most, rows_end - position));
        position += count;
        return count;
    }
};

zip_stat_t stat_of(const SheetPart& part) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    stat.size = part.size.length;
    stat.comp_size = part.size.packed_length;
    stat.comp_method = ZIP_CM_DEFLATE;
    stat.crc = part.size.crc;
    stat.encryption_method = ZIP_EM_NONE;
    stat.valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC | ZIP_STAT_ENCRYPTION_METHOD;
    return stat;
}

/// What libzip asks of a source, see zip_source_function(3).
zip_int64_t answered(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& part = *static_cast<SheetPart*>(state);
    switch (command) {
        case ZIP_SOURCE_OPEN: part.open(); return 0;
        case ZIP_SOURCE_CLOSE:
        case ZIP_SOURCE_FREE: return 0;
        case ZIP_SOURCE_STAT: {
            const auto stat = stat_of(part);
            std::memcpy(data, &stat, sizeof stat);
            return sizeof stat;
        }
        case ZIP_SOURCE_READ: return static_cast<zip_int64_t>(part.read(static_cast<char*>(data), length));
        case ZIP_SOURCE_ERROR: return zip_error_to_data(&part.error, data, length);
        case ZIP_SOURCE_SUPPORTS:
            return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                                  ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
        default: zip_error_set(&part.error, ZIP_ER_OPNOTSUPP, 0); return -1;
    }
}

/// libzip is C: no exception may pass it.
zip_int64_t answer(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    try {
        return answered(state, data, length, command);
    } catch (const std::exception&) {
        zip_error_set(&static_cast<SheetPart*>(state)->error, ZIP_ER_READ, 0);
        return -1;
    }
}

std::string unpacked(zip_t* archive, zip_uint64_t number) {
    zip_stat_t stat;
    const std::unique_ptr<zip_file_t, ClosingPart> part{zip_fopen_index(archive, number, 0)};
    if (!part || zip_stat_index(archive, number, 0, &stat) != 0) fail("a sheet cannot be read");
    std::string text(stat.size, '\0');
    if (zip_fread(part.get(), text.data(), text.size()) != static_cast<zip_int64_t>(text.size()))
        fail("a sheet cannot be read");
    return text;
}

[[noreturn]] void fail_otherwise() { fail("a sheet is written otherwise than was expected"); }

/// Where `what` ends in the part of a sheet that libxlsxwriter wrote.
std::size_t behind(const std::string& xml, std::string_view what) {
    const auto at = xml.find(what);
    if (at == std::string::npos) fail_otherwise();
    return at + what.size();
}

/// Where the rows go: between the two tags. libxlsxwriter writes a sheet without cells in one of two ways, the second where it
/// knows of a filter.
std::size_t place_of_rows(std::string& xml) {
    constexpr std::string_view one_tag = "/>", two_tags = "></sheetData>";
    const auto at = behind(xml, "<sheetData");
    if (xml.compare(at, one_tag.size(), one_tag) == 0) xml.replace(at, one_tag.size(), two_tags);
    if (xml.compare(at, two_tags.size(), two_tags) != 0) fail_otherwise();
    return at + 1;
}

SheetPart part_of(std::string xml, SheetRows& sheet) {
    auto& rows = sheet.finish();
    const auto dimension = behind(xml, "<dimension ref=\"");
    xml.replace(dimension, xml.find('"', dimension) - dimension, sheet.dimension());
    const auto end_of_head = place_of_rows(xml);
    SheetPart part{.head = packed(xml.substr(0, end_of_head), PieceEnds::MoreFollows),
                   .rows = rows,
                   .tail = packed(xml.substr(end_of_head), PieceEnds::Stream),
                   .rows_size = rows.finish(),
                   .size = {},
                   .position = 0,
                   .error = {}};
    part.size.add(part.head);
    part.size.add(part.rows_size);
    part.size.add(part.tail);
    zip_error_init(&part.error);
    return part;
}

}  // namespace

void put_rows(const std::filesystem::path& workbook, const std::vector<std::shared_ptr<SheetRows>>& sheets) {
    std::vector<SheetPart> parts;  // must outlive the archive, which reads them when it is closed
    parts.reserve(sheets.size());
    Archive archive{zip_open(workbook.c_str(), 0, nullptr)};
    if (!archive) fail("the file cannot be opened again");
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const auto name = "xl/worksheets/sheet" + std::to_string(i + 1) + ".xml";
        const auto found = zip_name_locate(archive.get(), name.c_str(), 0);
        if (found < 0) fail("a sheet is missing");
        const auto number = static_cast<zip_uint64_t>(found);
        parts.push_back(part_of(unpacked(archive.get(), number), *sheets[i]));
        auto* source = zip_source_function(archive.get(), answer, &parts.back());
        if (!source) fail("out of memory");
        if (zip_file_replace(archive.get(), number, source, 0) != 0) {
            zip_source_free(source);
            fail("a sheet cannot be replaced");
        }
        constexpr zip_uint16_t first_of_january_1980 = 1 << 5 | 1;  // as all parts: the same cells give the same bytes
        if (zip_file_set_dostime(archive.get(), number, 0, first_of_january_1980, 0) != 0) fail("a sheet without time");
    }
    if (zip_close(archive.get()) != 0) fail(zip_strerror(archive.get()));
    (void)archive.release();  // closing gave it back
}

}  // namespace foerderlauf
