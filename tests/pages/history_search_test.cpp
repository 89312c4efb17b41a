// Searching the time line of a case: what is told to the reader, and nothing else.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("the history is searched by the words of its entries in any order, whatever their capitals") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK_THAT(pages.get("formal", path).body,
               ContainsSubstring("Im Verlauf suchen") && !ContainsSubstring("Ganzen Verlauf zeigen"));
    const auto found = pages.get("formal", path + "?in_history=EINREICHEN ANTRAG").body;
    CHECK_THAT(found, ContainsSubstring("1 von ") && ContainsSubstring("Ganzen Verlauf zeigen"));
    const auto line = found.substr(found.find("<ol class=\"fl-time\">"));
    CHECK_THAT(line.substr(0, line.find("</ol>")),
               ContainsSubstring("Antrag einreichen") && !ContainsSubstring("Unterlage"));
}

TEST_CASE("a search without a hit says so and leads back to the whole history") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK_THAT(pages.get("formal", path + "?in_history=Entenhausen").body,
               ContainsSubstring("Kein Eintrag passt dazu") && ContainsSubstring("value=\"Entenhausen\""));
}

TEST_CASE("what an entry hides from a reader is not found by that reader either") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK(led_to(pages.post("fach", path + "/conflicts",
                            {{"kind", "concern"}, {"reason", "Mein Schwager ist dort Kämmerer."}})) == path);
    CHECK_THAT(pages.get("entscheidung", path + "?in_history=SCHWAGER").body, ContainsSubstring("1 von "));
    CHECK_THAT(pages.get("gemeinde", path + "?in_history=SCHWAGER").body, ContainsSubstring("Kein Eintrag passt dazu"));
    CHECK_THAT(pages.get("formal", path + "?in_history=SCHWAGER").body, ContainsSubstring("Kein Eintrag passt dazu"));
}
