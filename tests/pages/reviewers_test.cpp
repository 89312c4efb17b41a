// What reviewers need all day: check lists, plan and decision side by side, proposals, who has a case, lists of one's own.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const Pairs all_formal = {{"entitled", "fulfilled"},    {"object_open", "fulfilled"}, {"complete", "fulfilled"},
                          {"represented", "fulfilled"}, {"not_begun", "fulfilled"},   {"impartial", "fulfilled"}};

std::string accepted_application(PagesInTest& pages) {
    auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/steps/accept", {}));
    return path;
}

/// The fields of the recommendation as the page proposes them, with the reason typed: what a browser sends.
const Pairs as_proposed = {{"eligible_cents", "100.000,00"},
                           {"financing_type", "proportional"},
                           {"rate", "80,00"},
                           {"award_cents", "80.000,00"},
                           {"slices.0.year", "2026"},
                           {"slices.0.amount_cents", "48.000,00"},
                           {"slices.1.year", "2027"},
                           {"slices.1.amount_cents", "32.000,00"},
                           {"cuts.0.item", "Entwicklung"},
                           {"cuts.1.item", "Einführung"},
                           {"reason", "Die Voraussetzungen sind erfüllt."}};

}  // namespace

TEST_CASE("a check list begins without an answer, is saved at any time, and its answers stand in the history") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto before = pages.get("formal", path).body;
    CHECK_THAT(before, ContainsSubstring("Prüfliste: Formale Prüfung") && ContainsSubstring("0 von 6 beantwortet") &&
                           !ContainsSubstring(" checked"));
    CHECK_THAT(before, ContainsSubstring("kern-btn--primary\" type=\"submit\" name=\"then\" value=\"back\"") &&
                           !ContainsSubstring("kern-btn kern-btn--primary\" type=\"submit\"><span class=\"kern-label\">"
                                              "Vollständigkeit"));

    CHECK(
        led_to(pages.post("formal", path + "/forms/formal_check",
                          {{"complete", "not_fulfilled"}, {"complete_remark", "Angebot fehlt."}, {"then", "back"}})) ==
        path + "#pruefliste-formal_check");
    const auto after = pages.get("formal", path).body;
    CHECK_THAT(after, ContainsSubstring("1 von 6 beantwortet") &&
                          ContainsSubstring("value=\"not_fulfilled\" checked") && ContainsSubstring("nicht erfüllt.") &&
                          ContainsSubstring("Angebot fehlt."));
    CHECK_THAT(pages.get("gemeinde", path).body,
               !ContainsSubstring("Angebot fehlt.") && !ContainsSubstring("Prüfliste"));
    CHECK(pages.post("fach", path + "/forms/formal_check", {{"complete", "fulfilled"}}).status == 403);
    CHECK(pages.post("formal", path + "/forms/formal_check", {{"complete", "vielleicht"}}).status == 422);
}

TEST_CASE("an unfinished check list hinders nobody; the step keeps how far it was") {
    PagesInTest pages;
    const auto path = accepted_application(pages);
    CHECK_THAT(pages.get("fach", path).body, ContainsSubstring("sind 0 von 6 Fragen beantwortet"));
}

TEST_CASE("answers given before the application was handed in again are shown, not chosen, and are given anew") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    auto answers = all_formal;
    answers.emplace_back("complete_remark", "Drei Angebote.");
    led_to(pages.post("formal", path + "/forms/formal_check", answers));
    CHECK_THAT(pages.get("formal", path).body, ContainsSubstring("6 von 6 beantwortet"));
    led_to(pages.post("formal", path + "/steps/request_supplement",
                      {{"items.0.text", "Bitte die Angebote."}, {"due", "30.11.2026"}}));
    led_to(pages.post("zeichner", path + "/steps/resubmit", {}));
    const auto again = pages.get("formal", path).body;
    CHECK_THAT(again, ContainsSubstring("0 von 6 beantwortet") && ContainsSubstring("Zur vorigen Fassung") &&
                          !ContainsSubstring(" checked"));
    // Saving with one answer: the others stay as they were, remarks too.
    led_to(pages.post("formal", path + "/forms/formal_check", {{"entitled", "fulfilled"}, {"complete_remark", ""}}));
    CHECK_THAT(pages.get("formal", path).body, ContainsSubstring("1 von 6 beantwortet"));
    led_to(pages.post("formal", path + "/steps/accept", {}));
    CHECK_THAT(pages.get("fach", path).body, ContainsSubstring("Drei Angebote."));
}

