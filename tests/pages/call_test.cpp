// The call of the demo in its pages: the ranking explains itself, a person selects, the formal application names the outline.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr auto list = "/programmes/projektaufruf/ranking";

/// The case of that title in the demo; fails the test when there is none.
std::string case_titled(PagesInTest& pages, const std::string& title, const std::string& programme = "projektaufruf") {
    CaseQuery query;
    query.visibility.everything = true;
    query.programme = programme;
    query.text = title;
    std::vector<CaseRow> rows;
    pages.site().store.read([&](Snapshot& snapshot) { rows = snapshot.cases(query); });
    REQUIRE(rows.size() == 1);
    return "/cases/" + std::to_string(rows.front().id);
}

}  // namespace

TEST_CASE(
    "the list is ordered by points with their derivation, what is incomplete stands behind; applicants do not see it") {
    PagesInTest pages{"2026-11-20", true};
    const auto body = pages.get("fach", list).body;
    const auto first = body.find("Bauantrag mit Modell"), second = body.find("Wohnsitzanmeldung ohne Termin"),
               last = body.find("Gemeinsame Kita-Anmeldung");
    REQUIRE(first != std::string::npos);
    CHECK(first < second);
    CHECK(second < last);
    CHECK_THAT(body, ContainsSubstring("8 von 10, mal 2 = 16") && ContainsSubstring("50 von 60"));
    CHECK_THAT(body, ContainsSubstring("Vorschlag nach Einwohnerzahl: 10") && ContainsSubstring("unvollständig"));
    CHECK(pages.get("gemeinde", list).status == 403);
    CHECK(pages.get("fach", "/programmes/mond/ranking").status == 404);
    CHECK(pages.get("haushalt", "/programmes/thueregovrl/ranking").status == 200);
}

TEST_CASE("points without a reason come back; with one they move the outline, and nothing else happens") {
    PagesInTest pages{"2026-11-20", true};
    const auto path = case_titled(pages, "Gemeinsame Kita-Anmeldung");
    const auto refused = pages.post("fach", path + "/forms/ranking", {{"digital_points", "10"}});
    CHECK(refused.status == 422);
    CHECK_THAT(refused.body, ContainsSubstring("Bitte begründen Sie die Punkte"));
    CHECK(led_to(pages.post("fach", path + "/forms/ranking",
                            {{"inhabitants_points", "10"},
                             {"inhabitants_reason", "Alle Mitglieder zusammen."},
                             {"region_points", "10"},
                             {"region_reason", "Die ganze Gemeinschaft."},
                             {"digital_points", "10"},
                             {"digital_reason", "Ganz digital."}})) == path);
    const auto body = pages.get("entscheidung", list).body;
    CHECK(body.find("Gemeinsame Kita-Anmeldung") < body.find("Bauantrag mit Modell"));
    CHECK_THAT(pages.get("fach", path).body, ContainsSubstring("In der Auswahl"));
    CHECK(pages.post("fach", path + "/steps/select", {{"reason", "Erster der Liste."}}).status == 403);
    CHECK(pages.post("entscheidung", path + "/steps/select", {{"reason", "Erster der Liste."}}).status == 409);
}

TEST_CASE("a selected outline becomes a formal application that names it, once") {
    PagesInTest pages{"2026-11-20", true};
    const auto path = case_titled(pages, "Kfz-Zulassung im ganzen Landkreis");
    CHECK(pages.get("nordhausen", path + "/steps/apply_formally").status == 200);
    CHECK(pages.post("gemeinde", path + "/steps/apply_formally", {}).status == 404);
    const auto draft = led_to(pages.post("nordhausen", path + "/steps/apply_formally", {}));
    CHECK(draft.ends_with("/edit"));
    const auto formal = case_titled(pages, "Kfz-Zulassung im ganzen Landkreis", "thueregovrl");
    CHECK(formal + "/edit" == draft);
    std::optional<CaseFile> outline, application;
    pages.site().store.read([&](Snapshot& snapshot) {
        outline = snapshot.case_file(std::stoll(path.substr(7)));
        application = snapshot.case_file(std::stoll(formal.substr(7)));
    });
    CHECK(outline->main().state == "closed");
    CHECK(text_of(outline->main().given.at("apply_formally"), "application") == formal.substr(7));
    CHECK(text_of(application->forms.at("application"), "outline_number") == outline->file_number);
    CHECK(integer_of(application->forms.at("application"), "requested_cents") == 12'000'000);
    CHECK(pages.post("nordhausen", path + "/steps/apply_formally", {}).status == 409);
    CHECK(case_titled(pages, "Kfz-Zulassung im ganzen Landkreis", "thueregovrl") == formal);
    CHECK(pages.site().store.verify().empty());
}

TEST_CASE("the programme's page tells when a round opens and closes to the minute, and what of it is taken") {
    PagesInTest pages{"2026-11-20", true};
    const auto body = pages.get("gemeinde", "/programmes/projektaufruf").body;
    CHECK_THAT(body, ContainsSubstring("Öffnet: 02.11.2026, 08:00\u00A0Uhr. Schließt: 31.01.2027, 12:00\u00A0Uhr."));
    CHECK_THAT(body, ContainsSubstring("noch 72 Tage"));  // 10 days of November, 31, 31
    CHECK_THAT(body,
               ContainsSubstring("von 6 vergeben. Geld: ") && ContainsSubstring("von 600.000,00\u00A0€ vergeben."));
    CHECK(body.find("Modellkommunen 2027</strong>") < body.find("Modellkommunen 2026</strong>"));
    CHECK_THAT(body, ContainsSubstring("geschlossen"));
    CHECK_THAT(pages.get("gemeinde", "/programmes/thuerfag").body, !ContainsSubstring(">Aufrufe<"));
}

TEST_CASE("the applicant's start page names a call that is open or opens within four weeks, and no other") {
    auto [today, shown] = GENERATE(table<std::string, std::string>({
        {"2026-10-04", ""},  // the round opens on 2 November at 8:00, 29 days ahead
        {"2026-10-05", "öffnet in 28 Tagen"},
        {"2026-11-02", "noch 90 Tage"},
        {"2027-01-31", " Stunden"},
        {"2027-02-01", ""},
    }));
    PagesInTest pages{today};
    const auto body = pages.get("gemeinde", "/").body;
    CAPTURE(today);
    if (shown.empty()) CHECK_THAT(body, !ContainsSubstring("Modellkommunen"));
    else CHECK_THAT(body, ContainsSubstring("Modellkommunen 2027") && ContainsSubstring(shown));
}
