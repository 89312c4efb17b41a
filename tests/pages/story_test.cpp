// One application through all its pages, by hand and without script. Every page is rendered with keys checked.
#include "pages/visitors.hpp"
#include "web/pages/error_pages.hpp"

#include <catch2/catch_all.hpp>
#include <set>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("an application is filled in, handed in, examined and granted with nothing but pages") {
    PagesInTest pages;
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("Guten Tag"));
    CHECK_THAT(pages.get("gemeinde", "/applications/new").body, ContainsSubstring("Pößneck"));
    const auto path = filled_in_application(pages);
    const auto tasks = pages.get("gemeinde", path + "/edit").body;
    CHECK_THAT(tasks, ContainsSubstring("Der Antrag ist vollständig") && ContainsSubstring("7 von 7"));

    const auto last_look = pages.get("zeichner", path + "/steps/submit");
    CHECK_THAT(last_look.body, ContainsSubstring("60.000,00\u00A0€") && ContainsSubstring("Schnittstelle Bürgerakte"));
    CHECK(led_to(pages.post("zeichner", path + "/steps/submit", {})) == path);
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("wird auf Vollständigkeit geprüft"));
    CHECK_THAT(pages.get("formal", "/worklist").body, ContainsSubstring("Schnittstelle Bürgerakte"));

    CHECK(led_to(pages.post("formal", path + "/steps/accept", {})) == path);
    CHECK(pages.get("fach", path + "/steps/recommend").status == 200);
    const Pairs recommendation = {{"eligible_cents", "100.000,00"},
                                  {"financing_type", "proportional"},
                                  {"rate", "80"},
                                  {"award_cents", "80.000,00"},
                                  {"slices.0.year", "2026"},
                                  {"slices.0.amount_cents", "50.000,00"},
                                  {"slices.1.year", "2027"},
                                  {"slices.1.amount_cents", "30.000,00"},
                                  {"reason", "Die Voraussetzungen sind erfüllt."}};
    CHECK(led_to(pages.post("fach", path + "/steps/recommend", recommendation)) == path);
    CHECK_THAT(pages.get("fach", path + "/notice").body,
               ContainsSubstring("Zuwendungsbescheid") && ContainsSubstring("Entwurf"));
    CHECK(pages.get("gemeinde", path + "/notice").status == 403);
    CHECK(led_to(pages.post("haushalt", path + "/steps/reserve", {})) == path);
    CHECK(led_to(pages.post("zweit", path + "/steps/cosign", {})) == path);
    CHECK(led_to(pages.post("entscheidung", path + "/steps/approve", {{"reason", "Bewilligt wie empfohlen."}})) ==
          path);

    const auto before = pages.get("zeichner", path + "/letters/grant_notice");
    CHECK_THAT(before.body, ContainsSubstring("Bescheid öffnen") && !ContainsSubstring("Rechtsbehelfsbelehrung"));
    CHECK(led_to(pages.post("zeichner", path + "/letters/grant_notice", {})) == path + "/letters/grant_notice");
    CHECK_THAT(pages.get("zeichner", path + "/letters/grant_notice").body, ContainsSubstring("Rechtsbehelfsbelehrung"));
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Ihr Antrag ist bewilligt"));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("Bewilligung prüfen"));
    CHECK_THAT(pages.get("haushalt", "/budget").body, ContainsSubstring("50.000,00\u00A0€"));
}

TEST_CASE("a field that cannot be read is shown again as typed, with a link and what a right value looks like") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    const auto reply = pages.post("gemeinde", path + "/edit/cost_plan",
                                  {{"cost_plan.0.item", "Kurse"},
                                   {"cost_plan.0.year", "2027"},
                                   {"cost_plan.0.amount_cents", "1.2oo,00"},
                                   {"cost_plan.0.eligible", "ja"}});
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring("value=\"1.2oo,00\"") &&
                               ContainsSubstring("href=\"#f-cost_plan-0-amount_cents\"") &&
                               ContainsSubstring("role=\"alert\""));
    CHECK_THAT(pages.get("gemeinde", path + "/edit/cost_plan").body, ContainsSubstring("60.000,00"));
}

