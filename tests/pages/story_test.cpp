// One application through all its pages, by hand and without script. Every page is rendered with keys checked.
#include "pages/visitors.hpp"
#include "web/pages/error_pages.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

/// The state of the case that a form on the page was made from.
std::string seq_in(const std::string& page) {
    const std::string before = R"(name="seen_seq" value=")";
    const auto at = page.find(before) + before.size();
    return page.substr(at, page.find('"', at) - at);
}

}  // namespace

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

    CHECK(pages.get("zeichner", path + "/letters/grant_notice").status == 404);  // signed, but told to nobody
    const auto untold = pages.get("gemeinde", path).body;
    CHECK_THAT(untold, ContainsSubstring("Bearbeitung in der Behörde") &&
                           !ContainsSubstring("nicht bekannt gegeben: hier") &&
                           !ContainsSubstring("fl-draw__box--now"));
    CHECK_THAT(untold, ContainsSubstring("href=\"" + path + "/file.zip\">Auszug aus der Akte als ZIP</a>"));
    CHECK_THAT(pages.get("entscheidung", path).body,
               ContainsSubstring("Zur Bewilligung empfehlen") &&
                   ContainsSubstring("href=\"" + path + "/file.zip\">Ganze Akte als ZIP</a>"));
    CHECK(led_to(pages.post("formal", path + "/steps/offer_in_portal", {})) == path);
    const auto before = pages.get("zeichner", path + "/letters/grant_notice");
    CHECK_THAT(before.body, ContainsSubstring("Bescheid öffnen") && !ContainsSubstring("Rechtsbehelfsbelehrung"));
    CHECK(led_to(pages.post("zeichner", path + "/letters/grant_notice", {})) == path + "/letters/grant_notice");
    CHECK_THAT(pages.get("zeichner", path + "/letters/grant_notice").body, ContainsSubstring("Rechtsbehelfsbelehrung"));
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Ihr Antrag ist bewilligt"));
    CHECK_THAT(pages.get("gemeinde", "/").body, ContainsSubstring("Bewilligung prüfen"));
    CHECK_THAT(pages.get("haushalt", "/budget").body, ContainsSubstring("50.000,00\u00A0€"));
    const std::string cases = "/budget/cases?line=16 90/633 01&year=2026";
    CHECK_THAT(pages.get("finanzen", cases).body,
               ContainsSubstring(path + "\"") && ContainsSubstring("50.000,00\u00A0€"));
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
    CHECK_THAT(first.body, ContainsSubstring("choice:project_title") && ContainsSubstring("<del>leer</del>") &&
                               ContainsSubstring("<ins>Schnittstelle Bürgerakte</ins>") &&
                               ContainsSubstring("Mein Titel (Ihre Eingabe)"));
    const auto at = first.body.find(R"(name="seen_seq" value=")") + 23;
    const auto seq = first.body.substr(at - 1, first.body.find('"', at) - at + 1);
    CHECK(
        led_to(pages.post(
            "gemeinde", path + "/edit/project",
            {{"seen_seq", seq}, {"project_title", "Mein Titel"}, {"choice:project_title", "now"}, {"then", "back"}})) ==
        path + "/edit");
    CHECK_THAT(pages.get("gemeinde", path).body, ContainsSubstring("Schnittstelle Bürgerakte"));
}

TEST_CASE("rows for which the present value was chosen are still there when somebody is faster once more") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    const auto seen = seq_in(pages.get("gemeinde", path + "/edit/cost_plan").body);
    CHECK(led_to(pages.post("zeichner", path + "/edit/cost_plan",
                            {{"seen_seq", seen},
                             {"cost_plan.0.item", "Lizenzen"},
                             {"cost_plan.0.year", "2027"},
                             {"cost_plan.0.amount_cents", "70.000,00"},
                             {"cost_plan.0.eligible", "ja"},
                             {"then", "back"}})) == path + "/edit");
    const auto again = pages.post("gemeinde", path + "/edit/cost_plan",
                                  {{"seen_seq", seen},
                                   {"cost_plan.0.item", "Reisen"},
                                   {"cost_plan.0.year", "2027"},
                                   {"cost_plan.0.amount_cents", "5,00"},
                                   {"choice:cost_plan", "now"}});
    CHECK(again.status == 412);
    CHECK_THAT(again.body, ContainsSubstring(R"(name="cost_plan.0.item" value="Lizenzen")") &&
                               !ContainsSubstring(R"(value="Reisen")"));
}