TEST_CASE("a full grant is proposed whole and needs the reason alone") {
    PagesInTest pages;
    const auto path = accepted_application(pages);
    const auto form = pages.get("fach", path + "/steps/recommend").body;
    CHECK_THAT(form, ContainsSubstring("value=\"100.000,00\"") && ContainsSubstring("value=\"80.000,00\"") &&
                         ContainsSubstring("value=\"48.000,00\"") && ContainsSubstring("value=\"32.000,00\"") &&
                         ContainsSubstring("value=\"Einführung\""));
    CHECK(led_to(pages.post("fach", path + "/steps/recommend", as_proposed)) == path);
    const auto body = pages.get("entscheidung", path).body;
    CHECK_THAT(body, ContainsSubstring("Plan, Antrag und Entscheidung") && ContainsSubstring("Haushaltsprüfung"));
}

TEST_CASE("an item that is cut without a reason is refused, and the others do not get in the way") {
    PagesInTest pages;
    const auto path = accepted_application(pages);
    auto cut = as_proposed;
    cut.emplace_back("cuts.1.amount_cents", "10.000,00");
    const auto refused = pages.post("fach", path + "/steps/recommend", cut);
    CHECK(refused.status == 422);
    CHECK_THAT(refused.body, ContainsSubstring("Einführung") && ContainsSubstring("Entwicklung"));
}

TEST_CASE("lengths of the notice are typed and read in German") {
    PagesInTest pages;
    const auto path = accepted_application(pages);
    CHECK(pages.post("fach", path + "/forms/notice", {{"use_window", "bald"}}).status == 422);
    led_to(pages.post("fach", path + "/forms/notice", {{"use_window", "6 Wochen"}}));
    CHECK_THAT(pages.get("fach", path + "/forms/notice").body, ContainsSubstring("value=\"6 Wochen\""));
    led_to(pages.post("fach", path + "/steps/recommend", as_proposed));
    CHECK_THAT(pages.get("fach", path + "/notice").body, ContainsSubstring("innerhalb von 6"));
}

TEST_CASE("colleagues see who has a case open, applicants never do") {
    PagesInTest pages;
    const auto path = accepted_application(pages);
    pages.get("fach", path);
    CHECK_THAT(pages.get("entscheidung", path).body, ContainsSubstring("Frau Hartung hat den Vorgang offen (seit"));
    CHECK_THAT(pages.get("gemeinde", path).body, !ContainsSubstring("hat den Vorgang offen"));
    CHECK_THAT(pages.get("fach", path + "/open").body, ContainsSubstring("hat den Vorgang offen"));
    CHECK(pages.get("gemeinde", path + "/open").status == 404);
    CHECK_THAT(pages.get("formal", "/worklist?show=all").body, ContainsSubstring("hat den Vorgang offen"));
    pages.travel_to("2026-11-03");
    CHECK_THAT(pages.get("formal", path).body, !ContainsSubstring("hat den Vorgang offen"));
}

TEST_CASE("a case is taken, given on with a reason, and found by who has it") {
    PagesInTest pages;
    const auto path = accepted_application(pages);
    const auto number = [&] { return pages.get("fach", "/worklist?show=mine&officer=me").body; };
    CHECK_THAT(number(), !ContainsSubstring("href=\"" + path + "\""));
    CHECK_THAT(pages.get("fach", "/worklist?show=mine&officer=nobody").body,
               ContainsSubstring("href=\"" + path + "\""));
    CHECK_THAT(pages.get("fach", path).body, ContainsSubstring("Übernehmen"));
    led_to(pages.post("fach", path + "/officer", {{"duty", "technical_review"}, {"account", "fach"}}));
    CHECK_THAT(number(), ContainsSubstring("href=\"" + path + "\"") && ContainsSubstring("Frau Hartung"));
    CHECK_THAT(pages.get("gemeinde", path).body,
               ContainsSubstring("Bearbeitet von") && ContainsSubstring("Frau Hartung"));
    CHECK_THAT(pages.get("fach", path).body, ContainsSubstring("Zugeteilt an Frau Hartung, Fachliche Prüfung"));
    CHECK(pages
              .post("entscheidung", path + "/officer",
                    {{"duty", "technical_review"}, {"account", "kasse"}, {"reason", "x"}})
              .status == 422);
    CHECK(pages.post("formal", path + "/officer", {{"duty", "technical_review"}, {"account", "fach"}}).status == 403);
}