TEST_CASE("rows are added and removed without saving anything") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    const Pairs typed = {{"cost_plan.0.item", "Kurse"}, {"cost_plan.0.amount_cents", "5,00"}};
    auto more = typed;
    more.emplace_back("add", "cost_plan");
    CHECK_THAT(pages.post("gemeinde", path + "/edit/cost_plan", more).body,
               ContainsSubstring("name=\"cost_plan.1.item\"") && ContainsSubstring("value=\"Kurse\""));
    auto fewer = typed;
    fewer.emplace_back("remove", "cost_plan.0");
    CHECK_THAT(pages.post("gemeinde", path + "/edit/cost_plan", fewer).body, !ContainsSubstring("Kurse"));
    CHECK_THAT(pages.get("gemeinde", path + "/edit/cost_plan").body, ContainsSubstring("Entwicklung"));
}

TEST_CASE("a hindered step shows every reason before the click") {
    PagesInTest pages;
    const auto list = led_to(
        pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    const auto path = list.substr(0, list.rfind('/'));
    const auto page = pages.get("zeichner", path).body;
    CHECK_THAT(page, ContainsSubstring("fl-hindered") && ContainsSubstring("Antrag einreichen: noch nicht möglich") &&
                         ContainsSubstring("VV Nr.\u00A03 zu §\u00A044 ThürLHO"));
    CHECK_THAT(pages.get("gemeinde", list).body, ContainsSubstring("/edit/project#f-project_title"));
    const auto refused = pages.post("zeichner", path + "/steps/submit", {});
    CHECK(refused.status == 409);
    CHECK_THAT(refused.body, ContainsSubstring("Das steht noch im Weg"));
    CHECK_THAT(pages.get("revision", path).body, ContainsSubstring("fl-time__refused"));
}

TEST_CASE("whoever was overtaken sees what happened and loses nothing") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    const auto reply = pages.post("gemeinde", path + "/edit/project",
                                  {{"seen_seq", "2"}, {"project_title", "Mein Titel"}, {"funding_object", "2f"}});
    CHECK(reply.status == 412);
    CHECK_THAT(reply.body, ContainsSubstring("Der Vorgang hat sich inzwischen geändert") &&
                               ContainsSubstring("Mein Titel") && ContainsSubstring("name=\"project_title\""));

    const auto first = pages.post("gemeinde", path + "/edit/project",
                                  {{"seen_seq", "1"}, {"project_title", "Mein Titel"}});
    CHECK_THAT(first.body, ContainsSubstring("choice:project_title"));
    const auto at = first.body.find(R"(name="seen_seq" value=")") + 23;
    const auto seq = first.body.substr(at - 1, first.body.find('"', at) - at + 1);
    CHECK(
        led_to(pages.post(
            "gemeinde", path + "/edit/project",
            {{"seen_seq", seq}, {"project_title", "Mein Titel"}, {"choice:project_title", "now"}, {"then", "back"}})) ==
        path + "/edit");
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Schnittstelle Bürgerakte"));
}

TEST_CASE("a step taken too late shows what was typed for it") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto reply = pages.post("entscheidung", path + "/steps/settle_otherwise",
                                  {{"seen_seq", "1"}, {"reason", "Die Kommune wurde eingegliedert."}});
    CHECK(reply.status == 412);
    CHECK_THAT(reply.body, ContainsSubstring("Die Kommune wurde eingegliedert."));
}

TEST_CASE("nobody opens a case, a step or a list that is not theirs") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    CHECK(pages.get("formal", path).status == 404);
    CHECK(pages.get("nordhausen", path).status == 404);
    CHECK(pages.get("gemeinde", "/cases/x").status == 404);
    CHECK(pages.get("gemeinde", path + "/steps/submit").status == 403);
    CHECK(pages.get("gemeinde", path + "/steps/nonsense").status == 404);
    CHECK(pages.get("gemeinde", path + "/edit/nonsense").status == 404);
    CHECK(pages.get("gemeinde", "/budget").status == 403);
    CHECK(pages.get("gemeinde", "/reports").status == 403);
}

