#include "exchange/icalendar.hpp"

#include "domain/calendar.hpp"
#include "domain/mail.hpp"

namespace foerderlauf {

namespace {

constexpr std::size_t longest_line = 75;  // octets without the line break, RFC 5545 § 3.1

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// A content line, folded: what follows the first break begins with a blank that counts.
void add_line(std::string& out, const std::string& line) {
    std::size_t begin = 0, room = longest_line;
    while (line.size() - begin > room) {
        auto end = begin + room;
        while (end > begin + 1 && continues_character(line[end])) --end;
        out.append(line, begin, end - begin).append("\r\n ");
        begin = end;
        room = longest_line - 1;
    }
    out.append(line, begin).append("\r\n");
}

/// TEXT of RFC 5545 § 3.3.11.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += "\\n";
        else if (c == '\\' || c == ';' || c == ',') (out += '\\') += c;
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) out += ' ';
        else out += c;
    }
    return out;
}

std::string without_marks(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != '-' && c != ':') out += c;
    return out;
}

/// `20261114T080000Z`
std::string utc_moment(Instant moment) { return without_marks(to_rfc3339(moment).substr(0, 19)) + "Z"; }

void add_entry(std::string& out, const CalendarEntry& entry) {
    add_line(out, "BEGIN:VEVENT");
    add_line(out, "UID:" + escaped(entry.uid));
    add_line(out, "DTSTAMP:" + utc_moment(entry.changed));
    add_line(out, "DTSTART;VALUE=DATE:" + without_marks(to_iso(entry.day)));
    add_line(out, "SUMMARY:" + escaped(entry.summary));
    if (!entry.description.empty()) add_line(out, "DESCRIPTION:" + escaped(entry.description));
    if (!entry.url.empty()) add_line(out, "URL:" + one_line(entry.url));
    add_line(out, "TRANSP:TRANSPARENT");
    add_line(out, "END:VEVENT");
}

}  // namespace

std::string icalendar_text(const std::string& name, const std::vector<CalendarEntry>& entries) {
    std::string out;
    add_line(out, "BEGIN:VCALENDAR");
    add_line(out, "VERSION:2.0");
    add_line(out, "PRODID:-//Foerderlauf//Foerderlauf//DE");
    add_line(out, "CALSCALE:GREGORIAN");
    add_line(out, "NAME:" + escaped(name));          // RFC 7986
    add_line(out, "X-WR-CALNAME:" + escaped(name));  // what programs read that do not know it
    add_line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT6H");
    for (const auto& entry : entries) add_entry(out, entry);
    add_line(out, "END:VCALENDAR");
    return out;
}

}  // namespace foerderlauf
