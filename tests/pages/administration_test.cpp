// What the administration looks after, and who may not.
#include "casework/publishing.hpp"
#include "domain/calendar.hpp"
#include "pages/visitors.hpp"
#include "server/health.hpp"
#include "store/seals.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("an account is made, given its duties, changed and disabled on pages") {
    PagesInTest pages;
    CHECK_THAT(pages.get("admin", "/admin").body,
               ContainsSubstring("/admin/accounts\"") && ContainsSubstring("/recipients\""));
    const Pairs neu{{"name", "m.neu"}, {"display_name", "Frau Neu"}, {"password", "drei lange Woerter"}};
    const std::string path = "/admin/accounts/m.neu";
    CHECK(led_to(pages.post("admin", "/admin/accounts", neu)) == path);
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("Keine. Das Konto kann sich anmelden"));
    CHECK(led_to(pages.post("admin", path + "/duties", {{"duty", "applicant_clerk"}, {"recipient", "Pößneck"}})) ==
          path);
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("Stadt Pößneck (16075085)"));
    CHECK(led_to(pages.post("admin", path + "/duties/take",
                            {{"duty", "applicant_clerk"}, {"recipient", "16075085"}, {"programme", ""}})) == path);
    CHECK(led_to(pages.post("admin", path + "/duties", {{"duty", "cashier"}, {"programme", "thuerfag"}})) == path);
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("Kasse</strong>, thuerfag"));
    CHECK(led_to(pages.post("admin", path + "/mail", {{"mail", "neu@kasse.example"}})) == path);
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("neu@kasse.example"));
    CHECK(led_to(pages.post("admin", path + "/password", {{"password", "vier andere lange Woerter"}})) == path);
    CHECK(led_to(pages.raw(
              from_anybody("/login", {{"account", "m.neu"}, {"password", "vier andere lange Woerter"}}))) == "/");
    CHECK(led_to(pages.post("admin", path + "/state", {{"state", "disabled"}})) == path);
    CHECK_THAT(pages.get("revision", path).body,
               ContainsSubstring("Niemand meldet sich") && !ContainsSubstring("<form action=\"/admin"));
    CHECK_THAT(pages.get("revision", "/admin/accounts?q=Kasse").body,
               ContainsSubstring("m.neu") && ContainsSubstring("gesperrt") &&
                   !ContainsSubstring("\"/admin/accounts/fach\""));
    CHECK(led_to(pages.post("admin", path + "/state", {{"state", "enabled"}})) == path);
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("Meldet sich mit Passwort an."));
}

TEST_CASE("what the administration types wrong comes back with its reason and what was typed") {
    PagesInTest pages;
    const auto refused = [&](const std::string& address, const Pairs& fields) {
        const auto reply = pages.post("admin", address, fields);
        CHECK(reply.status == 422);
        return reply.body;
    };
    CHECK_THAT(refused("/admin/accounts", {{"name", "Frau Neu"}, {"display_name", "Frau Neu"}, {"password", ""}}),
               ContainsSubstring("Kleinbuchstaben") && ContainsSubstring("value=\"Frau Neu\""));
    CHECK_THAT(refused("/admin/accounts", {{"name", "fach"}, {"display_name", "Neu"}, {"password", ""}}),
               ContainsSubstring("gibt es schon"));
    CHECK_THAT(refused("/admin/accounts", {{"name", "neu"}, {"display_name", "Neu"}, {"password", "kurz"}}),
               ContainsSubstring("zwischen 12 und") && !ContainsSubstring("value=\"kurz\""));
    const std::string fach = "/admin/accounts/fach";
    CHECK_THAT(refused(fach + "/duties", {{"duty", "applicant_clerk"}, {"recipient", "Entenhausen"}}),
               ContainsSubstring("steht nicht im Verzeichnis") && ContainsSubstring("value=\"Entenhausen\""));
    CHECK_THAT(refused(fach + "/duties", {{"duty", "applicant_clerk"}, {"recipient", "Stadt"}}),
               ContainsSubstring("passen mehrere"));
    CHECK_THAT(refused(fach + "/duties", {{"duty", "applicant_clerk"}, {"recipient", ""}}),
               ContainsSubstring("Bitte geben Sie deren AGS oder ARS an."));
    CHECK_THAT(refused(fach + "/duties", {{"duty", "koenig"}}), ContainsSubstring("gibt es nicht"));
    CHECK_THAT(refused("/admin/accounts/entscheidung/duties", {{"duty", "admin"}}),
               ContainsSubstring("entscheidet keine Vorgänge"));
    CHECK_THAT(refused(fach + "/mail", {{"mail", "nirgends"}}), ContainsSubstring("value=\"nirgends\""));
    CHECK_THAT(refused(fach + "/password", {{"password", "fachfachfachfach"}}),
               ContainsSubstring("die Kennung nicht enthalten"));
    CHECK_THAT(refused("/admin/accounts/admin/state", {{"state", "disabled"}}),
               ContainsSubstring("Das eigene Konto sperrt niemand"));
    CHECK_THAT(refused("/admin/accounts/admin/duties/take", {{"duty", "admin"}, {"recipient", ""}, {"programme", ""}}),
               ContainsSubstring("Die eigene Administration nimmt sich niemand"));
    CHECK(pages.get("admin", "/admin/accounts").status == 200);
    const std::string letters(200, 'x');
    CHECK_THAT(refused("/admin/accounts", {{"name", "neu"}, {"display_name", letters + "x"}, {"password", ""}}),
               ContainsSubstring("höchstens 200 Zeichen"));
    led_to(pages.post("admin", "/admin/accounts", {{"name", "neu"}, {"display_name", letters}, {"password", ""}}));
    CHECK(pages.get("admin", "/admin/accounts/niemand").status == 404);
    CHECK(pages.post("admin", "/admin/accounts/niemand/mail", {{"mail", "a@b.example"}}).status == 404);
}

