// Feeds for calendar programs: every line as RFC 5545 asks for it.
#include "domain/calendar.hpp"
#include "exchange/icalendar.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

Instant moment() {
    Instant at;
    REQUIRE(from_rfc3339("2026-11-14T08:00:00.123456Z", at));
    return at;
}

}  // namespace

TEST_CASE("an entry is a whole day with its own name, stamped when its case last changed") {
    const auto text = icalendar_text("Fristen",
                                     {{"1042-1-inaction@foerderlauf", parse_date("2026-12-14").value(), moment(),
                                       "Drei Monate nach Eingang: EGOV-2026-0042", "Portal, neu; \\o/\nPößneck",
                                       "https://foerderlauf.example/cases/1042"}});
    CHECK(text == "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Foerderlauf//Foerderlauf//DE\r\nCALSCALE:GREGORIAN\r\n"
                  "NAME:Fristen\r\nX-WR-CALNAME:Fristen\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"
                  "BEGIN:VEVENT\r\nUID:1042-1-inaction@foerderlauf\r\nDTSTAMP:20261114T080000Z\r\n"
                  "DTSTART;VALUE=DATE:20261214\r\nSUMMARY:Drei Monate nach Eingang: EGOV-2026-0042\r\n"
                  "DESCRIPTION:Portal\\, neu\\; \\\\o/\\nPößneck\r\nURL:https://foerderlauf.example/cases/1042\r\n"
                  "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

TEST_CASE("lines are folded at 75 octets, never inside a character, and unfold to what they were") {
    std::string title;
    for (int i = 0; i < 60; ++i) title += i % 7 == 0 ? "Maßnahme " : "ü€";
    const auto text = icalendar_text("x", {{"u", parse_date("2026-12-14").value(), moment(), title, "", ""}});
    std::string unfolded;
    std::size_t begin = 0;
    for (auto end = text.find("\r\n"); end != std::string::npos; begin = end + 2, end = text.find("\r\n", begin)) {
        const auto line = text.substr(begin, end - begin);
        CHECK(line.size() <= 75);
        CHECK((static_cast<unsigned char>(line[line.starts_with(' ') ? 1 : 0]) & 0xC0U) != 0x80U);
        unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
    }
    CHECK(begin == text.size());
    CHECK(unfolded.find("\nSUMMARY:" + title + "\n") != std::string::npos);
}

TEST_CASE("a title cannot begin a line of its own") {
    const auto text = icalendar_text(
        "x", {{"u", parse_date("2026-12-14").value(), moment(), "Titel\r\nEND:VEVENT\r\nBEGIN:VALARM", "a\rb", ""}});
    CHECK(text.find("\r\nBEGIN:VALARM") == std::string::npos);
    CHECK(text.find("SUMMARY:Titel \\nEND:VEVENT \\nBEGIN:VALARM\r\n") != std::string::npos);
    CHECK(text.find("DESCRIPTION:a b\r\n") != std::string::npos);
}
