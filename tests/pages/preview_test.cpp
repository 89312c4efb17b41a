// The whole application on one page, as it will be handed in: nothing left out, what is missing marked, attachments by hash.
#include "base/sha256.hpp"
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::size_t count_of(const std::string& text, const std::string& words) {
    std::size_t count = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + words.size())) ++count;
    return count;
}

}  // namespace

TEST_CASE("a complete application is shown whole before it is handed in, its attachments with their hashes") {
    PagesInTest pages;
    const auto body = pages.get("zeichner", filled_in_application(pages) + "/preview").body;
    for (const auto* words : {"Schnittstelle Bürgerakte", "Eine Schnittstelle.\nNachnutzbar.", "15.03.2027",
                              "Entwicklung", "Summe: 100.000,00", "80.000,00", "DE02120300000000202051", "noch nicht"})
        CHECK_THAT(body, ContainsSubstring(words));
    CHECK(count_of(body, sha256_hex(pdf("").bytes)) == 3);
    CHECK_THAT(body, !ContainsSubstring("fehlt noch"));
}

TEST_CASE("what is missing is marked at its field and listed with its source") {
    PagesInTest pages;
    const auto list = led_to(
        pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    led_to(pages.post("gemeinde", list + "/cost_plan", {{"cost_plan.0.item", "Kurse"}}));
    const auto body = pages.get("gemeinde", list.substr(0, list.rfind('/')) + "/preview").body;
    CHECK_THAT(body, ContainsSubstring("Was bis zur Unterschrift noch fehlt") &&
                         ContainsSubstring("Es sind noch keine Unterlagen hochgeladen."));
    CHECK_THAT(body, ContainsSubstring("kern-icon--warning\" aria-hidden=\"true\"></span> fehlt noch</dd>"));
    CHECK_THAT(body, ContainsSubstring("„Jahr“ fehlt noch.</dd>") && ContainsSubstring("„Betrag“ fehlt noch.</dd>"));
    // Nobody has to state partners.
    CHECK_THAT(body, ContainsSubstring("<dt>Partner</dt><dd>keine Angabe</dd>"));
}

TEST_CASE("one section that is ready is counted as one") {
    PagesInTest pages;
    const auto list = led_to(
        pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    const auto body = pages.get("gemeinde", list).body;
    CHECK_THAT(body, ContainsSubstring("1 von 7 Abschnitten ist fertig"));
}

TEST_CASE("a print bears its date, and what is said of the application leaves the day it was saved as it is") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    pages.travel_to("2026-11-05");
    led_to(pages.post("gemeinde", path + "/messages", {{"text", "Wann hören wir von Ihnen?"}}));
    const auto body = pages.get("gemeinde", path + "/preview").body;
    CHECK_THAT(body, ContainsSubstring("<dt>Gespeichert</dt><dd>02.11.2026, ") &&
                         ContainsSubstring("Ausdruck: 05.11.2026, ") && !ContainsSubstring("heute, "));
}

TEST_CASE("once it is handed in the page says so and asks for nothing more") {
    PagesInTest pages;
    const auto body = pages.get("gemeinde", handed_in_application(pages) + "/preview").body;
    CHECK_THAT(body, ContainsSubstring("<time datetime=\"2026-11-02\">") && !ContainsSubstring("<dd>noch nicht</dd>") &&
                         !ContainsSubstring("Was bis zur Unterschrift"));
}

TEST_CASE("an application is previewed only by whoever may read the case") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    CHECK(pages.get("nordhausen", path + "/preview").status == 404);
    CHECK(pages.get("finanzen", path + "/preview").status == 404);
    CHECK(pages.get("", path + "/preview").status == 303);
    CHECK(pages.get("gemeinde", "/cases/99999/preview").status == 404);
}