TEST_CASE("nobody else comes in, and an auditor changes nothing") {
    PagesInTest pages;
    for (const auto* account : {"gemeinde", "entscheidung", "finanzen"})
        for (const auto* address : {"/admin", "/admin/accounts", "/admin/accounts/fach"})
            CHECK(pages.get(account, address).status == 403);
    for (const auto* account : {"gemeinde", "entscheidung", "revision"})
        for (const auto* address :
             {"/admin/accounts", "/admin/accounts/fach/duties", "/admin/accounts/fach/duties/take",
              "/admin/accounts/fach/mail", "/admin/accounts/fach/password", "/admin/accounts/fach/state",
              "/admin/accounts/fach/second-factor/remove"})
            CHECK(pages.post(account, address, {{"state", "disabled"}, {"duty", "admin"}}).status == 403);
    CHECK_THAT(pages.get("revision", "/admin").body, !ContainsSubstring("/recipients\""));
}

TEST_CASE("a lost device is switched off by the administration") {
    PagesInTest pages;
    REQUIRE(led_to(pages.post("kasse", "/profile/second-factor", {})) == "/profile#faktor");
    CHECK(pages.post("kasse", "/profile/second-factor/confirm", {{"code", shown_by_app(pages, "kasse")}}).status ==
          200);
    const std::string path = "/admin/accounts/kasse";
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("Meldet sich mit Passwort und Bestätigungscode an."));
    CHECK_THAT(pages.get("admin", "/admin/accounts").body, ContainsSubstring("Bestätigungscode"));
    CHECK(led_to(pages.post("admin", path + "/second-factor/remove", {})) == path);
    CHECK_THAT(pages.get("admin", path).body, ContainsSubstring("Meldet sich mit Passwort an."));
    CHECK(pages.post("admin", path + "/second-factor/remove", {}).status == 404);
}

TEST_CASE("the administration sees how the house is") {
    PagesInTest pages;
    pages.site().health = [&] { return health_of(pages.house(), false, LettersHealth::Made); };
    CHECK_THAT(pages.get("admin", "/admin/health").body,
               ContainsSubstring("noch kein Tagessiegel") && ContainsSubstring("Kein Mailserver ist eingetragen") &&
                   ContainsSubstring("MiB") && ContainsSubstring("Eine Sache sollten Sie sich ansehen."));
    CHECK(pages.get("fach", "/admin/health").status == 403);
}

TEST_CASE("a standing clock shows in the health of the house") {
    PagesInTest pages;
    auto& house = pages.house();
    const auto history = [&] { return health_of(house, false, LettersHealth::Made)[1]; };
    seal_passed_days(house.store, *parse_date("2026-11-03"), house.clock->now());
    pages.travel_to("2026-11-03");
    CHECK(history().well);
    pages.travel_to("2026-11-05");
    CHECK_FALSE(history().well);
    CHECK(history().words.key == "health.seal_late");
}

TEST_CASE("what changed from one version of a programme to the next is shown line by line") {
    PagesInTest pages;
    const std::string address = "/programmes/thuerfag/versions";
    CHECK_THAT(pages.get("fach", address).body,
               ContainsSubstring("Das ist die erste Fassung.") && ContainsSubstring("geprüft, ohne Befund"));
    auto bundle = read_bundle(std::filesystem::path{SOURCE_DIR} / "workflows", "thuerfag");
    bundle.files.at("thuerfag/programme.yaml") += "# <b>Hinweis</b>\n";
    REQUIRE(publish(pages.site().store, pages.site().programmes, bundle, 0, 0, pages.site().clock.now(), false));
    CHECK_THAT(pages.get("revision", address).body,
               ContainsSubstring("Eine Datei ist anders als in der Fassung davor:") &&
                   ContainsSubstring("neu: </span>") && ContainsSubstring("&lt;b&gt;Hinweis") &&
                   ContainsSubstring("gilt für neue Vorgänge"));
    CHECK(pages.get("gemeinde", address).status == 403);
    CHECK(pages.get("fach", "/programmes/nirgends/versions").status == 404);
}