TEST_CASE("several cases are given to an officer at once, each with its own result") {
    PagesInTest pages;
    const auto first = accepted_application(pages), second = accepted_application(pages);
    const auto id_of = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
    const Pairs both = {{"case", id_of(first)}, {"case", id_of(second)}, {"step", "assign"}, {"account", "fach"}};
    CHECK_THAT(pages.get("entscheidung", "/worklist/together?case=" + id_of(first)).body,
               ContainsSubstring("Zuteilen an") && ContainsSubstring("Frau Hartung"));
    CHECK_THAT(pages.post("entscheidung", "/worklist/together", both).body, ContainsSubstring("bei 0 von 2"));
    auto reasoned = both;
    reasoned.emplace_back("reason", "Geschäftsverteilung");
    CHECK_THAT(pages.post("entscheidung", "/worklist/together", reasoned).body, ContainsSubstring("bei 2 von 2"));
    CHECK(pages.post("entscheidung", "/worklist/together", {{"case", id_of(first)}, {"step", "assign"}}).status == 422);
}

TEST_CASE("columns are chosen in the address, and the list goes out as it is shown") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto shown = pages.get("formal", "/worklist?column=missing&column=officer").body;
    CHECK_THAT(shown, ContainsSubstring("Prüfliste 0 von 6") && !ContainsSubstring("data-label=\"Betrag\""));
    const auto csv = pages.get("formal", "/worklist.csv?column=missing&column=amount").body;
    CHECK_THAT(csv, ContainsSubstring("Aktenzeichen;Vorhaben;Was fehlt;Betrag") &&
                        ContainsSubstring("Schnittstelle Bürgerakte;Prüfliste 0 von 6;80.000,00"));
    CHECK_THAT(pages.get("nordhausen", "/worklist.csv").body, !ContainsSubstring("Schnittstelle Bürgerakte"));
    CHECK_THAT(pages.get("gemeinde", "/worklist?column=officer").body,
               !ContainsSubstring("data-label=\"Bearbeitung\""));
}

TEST_CASE("a list is kept by name for its account alone") {
    PagesInTest pages;
    const std::string address = "/worklist?show=all&state=hearing";
    CHECK(led_to(pages.post("fach", "/worklist/lists", {{"name", "Anhörungen"}, {"address", address}})) == address);
    CHECK_THAT(pages.get("fach", "/worklist").body, ContainsSubstring("Anhörungen"));
    CHECK_THAT(pages.get("formal", "/worklist").body, !ContainsSubstring("Anhörungen"));
    CHECK(pages.post("fach", "/worklist/lists", {{"name", " "}, {"address", address}}).status == 422);
    CHECK(pages.post("fach", "/worklist/lists", {{"name", "Fremd"}, {"address", "https://example.org/"}}).status ==
          422);
    led_to(pages.post("fach", "/worklist/lists", {{"drop", "Anhörungen"}, {"address", address}}));
    CHECK_THAT(pages.get("fach", "/worklist").body, !ContainsSubstring("Anhörungen"));
}

TEST_CASE("from a case one goes on to the next of the work list") {
    PagesInTest pages;
    const auto first = handed_in_application(pages);
    CHECK_THAT(pages.get("formal", first).body, !ContainsSubstring("Nächster Vorgang"));
    const auto second = handed_in_application(pages);
    CHECK_THAT(pages.get("formal", first).body, ContainsSubstring("href=\"" + second + "\">Nächster Vorgang"));
    CHECK_THAT(pages.get("gemeinde", first).body, !ContainsSubstring("Nächster Vorgang"));
}

TEST_CASE("whoever waives the remedy is told before what is given up") {
    PagesInTest pages{"2026-11-02", true};
    std::string path;
    pages.house().store.read([&](Snapshot& snapshot) {
        for (const auto id : snapshot.case_ids())
            if (const auto file = snapshot.case_file(id); file && file->main().state == "grant_served")
                path = "/cases/" + std::to_string(id);
    });
    REQUIRE(!path.empty());
    std::string body;
    for (const auto* account : {"zeichner", "partner", "nordhausen", "vg"})
        if (const auto reply = pages.get(account, path + "/steps/waive_remedy"); reply.status == 200) body = reply.body;
    CHECK_THAT(body, ContainsSubstring("Das lässt sich nicht zurücknehmen") && ContainsSubstring("zu klagen"));
}
