// Messages on the pages: what is shown to whom, what is kept when one is refused, and that foreign text stays harmless.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("a message is shown as text of its own direction, never as markup") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const std::string hostile = "<script>alert(1)</script> \u202Eשלום 👩‍👩‍👧";
    led_to(pages.post("gemeinde", path + "/messages", {{"text", hostile}}));
    for (const auto& page : {path, path + "/messages"}) {
        const auto body = pages.get("formal", page).body;
        CHECK_THAT(body, ContainsSubstring("dir=\"auto\">&lt;script&gt;"));
        CHECK_THAT(body, ContainsSubstring("שלום 👩‍👩‍👧"));
        CHECK_THAT(body, !ContainsSubstring("<script>alert"));
    }
}

TEST_CASE("what was typed comes back when it is refused") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    std::string long_text(10'001, 'x');
    const auto reply = pages.post("gemeinde", path + "/messages", {{"text", long_text}});
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring(long_text) && ContainsSubstring("10001 Zeichen"));
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Bisher keine."));
}

TEST_CASE("a message that came since the page was opened does not keep the next one back") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/messages", {{"text", "Frage"}}));
    led_to(pages.post("gemeinde", path + "/messages", {{"text", "Antwort"}, {"seen_seq", "1"}}));
}

TEST_CASE(
    "whoever may not write gets no form, and a message of a stranger is not even refused: there is no such case") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK_THAT(pages.get("revision", path).body, !ContainsSubstring("Nachricht senden"));
    CHECK(pages.post("revision", path + "/messages", {{"text", "Ich lese nur."}}).status == 403);
    CHECK(pages.post("nordhausen", path + "/messages", {{"text", "Wer ist das?"}}).status == 404);
    CHECK(pages.get("nordhausen", path + "/messages").status == 404);
    CHECK_THAT(pages.get("formal", "/worklist").body, !ContainsSubstring("Nachricht ungelesen"));
}

TEST_CASE("the start page asks the body to read what the authority wrote, until it is read") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/messages", {{"text", "Eine Frage."}}));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("hat Ihnen geschrieben"));
    pages.travel_to("2026-11-03");
    CHECK_THAT(pages.get("gemeinde", path + "?as_of=02.11.2026").body, ContainsSubstring("Eine Frage."));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("hat Ihnen geschrieben"));
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Eine Frage.") && ContainsSubstring(">neu<"));
    CHECK_THAT(pages.get("gemeinde", "/").body, !ContainsSubstring("hat Ihnen geschrieben"));
    CHECK_THAT(pages.get("zeichner", "/").body, ContainsSubstring("hat Ihnen geschrieben"));
    CHECK_THAT(pages.get("nordhausen", "/").body, !ContainsSubstring("hat Ihnen geschrieben"));
}
