// The choice of a language at the foot of every page.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string cookie_set_by(const Reply& reply) {
    std::string set;
    for (const auto& [name, value] : reply.headers())
        if (name == "Set-Cookie") set += value + "\n";
    return set;
}

}  // namespace

TEST_CASE("a page is German until English is chosen at its foot, whatever the browser speaks") {
    PagesInTest pages;
    auto request = request_to("GET", "/login");
    request.headers["accept-language"] = "en-GB,en;q=0.9";
    const auto german = pages.raw(request);
    CHECK_THAT(german.body,
               ContainsSubstring("<html lang=\"de\">") &&
                   ContainsSubstring("href=\"/language/en?next=/login\" lang=\"en\" hreflang=\"en\">English</a>"));
    CHECK(*german.header("Content-Language") == "de");
    CHECK(*german.header("Vary") == "Cookie");
    request.cookies["language"] = "en";
    const auto english = pages.raw(request);
    CHECK_THAT(english.body, ContainsSubstring("<html lang=\"en\">") && ContainsSubstring(">Deutsch</a>") &&
                                 ContainsSubstring("Sign in") && !ContainsSubstring("Anmelden"));
    CHECK(*english.header("Content-Language") == "en");
    request.cookies["language"] = "fr";
    CHECK_THAT(pages.raw(request).body, ContainsSubstring("<html lang=\"de\">"));
}

TEST_CASE("the choice is kept in a cookie and leads back to the page it was made on") {
    PagesInTest pages;
    const auto reply = pages.get("", "/language/en?next=/echt");
    CHECK(led_to(reply) == "/echt");
    CHECK_THAT(cookie_set_by(reply), ContainsSubstring("language=en") && ContainsSubstring("Max-Age=31536000"));
    CHECK(led_to(pages.get("", "/language/de?next=//evil.example")) == "/");
    CHECK(pages.get("", "/language/fr").status == 404);
    auto posted = request_to("POST", "/login");
    posted.headers["referer"] = "http://127.0.0.1:8080/login?next=/budget";
    posted.form.add("account", "nobody");
    CHECK_THAT(pages.raw(posted).body, ContainsSubstring("/language/en?next=/login%3Fnext%3D/budget"));
}

TEST_CASE("a page of somebody else that links to the choice changes nothing") {
    PagesInTest pages;
    auto request = request_to("GET", "/language/en?next=/");
    request.headers["sec-fetch-site"] = "cross-site";
    request.cookies["sid"] = pages.session("fach").token;
    CHECK(cookie_set_by(pages.raw(request)).empty());
    CHECK_FALSE(pages.site().identity.language_of(pages.session("fach").account));
}

TEST_CASE("the account remembers the choice and brings it along to the next browser") {
    PagesInTest pages;
    CHECK(led_to(pages.get("fach", "/language/en?next=/worklist")) == "/worklist");
    CHECK(pages.site().identity.language_of(pages.session("fach").account) == Language::English);
    auto sign_in = request_to("POST", "/login");
    sign_in.form.add("account", "fach");
    sign_in.form.add("password", "demo");
    CHECK_THAT(cookie_set_by(pages.raw(sign_in)), ContainsSubstring("language=en"));
    led_to(pages.get("fach", "/language/de"));
    CHECK_THAT(cookie_set_by(pages.raw(sign_in)), ContainsSubstring("language=de"));
    CHECK_FALSE(pages.site().identity.language_of(pages.session("formal").account));
}

TEST_CASE("a calendar speaks the language of its account") {
    PagesInTest pages{"2026-11-02", true};
    handed_in_application(pages);
    const auto made = pages.post("gemeinde", "/calendar", {}).body;
    const auto from = made.find("/calendar/");
    const auto address = made.substr(from, made.find(".ics", from) + 4 - from);
    CHECK_THAT(pages.get("", address).body, ContainsSubstring("Fristen in"));
    led_to(pages.get("gemeinde", "/language/en?next=/"));
    CHECK_THAT(pages.get("", address).body, ContainsSubstring("Deadlines in") && !ContainsSubstring("Fristen in"));
}

TEST_CASE("an English reader gets the case, its steps and refusals in English, and the notice in German") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    pages.speak(Language::English);
    const auto page = pages.get("formal", path).body;
    CHECK_THAT(page, ContainsSubstring("Request missing documents") && ContainsSubstring("Formal review") &&
                         !ContainsSubstring("Unterlagen nachfordern"));
    const auto refused = pages.post("formal", path + "/steps/request_supplement", {{"due", "gestern"}});
    CHECK(refused.status == 422);
    CHECK_THAT(refused.body, ContainsSubstring("“What is missing” is still missing.") ||
                                 ContainsSubstring("is no date. Please write: 21.11.2026."));
    const auto blocked = pages.post("zeichner", path + "/steps/withdraw", {{"seen_seq", "1"}});
    CHECK_THAT(blocked.body, !ContainsSubstring("Der Vorgang"));
    led_to(pages.post("formal", path + "/steps/accept", {}));
    led_to(pages.post("fach", path + "/steps/recommend",
                      {{"eligible_cents", "100.000,00"},
                       {"financing_type", "proportional"},
                       {"rate", "80"},
                       {"award_cents", "80.000,00"},
                       {"slices.0.year", "2026"},
                       {"slices.0.amount_cents", "80.000,00"},
                       {"reason", "Erfüllt."}}));
    CHECK_THAT(pages.get("fach", path + "/notice").body, ContainsSubstring("<div lang=\"de\">") &&
                                                             ContainsSubstring("Anteilfinanzierung") &&
                                                             !ContainsSubstring("Proportional financing"));
}

TEST_CASE("the voucher template has German headings for an English reader too") {
    PagesInTest pages{"2026-11-02", true};
    pages.speak(Language::English);
    const auto machine = machine_in(pages, "proof-of-use", "draft");
    const auto list = pages.get("zeichner", machine + "/steps/submit/belegliste.csv");
    CHECK(list.status == 200);
    CHECK_THAT(list.body, ContainsSubstring("Empfänger") && !ContainsSubstring("Payee"));
}