TEST_CASE("a partner confirms its share on the case page") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    CHECK(led_to(pages.post("gemeinde", path + "/edit/partners",
                            {{"partners.0.recipient", "Kyffhäuserkreis"},
                             {"partners.0.share_cents", "10.000,00"},
                             {"then", "back"}})) == path + "/edit");
    CHECK_THAT(pages.get("partner", "/").body, ContainsSubstring("Anteil bestätigen"));
    CHECK_THAT(pages.get("partner", path).body, ContainsSubstring("Anteil von 10.000,00\u00A0€ bestätigen"));
    CHECK(led_to(pages.post("partner", path + "/partners/16065000", {{"answer", "confirm"}, {"share", "10.000,00"}})) ==
          path);
    CHECK_THAT(pages.get("partner", path).body, ContainsSubstring("Bestätigt"));
}

TEST_CASE("an early start is opened, asked for and decided inside its case") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring(path + "/machines/early-start"));
    CHECK(pages.get("gemeinde", path + "/machines/early-start").status == 200);
    CHECK(led_to(pages.post("gemeinde", path + "/machines/early-start",
                            {{"description", "Schnittstelle"}, {"contract_date", "15.12.2026"}})) == path);
    CHECK_THAT(pages.get("zeichner", path + "/machines/2/steps/request").body, ContainsSubstring("15.12.2026"));
    CHECK(led_to(pages.post("zeichner", path + "/machines/2/steps/request",
                            {{"factual_reason", "Angebot läuft ab"}, {"contract_date", "15.12.2026"}})) == path);
    CHECK_THAT(pages.get("entscheidung", path).body, ContainsSubstring("Vorzeitigen Beginn genehmigen"));
}

TEST_CASE("a conflict is declared on the case page; its reason is not for everybody") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    CHECK(led_to(pages.post("fach", path + "/conflicts",
                            {{"kind", "concern"}, {"reason", "Mein Schwager ist dort Kämmerer."}})) == path);
    CHECK_THAT(pages.get("formal", path).body,
               ContainsSubstring("Besorgnis der Befangenheit") && !ContainsSubstring("Schwager"));
    CHECK_THAT(pages.get("entscheidung", path).body, ContainsSubstring("Schwager"));
    CHECK(led_to(pages.post("entscheidung", path + "/conflicts/1/lift", {{"reason", "Geprüft, unbedenklich."}})) ==
          path);
    CHECK_THAT(pages.get("formal", path).body, ContainsSubstring("aufgehoben"));
}

TEST_CASE("an error page says what to do and never more than it should") {
    PagesInTest pages;
    const auto fault = error_page(pages.site(), {500, {"front.detail.500", {}}, "K7M4-29QF"},
                                  request_to("GET", "/cases/3"));
    CHECK_THAT(fault, ContainsSubstring("K7M4-29QF") && ContainsSubstring("href=\"/cases/3\""));
    const auto missing = error_page(pages.site(), {404, {"front.detail.404", {}}, ""}, request_to("GET", "/nirgends"));
    CHECK_THAT(missing, ContainsSubstring("Seite nicht gefunden") && !ContainsSubstring("Störungsnummer"));
    CHECK_THAT(error_page(pages.site(), {401, {"front.detail.401", {}}, ""}, request_to("GET", "/")),
               ContainsSubstring("name=\"password\""));
}

TEST_CASE("assets carry their type and may be kept when their address holds their hash") {
    PagesInTest pages;
    const auto style = pages.get("", "/assets/app.css?v=1");
    CHECK(style.status == 200);
    CHECK(style.content_type == "text/css; charset=utf-8");
    CHECK_THAT(*style.header("Cache-Control"), ContainsSubstring("immutable"));
    CHECK(*pages.get("", "/assets/app.css").header("Cache-Control") == "no-cache");
    CHECK(pages.get("", "/assets/passwd").status == 404);
}

