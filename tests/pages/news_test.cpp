// What others did in one's cases: who is told of what, counted in the head of every page, until it was looked at.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

/// The number behind `Neues` in the head; 0 where none stands.
int count_for(PagesInTest& pages, const std::string& account) {
    const auto body = pages.get(account, "/programmes").body;
    const std::string mark = "<span class=\"fl-count\">";
    const auto at = body.find(mark);
    return at == std::string::npos ? 0 : std::stoi(body.substr(at + mark.size()));
}

}  // namespace

TEST_CASE("whoever is concerned is told once of what others did, and the count is gone after looking") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK(count_for(pages, "formal") == 1);
    CHECK(count_for(pages, "gemeinde") == 1);  // the signatory handed it in
    CHECK(count_for(pages, "nordhausen") == 0);
    CHECK(count_for(pages, "haushalt") == 0);
    CHECK(count_for(pages, "revision") == 0);
    CHECK_THAT(pages.get("formal", "/news").body, ContainsSubstring("Antrag einreichen") && ContainsSubstring(path));
    CHECK(count_for(pages, "formal") == 0);
    CHECK_THAT(pages.get("nordhausen", "/news").body, ContainsSubstring("Hier steht nichts"));
    CHECK_THAT(pages.get("nordhausen", "/news").body, !ContainsSubstring(path));

    led_to(pages.post("formal", path + "/messages", {{"text", "Eine Frage."}}));
    CHECK(count_for(pages, "formal") == 0);  // one's own steps are no news
    CHECK_THAT(pages.get("zeichner", "/news").body, ContainsSubstring("Nachricht geschrieben"));
    CHECK(count_for(pages, "gemeinde") == 1);
    CHECK(pages.get("gemeinde", "/news?before=abc").status == 200);
    CHECK(count_for(pages, "gemeinde") == 0);
}

TEST_CASE("the municipality is told nothing of the way to a decision before it is served") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/steps/accept", {}));
    pages.get("zeichner", "/news");
    led_to(
        pages.post("fach", path + "/steps/recommend_refusal", {{"reason_code", "not_eligible"}, {"reason", "Nein."}}));
    CHECK(count_for(pages, "zeichner") == 0);
    CHECK_THAT(pages.get("zeichner", "/news").body, !ContainsSubstring("Ablehnung vorschlagen"));
    CHECK(count_for(pages, "entscheidung") == 1);
    CHECK(count_for(pages, "formal") == 1);
}

TEST_CASE("older news are on the pages behind, each case once") {
    PagesInTest pages;
    std::vector<std::string> paths;
    for (int number = 0; number < 21; ++number)
        paths.push_back(
            led_to(pages.post("gemeinde", "/cases", {{"recipient", "16067053"}, {"programme", "thueregovrl"}})));
    CHECK_THAT(pages.get("zeichner", "/programmes").body, ContainsSubstring("mehr als 20"));
    const auto first = pages.get("zeichner", "/news").body;
    const auto next = first.find("/news?before=");
    REQUIRE(next != std::string::npos);
    const auto address = first.substr(next, first.find('"', next) - next);
    const auto second = pages.get("zeichner", address).body;
    for (const auto& path : paths) {
        const auto link = path.substr(0, path.find("/edit")) + "\"";
        INFO(link);
        CHECK((first.find(link) != std::string::npos) != (second.find(link) != std::string::npos));
    }
    CHECK_THAT(second, !ContainsSubstring("Frühere"));
}
