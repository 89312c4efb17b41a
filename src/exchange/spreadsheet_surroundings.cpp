// Workbook, relations, shared texts and styles of an .xlsx file.
#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "exchange/spreadsheet_parts.hpp"
#include "exchange/xml_events.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace foerderlauf {

namespace {

constexpr const char* workbook_part = "xl/workbook.xml";

int number_of(std::string_view text) {
    int number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The relation that the first sheet to be seen names; its title, and which calendar its days follow.
Result<std::string> first_sheet(const ZipParts& parts, SheetSurroundings& around) {
    const auto xml = parts.unpacked(workbook_part, most_part_bytes);
    if (!xml) return tl::unexpected{xml.error()};
    std::string relation;
    XmlEvents events;
    events.begin = [&](std::string_view name, const XmlEvents::Attributes& given) {
        if (name == "workbookPr") {
            const auto said = attribute_of(given, "date1904");
            around.from_1904 = said == "1" || said == "true";
        }
        const auto state = attribute_of(given, "state");
        const bool seen = state.empty() || state == "visible";
        // Of a sheet, `id` is the relation: its number is called sheetId.
        if (name == "sheet" && seen && relation.empty()) {
            relation = std::string{attribute_of(given, "id")};
            around.title = std::string{attribute_of(given, "name")};
        }
        return true;
    };
    if (const auto read = read_xml(*xml, events); !read) return tl::unexpected{read.error()};
    if (relation.empty()) return refuse("rows_xlsx.broken");
    return relation;
}

Result<std::string> part_of_relation(const ZipParts& parts, const std::string& relation) {
    const auto xml = parts.unpacked("xl/_rels/workbook.xml.rels", most_part_bytes);
    if (!xml) return tl::unexpected{xml.error()};
    std::string target;
    XmlEvents events;
    events.begin = [&](std::string_view name, const XmlEvents::Attributes& given) {
        if (name == "Relationship" && attribute_of(given, "Id") == relation)
            target = std::string{attribute_of(given, "Target")};
        return true;
    };
    if (const auto read = read_xml(*xml, events); !read) return tl::unexpected{read.error()};
    if (target.empty()) return refuse("rows_xlsx.broken");
    return target.starts_with('/') ? target.substr(1) : "xl/" + target;
}

/// The texts `<si>`: plain or in runs; how a word is pronounced (`rPh`) is no part of it.
Result<void> read_shared(const ZipParts& parts, std::vector<std::string>& shared) {
    constexpr const char* part = "xl/sharedStrings.xml";
    if (!parts.has(part)) return {};
    const auto xml = parts.unpacked(part, most_part_bytes);
    if (!xml) return tl::unexpected{xml.error()};
    bool in_text = false, spoken = false;
    XmlEvents events;
    events.begin = [&](std::string_view name, const XmlEvents::Attributes&) {
        if (name == "si") shared.emplace_back();
        if (name == "rPh") spoken = true;
        in_text = name == "t" && !spoken && !shared.empty();
        return shared.size() <= most_sheet_cells;
    };
    events.end = [&](std::string_view name) {
        if (name == "rPh") spoken = false;
        in_text = false;
        return true;
    };
    events.text = [&](std::string_view text) {
        if (in_text) shared.back() += text;
        return true;
    };
    return read_xml(*xml, events);
}

/// Formats that every program knows by number (ECMA-376 part 1 § 18.8.30) and that show a day.
bool known_day_format(int number) {
    return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) || number == 36 ||
           (number >= 50 && number <= 54) || number == 57 || number == 58;
}

Result<void> read_styles(const ZipParts& parts, std::vector<bool>& day_styles) {
    constexpr const char* part = "xl/styles.xml";
    if (!parts.has(part)) return {};
    const auto xml = parts.unpacked(part, most_part_bytes);
    if (!xml) return tl::unexpected{xml.error()};
    std::map<int, bool> own;
    bool of_cells = false;
    XmlEvents events;
    events.begin = [&](std::string_view name, const XmlEvents::Attributes& given) {
        const int format = number_of(attribute_of(given, "numFmtId"));
        if (name == "numFmt") own[format] = shows_day(attribute_of(given, "formatCode"));
        if (name == "cellXfs") of_cells = true;
        if (name == "xf" && of_cells)
            day_styles.push_back(own.contains(format) ? own.at(format) : known_day_format(format));
        return day_styles.size() <= most_sheet_cells;
    };
    events.end = [&](std::string_view name) {
        if (name == "cellXfs") of_cells = false;
        return true;
    };
    return read_xml(*xml, events);
}

}  // namespace

bool shows_day(std::string_view format) {
    bool quoted = false, bracketed = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char c = format[i];
        if (c == '"' && !bracketed) quoted = !quoted;
        else if (quoted) continue;
        else if (c == '\\' || c == '_' || c == '*') ++i;
        else if (c == '[' || c == ']') bracketed = c == '[';
        else if (!bracketed && (c == 'd' || c == 'D' || c == 'y' || c == 'Y')) return true;
    }
    return false;
}

std::string day_of_serial(std::string_view serial, bool from_1904) {
    using namespace std::chrono;
    int number = 0;
    const auto [end, fault] = std::from_chars(serial.data(), serial.data() + serial.size(), number);
    const bool whole_or_time = end == serial.data() + serial.size() || *end == '.';
    constexpr int last = 2'958'465, leap_day_that_was_not = 60;
    if (fault != std::errc{} || !whole_or_time || number < (from_1904 ? 0 : 1) || number > last) return {};
    if (from_1904) return to_iso(year_month_day{sys_days{year{1904} / 1 / 1} + days{number}});
    if (number == leap_day_that_was_not) return {};
    const auto zero = number < leap_day_that_was_not ? sys_days{year{1899} / 12 / 31} : sys_days{year{1899} / 12 / 30};
    return to_iso(year_month_day{zero + days{number}});
}

Result<SheetSurroundings> read_surroundings(const ZipParts& parts) {
    SheetSurroundings around;
    const auto relation = first_sheet(parts, around);
    if (!relation) return tl::unexpected{relation.error()};
    const auto part = part_of_relation(parts, *relation);
    if (!part) return tl::unexpected{part.error()};
    around.part = *part;
    if (const auto read = read_shared(parts, around.shared); !read) return tl::unexpected{read.error()};
    if (const auto read = read_styles(parts, around.day_styles); !read) return tl::unexpected{read.error()};
    return around;
}

}  // namespace foerderlauf