namespace {

/// Opens every page there is for these accounts; none may fail, whatever it has to show.
void open_everything(PagesInTest& pages, const std::string& path) {
    for (const auto* page : {"/barrierefreiheit", "/datenschutz", "/impressum", "/login"})
        CHECK(pages.get("", page).status == 200);
    for (const auto& account :
         {"gemeinde", "zeichner", "fach", "entscheidung", "revision", "partner", "vg", "finanzen"})
        for (const auto* page :
             {"/", "/worklist?show=all", "/worklist?show=all&recipient=16075085&closed=1", "/worklist?q=nichts",
              "/applications/new", "/budget?year=2026&programme=thueregovrl", "/budget?as_of=x", "/reports"})
            CHECK(pages.get(account, page).status < 500);
    for (const auto& account : {"gemeinde", "zeichner", "formal", "fach", "entscheidung"})
        for (const auto* page : {"", "/edit", "/edit/project", "/edit/cost_plan", "/edit/documents", "/forms/notice",
                                 "/steps/accept", "/steps/request_supplement"})
            CHECK(pages.get(account, path + page).status < 500);
}

}  // namespace

TEST_CASE("every page opens for whoever may see it, with all it asks for") {
    PagesInTest pages;
    open_everything(pages, handed_in_application(pages));
}

TEST_CASE("a case shows everything in every state on the way to a grant") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto everybody_looks = [&](const std::string& state) {
        INFO(state);
        for (const auto& account :
             {"gemeinde", "zeichner", "formal", "fach", "haushalt", "zweit", "entscheidung", "revision"})
            CHECK(pages.get(account, path).status == 200);
    };
    everybody_looks("formal_review");
    led_to(pages.post(
        "formal", path + "/steps/request_supplement",
        {{"items.0.document", "price_basis"}, {"items.0.text", "Bitte ein zweites Angebot."}, {"due", "30.11.2026"}}));
    everybody_looks("supplement_requested");
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Bitte ein zweites Angebot."));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("Unterlagen nachreichen"));
    led_to(pages.post("zeichner", path + "/steps/resubmit", {}));
    led_to(pages.post("formal", path + "/steps/accept", {}));
    led_to(pages.post("fach", path + "/steps/recommend_refusal",
                      {{"reason_code", "not_eligible"}, {"reason", "Nur für die Behörde bestimmt."}}));
    everybody_looks("decision_ready");
    CHECK_THAT(pages.get("entscheidung", path).body, ContainsSubstring("Nur für die Behörde bestimmt."));
    CHECK_THAT(pages.get("gemeinde", path).body, !ContainsSubstring("Nur für die Behörde bestimmt."));
    led_to(pages.post("entscheidung", path + "/steps/announce_refusal",
                      {{"due", "30.11.2026"}, {"reason", "Nicht förderfähig."}}));
    everybody_looks("hearing");
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Nicht förderfähig."));
    led_to(pages.post("zeichner", path + "/steps/answer_hearing", {{"text", "Wir sehen es anders."}}));
    CHECK_THAT(pages.get("entscheidung", path + "/steps/refuse").body,
               ContainsSubstring("Bescheid, so wie Sie ihn zeichnen"));
    led_to(pages.post("entscheidung", path + "/steps/refuse", {{"reason", "Die Voraussetzungen fehlen."}}));
    everybody_looks("refused");
}

