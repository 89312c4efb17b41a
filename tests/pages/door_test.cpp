// Who comes in: sign-in, sessions, forms from elsewhere.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("whoever is not signed in is asked to, and comes back to where they were") {
    PagesInTest pages;
    CHECK(led_to(pages.get("", "/worklist?state=hearing")) == "/login?next=/worklist%3Fstate%3Dhearing");
    auto request = request_to("POST", "/login");
    request.headers["origin"] = "http://127.0.0.1:8080";
    request.form.add("account", "fach");
    request.form.add("password", "demo");
    request.form.add("next", "/worklist?state=hearing");
    const auto reply = pages.raw(request);
    CHECK(led_to(reply) == "/worklist?state=hearing");
    const std::string cookie = *reply.header("Set-Cookie");
    CHECK_THAT(cookie, ContainsSubstring("sid=") && ContainsSubstring("HttpOnly") && ContainsSubstring("SameSite=Lax"));
}

TEST_CASE("over TLS the cookie is tied to the host") {
    Request request = request_to("GET", "/");
    CHECK(session_cookie_name(request) == "sid");
    request.secure = true;
    CHECK(session_cookie_name(request) == "__Host-sid");
}

TEST_CASE("a wrong password keeps the name and says nothing about it") {
    PagesInTest pages;
    auto request = request_to("POST", "/login");
    request.form.add("account", "fach");
    request.form.add("password", "falsch");
    const auto wrong = pages.raw(request);
    CHECK(wrong.status == 401);
    CHECK_THAT(wrong.body, ContainsSubstring("value=\"fach\"") && !ContainsSubstring("falsch"));
    CHECK(wrong.header("Set-Cookie") == nullptr);
}

TEST_CASE("signing in leads to paths of this server only") {
    const auto wanted = GENERATE("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", "elsewhere", "",
                                 "/a\nb", "/login?next=/login");
    CHECK(own_path(wanted) == "/");
    CHECK(own_path("/cases/3?x=1") == "/cases/3?x=1");
}

TEST_CASE("a form from another site is refused, with or without a session") {
    PagesInTest pages;
    const auto [name, value] = GENERATE(table<std::string, std::string>(
        {{"origin", "https://elsewhere.example"}, {"origin", "null"}, {"sec-fetch-site", "cross-site"}}));
    auto request = request_to("POST", "/cases");
    request.headers[name] = value;
    CHECK(pages.raw(request).status == 403);
    const auto who = pages.session("gemeinde");
    request.cookies["sid"] = who.token;
    request.form.add("csrf", who.csrf);
    CHECK(pages.raw(request).status == 403);
}

TEST_CASE("a form without the session's token, or with another's, is refused") {
    PagesInTest pages;
    auto request = request_to("POST", "/cases");
    request.cookies["sid"] = pages.session("gemeinde").token;
    CHECK(pages.raw(request).status == 403);
    request.form.add("csrf", pages.session("fach").csrf);
    CHECK(pages.raw(request).status == 403);
}

TEST_CASE("what was typed into an expired session comes back after signing in") {
    PagesInTest pages;
    const auto list = led_to(
        pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    auto late = request_to("POST", list + "/project");
    late.headers["origin"] = "http://127.0.0.1:8080";
    late.cookies["sid"] = "0000";
    late.form.add("project_title", "Zwei <Wochen> Arbeit");
    late.form.add("csrf", "veraltet");
    const auto asked = pages.raw(late);
    CHECK(asked.status == 401);
    CHECK_THAT(asked.body, ContainsSubstring("name=\"kept:project_title\" value=\"Zwei &lt;Wochen&gt; Arbeit\"") &&
                               !ContainsSubstring("veraltet"));

    auto sign_in = request_to("POST", "/login");
    sign_in.headers["origin"] = "http://127.0.0.1:8080";
    for (const auto& [name, value] : Pairs{{"account", "gemeinde"},
                                           {"password", "demo"},
                                           {"kept_path", list + "/project"},
                                           {"kept:project_title", "Zwei Wochen Arbeit"}})
        sign_in.form.add(name, value);
    const auto offered = pages.raw(sign_in);
    CHECK(offered.status == 200);
    CHECK_THAT(offered.body, ContainsSubstring("action=\"" + list + "/project\"") &&
                                 ContainsSubstring("name=\"project_title\" value=\"Zwei Wochen Arbeit\""));
}

TEST_CASE("a form with a password in it is not kept when the session has ended") {
    PagesInTest pages;
    auto late = request_to("POST", "/profile/password");
    late.headers["origin"] = "http://127.0.0.1:8080";
    late.cookies["sid"] = "0000";
    for (const auto& [name, value] :
         Pairs{{"old_password", "altes Geheimwort"}, {"password", "Geheimes Wort 1"}, {"again", "Geheimes Wort 1"}})
        late.form.add(name, value);
    const auto asked = pages.raw(late);
    CHECK(asked.status == 401);
    CHECK_THAT(asked.body, !ContainsSubstring("altes Geheimwort") && !ContainsSubstring("Geheimes Wort 1") &&
                               !ContainsSubstring("kept:"));
}

TEST_CASE("what is offered again after signing in is named as on its form") {
    PagesInTest pages;
    auto sign_in = request_to("POST", "/login");
    sign_in.headers["origin"] = "http://127.0.0.1:8080";
    for (const auto& [name, value] : Pairs{{"account", "gemeinde"},
                                           {"password", "demo"},
                                           {"kept_path", "/cases/1/edit/cost_plan"},
                                           {"kept:seen_seq", "7"},
                                           {"kept:cost_plan.0.amount_cents", "1.000,00"}})
        sign_in.form.add(name, value);
    CHECK_THAT(pages.raw(sign_in).body, ContainsSubstring("<dt>Ausgabenplan, Zeile\u00A01, Betrag</dt>") &&
                                            ContainsSubstring("name=\"seen_seq\" value=\"7\"") &&
                                            !ContainsSubstring("<dt>seen_seq"));
}

TEST_CASE("signing out ends the session") {
    PagesInTest pages;
    const auto token = pages.session("fach").token;
    CHECK(led_to(pages.post("fach", "/logout", {})) == "/login?ended=1");
    auto request = request_to("GET", "/worklist");
    request.cookies["sid"] = token;
    CHECK(led_to(pages.raw(request)).starts_with("/login"));
}

TEST_CASE("the demonstration's accounts are named on its sign-in page") {
    PagesInTest pages;
    const auto page = pages.get("", "/login");
    CHECK(page.status == 200);
    for (const auto* account : {"gemeinde", "zeichner", "fach", "entscheidung", "revision"})
        CHECK_THAT(page.body, ContainsSubstring(account));
}