TEST_CASE("a field for which the present value was chosen keeps it when another answer is refused") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    const auto refused = pages.post("gemeinde", path + "/edit/dates",
                                    {{"seen_seq", seq_in(pages.get("gemeinde", path + "/edit/dates").body)},
                                     {"planned_start", "05.05.2027"},
                                     {"choice:planned_start", "now"},
                                     {"planned_end", "31.02.2028"},
                                     {"choice:planned_end", "mine"}});
    CHECK(refused.status == 422);
    CHECK_THAT(refused.body, ContainsSubstring(R"(value="15.03.2027")") && ContainsSubstring(R"(value="31.02.2028")") &&
                                 !ContainsSubstring("05.05.2027"));
}

TEST_CASE("forms that only the authority fills in are not for the applicant") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    for (const std::string form : {"ranking", "notice", "technical_check"}) {
        INFO(form);
        CHECK(pages.get("gemeinde", path + "/forms/" + form).status == 404);
        CHECK(pages.post("gemeinde", path + "/forms/" + form, {{"recalculate", "1"}}).status == 404);
        CHECK(pages.get("fach", path + "/forms/" + form).status == 200);
    }
}

TEST_CASE("a step taken too late shows what was typed for it") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto reply = pages.post("entscheidung", path + "/steps/settle_otherwise",
                                  {{"seen_seq", "1"}, {"reason", "Die Kommune wurde eingegliedert."}});
    CHECK(reply.status == 412);
    CHECK_THAT(reply.body, ContainsSubstring("Die Kommune wurde eingegliedert.") &&
                               ContainsSubstring("trotzdem, mit diesen Eingaben") &&
                               ContainsSubstring("formaction=\"/typed/discard\""));
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

TEST_CASE("several cases are worked on together, each with its own result") {
    PagesInTest pages;
    const auto first = handed_in_application(pages), second = handed_in_application(pages);
    const auto id_of = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
    const auto address = "/worklist/together?case=" + id_of(first) + "&case=" + id_of(second) + "&case=999&case=x";
    CHECK_THAT(pages.get("formal", "/worklist").body, ContainsSubstring("name=\"case\" value=\"" + id_of(first)));
    CHECK_THAT(pages.get("revision", "/worklist").body, !ContainsSubstring("name=\"case\""));
    const auto choice = pages.get("formal", address).body;
    CHECK_THAT(choice, ContainsSubstring("2 Vorgänge gemeinsam") && ContainsSubstring("value=\"accept\"") &&
                           ContainsSubstring("möglich bei 2 von 2") && !ContainsSubstring("request_supplement"));
    CHECK(pages.get("gemeinde", address).status == 403);
    CHECK(led_to(pages.get("formal", "/worklist/together")) == "/worklist");

    const Pairs both = {{"case", id_of(first)}, {"case", id_of(second)}};
    CHECK_THAT(pages.post("formal", "/worklist/together", both).body, ContainsSubstring("Bitte wählen Sie einen"));
    led_to(pages.post("formal", first + "/steps/accept", {}));  // somebody was faster with one of them
    auto step = both;
    step.insert(step.end(), {{"step", "accept"}, {"seq:" + id_of(first), "1"}});
    const auto result = pages.post("formal", "/worklist/together", step).body;
    CHECK_THAT(result, ContainsSubstring("bei 1 von 2 Vorgängen ausgeführt") && ContainsSubstring("Nicht ausgeführt") &&
                           ContainsSubstring("Fachliche Prüfung"));
    CHECK(pages.post("formal", "/worklist/together", step).status == 422);  // nothing is left to do
}
