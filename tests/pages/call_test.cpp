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
