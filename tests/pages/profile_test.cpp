// The own account: mail address, password, second factor, sessions.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string between(const std::string& body, const std::string& before, const std::string& after) {
    const auto from = body.find(before);
    REQUIRE(from != std::string::npos);
    return body.substr(from + before.size(), body.find(after, from + before.size()) - from - before.size());
}

}  // namespace

TEST_CASE("a second factor is set up, asked for at sign-in and switched off on pages") {
    PagesInTest pages;
    CHECK_THAT(pages.get("fach", "/profile").body, ContainsSubstring("Bestätigungscode einrichten"));
    CHECK(led_to(pages.post("fach", "/profile/second-factor", {})) == "/profile#faktor");
    CHECK_THAT(pages.get("fach", "/profile").body,
               ContainsSubstring("fl-qr__squares") && ContainsSubstring("Schlüssel:"));
    const auto wrong = pages.post("fach", "/profile/second-factor/confirm", {{"code", "12"}});
    CHECK(wrong.status == 422);
    CHECK_THAT(wrong.body, ContainsSubstring("Dieser Code passt nicht.") &&
                               ContainsSubstring("aria-describedby=\"code-h code-e\""));
    const auto codes = pages.post("fach", "/profile/second-factor/confirm", {{"code", shown_by_app(pages, "fach")}});
    CHECK(codes.status == 200);
    CHECK_THAT(codes.body, ContainsSubstring("Ihre Ersatzcodes, nur jetzt zu sehen"));
    const auto recovery_code = between(codes.body, "<li><code>", "</code>");
    CHECK_THAT(pages.get("fach", "/profile").body,
               ContainsSubstring("Ersatzcodes übrig: 10") && !ContainsSubstring(recovery_code));

    const Pairs typed{
        {"account", "fach"}, {"password", "demo"}, {"next", "/budget"}, {"kept_path", "/x"}, {"kept:a", "b"}};
    const auto half = pages.raw(from_anybody("/login", typed));
    CHECK(half.status == 200);
    CHECK_FALSE(half.header("Set-Cookie"));
    CHECK_THAT(half.body, ContainsSubstring("Bestätigungscode eingeben") && ContainsSubstring("kept:a"));
    const auto ticket = between(half.body, R"(name="ticket" value=")", "\"");
    const auto refused = pages.raw(
        from_anybody("/login/code", {{"ticket", ticket}, {"code", "000000"}, {"next", "/budget"}}));
    CHECK(refused.status == 401);
    CHECK_THAT(refused.body, ContainsSubstring("Der Code wurde nicht angenommen") && ContainsSubstring(ticket));
    CHECK(led_to(pages.raw(from_anybody(
              "/login/code", {{"ticket", ticket}, {"code", recovery_code}, {"next", "/budget"}}))) == "/budget");
    const auto again = pages.raw(from_anybody("/login/code", {{"ticket", ticket}, {"code", recovery_code}}));
    CHECK_THAT(again.body, ContainsSubstring("zu viel Zeit vergangen"));

    const auto kept = pages.post("fach", "/profile/second-factor/remove", {{"remove_password", "falsch"}});
    CHECK(kept.status == 422);
    CHECK_THAT(kept.body, ContainsSubstring("Das Passwort stimmt nicht."));
    CHECK(led_to(pages.post("fach", "/profile/second-factor/remove", {{"remove_password", "demo"}})) ==
          "/login?ended=1");
    CHECK(led_to(pages.raw(from_anybody("/login", {{"account", "fach"}, {"password", "demo"}}))) == "/");
}

TEST_CASE("the code page is no door for other sites") {
    PagesInTest pages;
    auto request = request_to("POST", "/login/code");
    request.headers["sec-fetch-site"] = "cross-site";
    CHECK(pages.raw(request).status == 403);
}

TEST_CASE("mail address and password are changed by whom they belong to, with every mistake on the way") {
    PagesInTest pages;
    CHECK_THAT(pages.get("gemeinde", "/profile").body,
               ContainsSubstring("Sachbearbeitung") && ContainsSubstring("Pößneck"));
    const auto mail = pages.post("gemeinde", "/profile/mail", {{"mail", "kein Platz"}});
    CHECK(mail.status == 422);
    CHECK_THAT(mail.body, ContainsSubstring("value=\"kein Platz\""));
    CHECK(led_to(pages.post("gemeinde", "/profile/mail", {{"mail", "amt@poessneck.example"}})) == "/profile?done=mail");
    CHECK_THAT(pages.get("gemeinde", "/profile?done=mail").body,
               ContainsSubstring("amt@poessneck.example") && ContainsSubstring("Ihre Mailadresse ist gespeichert."));
    CHECK_THAT(pages.get("gemeinde", "/profile?done=%3Cb%3E").body, !ContainsSubstring("role=\"status\""));

    const auto change = [&](const char* old_one, const char* fresh, const char* again) {
        return pages.post("gemeinde", "/profile/password",
                          {{"old_password", old_one}, {"password", fresh}, {"again", again}});
    };
    CHECK_THAT(change("demo", "eins zwei drei vier", "eins").body,
               ContainsSubstring("Das ist nicht dasselbe Passwort"));
    CHECK_THAT(change("demo", "kurz", "kurz").body, ContainsSubstring("zwischen 12 und"));
    CHECK_THAT(change("falsch", "eins zwei drei vier", "eins zwei drei vier").body,
               ContainsSubstring("Bitte geben Sie Ihr jetziges Passwort ein.") && !ContainsSubstring("eins zwei"));
    CHECK(led_to(change("demo", "eins zwei drei vier", "eins zwei drei vier")) == "/login?changed=1");
    CHECK_THAT(pages.raw(request_to("GET", "/login?changed=1")).body, ContainsSubstring("Ihr Passwort ist geändert."));
}

TEST_CASE("other sessions are ended from here, one or all") {
    PagesInTest pages;
    pages.get("fach", "/profile");
    auto& identity = pages.site().identity;
    const auto lost = *identity.sign_in("fach", "demo", "192.0.2.9", SessionKind::Bearer);
    CHECK_THAT(pages.get("fach", "/profile").body,
               ContainsSubstring("Programm mit Zugangsschlüssel") && ContainsSubstring("(hier)"));
    CHECK(pages.post("formal", "/profile/sessions/" + Identity::key_of(lost.token) + "/end", {}).status == 422);
    CHECK(identity.session(lost.token));
    CHECK(led_to(pages.post("fach", "/profile/sessions/" + Identity::key_of(lost.token) + "/end", {})) ==
          "/profile?done=session");
    CHECK_FALSE(identity.session(lost.token));
    const auto another = *identity.sign_in("fach", "demo", "192.0.2.9", SessionKind::Bearer);
    CHECK(led_to(pages.post("fach", "/profile/sessions/end", {})) == "/profile?done=sessions");
    CHECK_FALSE(identity.session(another.token));
    CHECK(pages.get("fach", "/profile").status == 200);
}