TEST_CASE("no piece of a template is left that no test prints") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    led_to(
        pages.post("gemeinde", path + "/edit/partners",
                   {{"partners.0.recipient", "16065000"}, {"partners.0.share_cents", "10.000,00"}, {"then", "back"}}));
    pages.get("partner", path);
    pages.get("partner", "/");
    pages.get("gemeinde", path);
    pages.get("gemeinde",
              led_to(pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}})));
    pages.get("gemeinde", path + "/edit/declarations");
    pages.post("gemeinde", path + "/edit/project", {{"seen_seq", "1"}, {"project_title", "Schnittstelle Bürgerakte"}});
    pages.post("gemeinde", path + "/edit/cost_plan",
               {{"cost_plan.0.item", "Kurse"}, {"cost_plan.0.amount_cents", "1.2oo,00"}});
    pages.post("gemeinde", path + "/edit/project", {{"seen_seq", "1"}, {"project_title", "Mein Titel"}});
    pages.post("zeichner", path + "/steps/submit", {});
    pages.post("gemeinde", "/cases", {});
    led_to(pages.post("partner", path + "/partners/16065000", {{"answer", "confirm"}, {"share", "10.000,00"}}));
    led_to(pages.post("gemeinde", path + "/documents", {{"kind", "cooperation_agreement"}, {"back", path}},
                      {pdf("vertrag.pdf")}));
    pages.get("zeichner", path + "/edit");
    led_to(pages.post("zeichner", path + "/steps/submit", {}));
    led_to(pages.post("fach", path + "/conflicts", {{"kind", "concern"}, {"reason", "Verwandt."}}));
    pages.get("gemeinde", path);
    led_to(pages.post("gemeinde", path + "/machines/early-start", {{"description", "Schnittstelle"}}));
    pages.post("entscheidung", path + "/steps/settle_otherwise", {{"seen_seq", "1"}, {"reason", "Spät."}});
    pages.post("fach", path + "/conflicts", {{"kind", "nonsense"}});
    error_page(pages.site(), {500, {"front.detail.500", {}}, "K7M4-29QF"}, request_to("GET", "/"));
    auto late = request_to("POST", path + "/edit/project");
    late.form.add("project_title", "x");
    pages.raw(late);
    late = request_to("POST", "/login");
    for (const auto& [name, value] :
         Pairs{{"account", "fach"}, {"password", "demo"}, {"kept_path", path}, {"kept:reason", "x"}})
        late.form.add(name, value);
    pages.raw(late);
    open_everything(pages, path);
    led_to(pages.post("formal", path + "/steps/accept", {}));
    led_to(pages.post("entscheidung", path + "/conflicts/1/lift", {{"reason", "Geprüft."}}));
    const Pairs recommendation = {{"eligible_cents", "100.000,00"},
                                  {"financing_type", "proportional"},
                                  {"rate", "80"},
                                  {"award_cents", "80.000,00"},
                                  {"slices.0.year", "2026"},
                                  {"slices.0.amount_cents", "80.000,00"},
                                  {"reason", "Erfüllt."}};
    led_to(pages.post("fach", path + "/steps/recommend", recommendation));
    pages.get("fach", path + "/notice");
    pages.get("fach", path);
    led_to(pages.post("haushalt", path + "/steps/reserve", {}));
    led_to(pages.post("zweit", path + "/steps/cosign", {}));
    pages.get("entscheidung", path + "/steps/approve");
    led_to(pages.post("entscheidung", path + "/steps/approve", {{"reason", "Bewilligt."}}));
    pages.get("zeichner", path + "/letters/grant_notice");
    for (int number = 0; number < 26; ++number)
        led_to(pages.post("gemeinde", "/cases", {{"recipient", "16067053"}, {"programme", "thueregovrl"}}));
    const auto first = pages.get("gemeinde", "/worklist?show=all").body;
    CHECK_THAT(first, ContainsSubstring("Nächste Seite"));

    pages.travel_to("2027-03-01");  // over the three months of § 75 VwGO
    pages.get("revision", "/worklist?show=all");
    pages.get("gemeinde", "/worklist?show=all&after=~3");

    std::set<std::string> unseen, seen;
    for (const auto& page : pages.pages().templates.pages()) {
        const auto own = pages.pages().templates.keys_seen(page);
        seen.insert(own.begin(), own.end());
    }
    for (const auto& page : pages.pages().templates.pages())
        for (const auto& key : pages.pages().templates.keys_of(page))
            if (!seen.contains(key)) unseen.insert(page + ": " + key);
    CHECK(unseen.empty());
}
