// What a municipality wrote for an earlier case is taken over only when it is ticked, and never what must be stated anew.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string draft_of(PagesInTest& pages, const std::string& account, const std::string& body,
                     const std::string& programme = "thueregovrl") {
    const auto list = led_to(pages.post(account, "/cases", {{"recipient", body}, {"programme", programme}}));
    return list.substr(0, list.rfind('/'));
}

std::string number_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// An application filled in for last year's project, and the draft of this year.
struct TwoYears {
    PagesInTest pages{};
    std::string earlier = filled_in_application(pages);
    std::string draft = draft_of(pages, "gemeinde", "16075085");

    std::string copy() const { return draft + "/copy"; }
    std::string compared() { return pages.get("gemeinde", copy() + "?from=" + number_of(earlier)).body; }
    Reply take(Pairs fields) {
        fields.emplace_back("from", number_of(earlier));
        return pages.post("gemeinde", copy(), fields);
    }
    std::string section(const std::string& name) { return pages.get("gemeinde", draft + "/edit/" + name).body; }
};

}  // namespace

TEST_CASE("texts and items of an earlier application are taken over when they are ticked, years and days are not") {
    TwoYears two;
    CHECK_THAT(two.pages.get("gemeinde", two.draft + "/edit").body, ContainsSubstring(two.copy()));
    CHECK_THAT(two.pages.get("gemeinde", two.copy()).body,
               ContainsSubstring("Schnittstelle Bürgerakte") && ContainsSubstring("?from=" + number_of(two.earlier)));
    CHECK_THAT(two.compared(), ContainsSubstring("2 Zeilen kommen hinzu") && ContainsSubstring("100.000,00") &&
                                   ContainsSubstring("name=\"take\" value=\"cost_plan\" checked"));
    CHECK(led_to(two.take({{"take", "project_title"}, {"take", "cost_plan"}})) == two.draft + "/edit");
    CHECK_THAT(two.section("project"),
               ContainsSubstring("value=\"Schnittstelle Bürgerakte\"") && !ContainsSubstring("Nachnutzbar."));
    CHECK_THAT(two.section("cost_plan"),
               ContainsSubstring("value=\"Entwicklung\"") && ContainsSubstring("value=\"60.000,00\"") &&
                   !ContainsSubstring("value=\"2026\"") && !ContainsSubstring("value=\"2027\""));
}

TEST_CASE("days, declarations, money, financing and the bank account are never taken over, whoever asks for them") {
    TwoYears two;
    CHECK_THAT(two.compared(), !ContainsSubstring("DE02") && !ContainsSubstring("31.12.2027"));
    const auto reply = two.take({{"take", "iban"},
                                 {"take", "planned_end"},
                                 {"take", "not_started"},
                                 {"take", "funding_object"},
                                 {"take", "requested_cents"},
                                 {"take", "financing_plan"},
                                 {"take", "documents"},
                                 {"take", "no_such_field"}});
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring("Bitte kreuzen Sie an"));
    CHECK_THAT(two.section("dates"), !ContainsSubstring("31.12.2027"));
}

TEST_CASE("what stands in the draft is not ticked beforehand, and its loss is said") {
    TwoYears two;
    led_to(two.pages.post("gemeinde", two.draft + "/edit/project", {{"project_title", "Neues Portal"}}));
    const auto body = two.compared();
    CHECK_THAT(body, ContainsSubstring("<del class=\"fl-lines\">Neues Portal</del>"));
    CHECK_THAT(body, ContainsSubstring("name=\"take\" value=\"project_title\"><label"));
    CHECK_THAT(body, ContainsSubstring("was jetzt dort steht, wird ersetzt"));
    led_to(two.take({{"take", "project_description"}}));
    CHECK_THAT(two.section("project"),
               ContainsSubstring("value=\"Neues Portal\"") && ContainsSubstring("Nachnutzbar."));
    led_to(two.take({{"take", "project_title"}}));
    CHECK_THAT(two.compared(), ContainsSubstring("Schon gleich: "));
}

TEST_CASE("partners are never ticked beforehand, and it is said that they are invited") {
    TwoYears two;
    led_to(two.pages.post("gemeinde", two.earlier + "/edit/partners",
                          {{"partners.0.recipient", "16065000"}, {"partners.0.share_cents", "10.000,00"}}));
    const auto body = two.compared();
    CHECK_THAT(body, ContainsSubstring("name=\"take\" value=\"partners\"><label") &&
                         ContainsSubstring("Partner übernehmen; sie sind damit sofort eingeladen</label>"));
    CHECK_THAT(body, ContainsSubstring("name=\"take\" value=\"cost_plan\" checked"));
}

TEST_CASE("a draft that others changed meanwhile is shown anew before anything is taken") {
    TwoYears two;
    led_to(two.pages.post("zeichner", two.draft + "/edit/project", {{"project_title", "Von anderer Hand"}}));
    const auto late = two.take({{"seen_seq", "1"}, {"take", "project_title"}});
    CHECK(late.status == 412);
    CHECK_THAT(late.body, ContainsSubstring("Von anderer Hand") && ContainsSubstring("inzwischen geändert"));
    CHECK_THAT(two.section("project"), ContainsSubstring("value=\"Von anderer Hand\""));
}

TEST_CASE("nothing is taken from a case of another body, of another programme, or into one that is handed in") {
    PagesInTest pages;
    const auto earlier = handed_in_application(pages);
    const auto other = draft_of(pages, "nordhausen", "16062000");
    CHECK(pages.get("nordhausen", other + "/copy?from=" + number_of(earlier)).status == 404);
    CHECK(pages.post("nordhausen", other + "/copy", {{"from", number_of(earlier)}, {"take", "project_title"}}).status ==
          404);
    const auto cooperation = draft_of(pages, "gemeinde", "16075085", "thuerfag");
    CHECK(pages.get("gemeinde", cooperation + "/copy?from=" + number_of(earlier)).status == 404);
    CHECK_THAT(pages.get("gemeinde", cooperation + "/edit").body, !ContainsSubstring("/copy"));
    const auto draft = draft_of(pages, "gemeinde", "16075085");
    CHECK(pages.post("gemeinde", earlier + "/copy", {{"from", number_of(draft)}, {"take", "project_title"}}).status ==
          404);
    CHECK(pages.get("gemeinde", draft + "/copy?from=" + number_of(draft)).status == 404);
    CHECK(pages.get("nordhausen", draft + "/copy").status == 404);
}

TEST_CASE("partners are taken over with their shares, and taking them over invites them") {
    TwoYears two;
    led_to(two.pages.post("gemeinde", two.earlier + "/edit/partners",
                          {{"partners.0.recipient", "16065000"}, {"partners.0.share_cents", "10.000,00"}}));
    CHECK_THAT(two.compared(), ContainsSubstring("value=\"partners\""));
    led_to(two.take({{"take", "partners"}}));
    CHECK_THAT(two.section("partners"),
               ContainsSubstring("value=\"16065000\"") && ContainsSubstring("value=\"10.000,00\""));
    CHECK_THAT(two.pages.get("gemeinde", two.draft).body, ContainsSubstring("Antwort steht aus"));
}
