// What somebody reads who is new: whose turn it is, what a filter finds, what a button does.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string case_of_machine(const std::string& path) { return path.substr(0, path.find("/machines")); }

}  // namespace

TEST_CASE("newcomers: the task stands with who can do it, the filter finds what its words say") {
    PagesInTest pages{"2026-11-20", true};

    // Only a signatory files a proof: they are asked to; the clerk is told whose hand it needs, with the same last day.
    const auto signatory = pages.get("zeichner", "/").body;
    CHECK_THAT(signatory, ContainsSubstring("Verwendungsnachweis weiterführen") &&
                              ContainsSubstring("Mittelabruf weiterführen") && ContainsSubstring("Montag, 10.08.2026"));
    CHECK_THAT(signatory, !ContainsSubstring("vorbereiten"));
    const auto clerk = pages.get("gemeinde", "/").body;
    CHECK_THAT(clerk, ContainsSubstring("Verwendungsnachweis vorbereiten") && ContainsSubstring("Montag, 10.08.2026") &&
                          ContainsSubstring("Ausgefüllt und eingereicht wird von den Zeichnungsbefugten."));
    CHECK_THAT(clerk, !ContainsSubstring("weiterführen"));

    // To the public both signed notices are "Entschieden": one choice, and a link with one of them finds both.
    const auto filter = pages.get("beispiel", "/worklist").body;
    CHECK_THAT(filter, ContainsSubstring("value=\"granted,refused\"") && !ContainsSubstring("value=\"granted\"") &&
                           !ContainsSubstring("nicht bekannt gegeben"));
    const auto list = [&](const std::string& state) { return pages.get("beispiel", "/worklist?state=" + state); };
    const auto decided = list("granted,refused");
    REQUIRE(decided.status == 200);
    CHECK_THAT(decided.body,
               ContainsSubstring("Bewohnerparken online") && ContainsSubstring("Sonderlösung für das Straßenbauamt"));
    CHECK_THAT(list("granted").body, ContainsSubstring("Sonderlösung für das Straßenbauamt"));
    CHECK_THAT(list("refused").body, ContainsSubstring("Bewohnerparken online"));
    CHECK_THAT(list("no_such_state").body, !ContainsSubstring("Bewohnerparken online"));

    // The authority tells them apart.
    const auto granted = pages.get("formal", "/worklist?show=all&state=granted").body;
    CHECK_THAT(granted,
               ContainsSubstring("Bewohnerparken online") && !ContainsSubstring("Sonderlösung für das Straßenbauamt"));

    // What is decided has no draft any more; a button says that it begins something.
    const auto running = case_of_machine(machine_in(pages, "payment-request", "submitted"));
    CHECK_THAT(pages.get("fach", running).body,
               !ContainsSubstring("/notice\"") && ContainsSubstring("Zuwendungsbescheid"));
    CHECK_THAT(pages.get("gemeinde", running + "/machines/notification").body, ContainsSubstring(">Anlegen</span>"));

    // A notice offered in the portal is the recipient's to open; nobody tells them that nothing is to be done.
    const auto waiting = [&] {
        const auto found = pages.get("formal", "/worklist?show=all&state=granted").body;
        const auto at = found.find("/cases/");
        return found.substr(at, found.find('"', at) - at);
    }();
    CHECK_THAT(pages.get("beispiel", "/?recipient=16055000").body, !ContainsSubstring("Bescheid abrufen"));
    led_to(pages.post("formal", waiting + "/steps/offer_in_portal", {}));
    CHECK_THAT(pages.get("beispiel", "/?recipient=16055000").body,
               ContainsSubstring("Bescheid abrufen") && ContainsSubstring("Montag, 30.11.2026"));
    CHECK_THAT(pages.get("beispiel", waiting).body, ContainsSubstring("den Bescheid unter „Schreiben“ öffnen") &&
                                                        !ContainsSubstring("Sie müssen nichts tun"));
}

TEST_CASE("the newest draft is on the start page of a body with many cases, and so is the oldest that is open") {
    PagesInTest pages;
    for (int number = 1; number <= 52; ++number) {
        const auto list = led_to(
            pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
        led_to(pages.post("gemeinde", list + "/project",
                          {{"project_title", "Vorhaben Nr " + std::to_string(number) + "."}}));
        if (number == 2)
            led_to(pages.post("zeichner", list.substr(0, list.rfind('/')) + "/steps/withdraw",
                              {{"reason", "Kein Bedarf."}}));
    }
    const auto body = pages.get("gemeinde", "/").body;
    CHECK_THAT(body, ContainsSubstring("Vorhaben Nr 52.") && ContainsSubstring("Vorhaben Nr 1."));
    CHECK_THAT(body, !ContainsSubstring("Vorhaben Nr 2."));
}
