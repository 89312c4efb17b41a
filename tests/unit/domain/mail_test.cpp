// Addresses and headers of mails: nothing in them can become a second header or a second recipient.
#include "domain/mail.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

TEST_CASE("an address is taken as it is, and what is none is refused") {
    CHECK(parse_mail_address("vorname.nachname@gemeinde.example").value() == "vorname.nachname@gemeinde.example");
    CHECK(parse_mail_address("a+b_c@x.invalid"));
    const auto wrong = GENERATE(as<std::string>{}, "", "@", "ohne-zeichen", "a@", "@b.example", "a b@c.example",
                                "a@b example", "a@b.example\r\nBcc: c@d.example", "a@b.example>", "<a@b.example>",
                                "a@b@c.example", "müller@b.example", "a@-b.example", "a..b@c.example", ".a@c.example",
                                "a,b@c.example", "a@b.example,c@d.example", "\"a\"@b.example", "a@[127.0.0.1]");
    CAPTURE(wrong);
    const auto parsed = parse_mail_address(wrong);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message.key == "mail.address");
}

TEST_CASE("an address longer than a server takes is refused") {
    CHECK_FALSE(parse_mail_address(std::string(65, 'a') + "@b.example"));
    CHECK_FALSE(parse_mail_address("a@" + std::string(250, 'b') + ".example"));
}

TEST_CASE("a subject is one line, whatever a title holds") {
    CHECK(one_line("Titel\r\nBcc: x@y.example") == "Titel  Bcc: x@y.example");
    CHECK(encoded_header("Titel\nBcc: x@y.example").find('\n') == std::string::npos);
    CHECK(encoded_header("Erinnerung") == "Erinnerung");
    CHECK(encoded_header("Prüfung") == "=?UTF-8?B?UHLDvGZ1bmc=?=");
    CHECK(encoded_header("=?UTF-8?B?UHLDvGZ1bmc=?=").starts_with("=?UTF-8?B?PT9VVEYt"));
}

TEST_CASE("long subjects are folded between characters, no line above 76") {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "äöü€";
    const auto header = encoded_header(text);
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 2) {
        end = header.find("\r\n", begin);
        const auto line = header.substr(begin, end - begin);
        CHECK(line.size() <= 76);
        CHECK((begin == 0 || line.starts_with(' ')));
        if (end == std::string::npos) break;
    }
}
