// What is typed into the forms of a case and not sent: kept for whoever typed it, offered again, and gone in time.
#include "pages/visitors.hpp"
#include "store/typed_texts.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr auto still_there = "sind noch da";

std::string begun(PagesInTest& pages) {
    return led_to(pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
}

/// As app.js sends it from the page of that address.
Reply type(PagesInTest& pages, const std::string& account, const std::string& page, Pairs fields) {
    fields.emplace_back("typed_page", page);
    return pages.post(account, "/typed", fields);
}

std::string opened(const std::string& body) {
    const std::string name = "name=\"opened\" value=\"";
    const auto at = body.find(name);
    REQUIRE(at != std::string::npos);
    return body.substr(at + name.size(), 27);
}

}  // namespace

TEST_CASE("words typed and not sent stand in their fields again, and only for who typed them") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    const auto told = type(pages, "gemeinde", project, {{"project_title", "Drei Stunden <Arbeit>"}});
    CHECK(told.status == 200);
    CHECK_THAT(told.body, ContainsSubstring("zwischengespeichert: heute, "));
    CHECK_THAT(pages.get("gemeinde", project).body,
               ContainsSubstring(still_there) && ContainsSubstring("Drei Stunden &lt;Arbeit&gt;"));
    CHECK_THAT(pages.get("zeichner", project).body,
               !ContainsSubstring(still_there) && !ContainsSubstring("Drei Stunden"));
}

TEST_CASE("a form that is accepted leaves no kept words, one that is refused leaves them") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    type(pages, "gemeinde", project, {{"project_title", "Portal"}, {"funding_object", "2c"}});
    CHECK(pages.post("gemeinde", project, {{"project_title", "Portal"}, {"funding_object", "9z"}}).status == 422);
    CHECK_THAT(pages.get("gemeinde", project).body, ContainsSubstring(still_there));
    led_to(pages.post("gemeinde", project, {{"project_title", "Portal"}, {"funding_object", "2c"}}));
    const auto saved = pages.get("gemeinde", project).body;
    CHECK_THAT(saved, !ContainsSubstring(still_there) && ContainsSubstring("value=\"Portal\""));
}

TEST_CASE("words that say what is saved already are not offered") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    led_to(pages.post("gemeinde", project, {{"project_title", "Portal"}}));
    type(pages, "gemeinde", project, {{"project_title", "Portal"}, {"project_description", ""}});
    CHECK_THAT(pages.get("gemeinde", project).body, !ContainsSubstring(still_there));
}

TEST_CASE("discarded words are gone, and what was saved stands there again") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    led_to(pages.post("gemeinde", project, {{"project_title", "Portal"}}));
    type(pages, "gemeinde", project, {{"project_title", "Ganz anders"}});
    CHECK(led_to(pages.post("gemeinde", "/typed/discard", {{"typed_page", project}})) == project);
    CHECK_THAT(pages.get("gemeinde", project).body,
               !ContainsSubstring("Ganz anders") && ContainsSubstring("value=\"Portal\""));
    CHECK(pages.post("gemeinde", "/typed/discard", {{"typed_page", "https://elsewhere.example/"}}).status == 400);
}

TEST_CASE("of two windows the one opened later keeps its words, and the other is told") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    const auto first = opened(pages.get("gemeinde", project).body);
    auto second = first;
    REQUIRE(second.substr(20, 6) != "999999");
    second.replace(20, 6, "999999");
    pages.travel_to("2026-11-03");
    CHECK(type(pages, "gemeinde", project, {{"opened", first}, {"project_title", "eins"}}).status == 200);
    CHECK(type(pages, "gemeinde", project, {{"opened", second}, {"project_title", "zwei"}}).status == 200);
    const auto told = type(pages, "gemeinde", project, {{"opened", first}, {"project_title", "drei"}});
    CHECK(told.status == 409);
    CHECK_THAT(told.body, ContainsSubstring("in einem anderen Fenster offen"));
    CHECK_THAT(pages.get("gemeinde", project).body, ContainsSubstring("value=\"zwei\""));

    // What the first window sends is taken; the words of the second one are still not lost.
    led_to(pages.post("gemeinde", project, {{"opened", first}, {"project_title", "drei"}}));
    CHECK_THAT(pages.get("gemeinde", project).body,
               ContainsSubstring(still_there) && ContainsSubstring("value=\"zwei\""));
}

TEST_CASE("whoever comes back after others changed the case is told so and overwrites nothing") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    led_to(pages.post("gemeinde", project, {{"project_title", "Portal"}}));
    type(pages, "gemeinde", project, {{"project_title", "Mein Portal"}});
    CHECK_THAT(pages.get("gemeinde", project).body, !ContainsSubstring("hat sich seitdem"));
    led_to(pages.post("zeichner", project, {{"project_title", "Bürgerportal"}}));
    const auto body = pages.get("gemeinde", project).body;
    CHECK_THAT(body, ContainsSubstring("Der Vorgang hat sich seitdem") && ContainsSubstring("value=\"Mein Portal\""));
    const std::string name = "name=\"seen_seq\" value=\"";
    const auto at = body.find(name) + name.size();
    const auto seq = body.substr(at, body.find('"', at) - at);
    const auto late = pages.post("gemeinde", project, {{"seen_seq", seq}, {"project_title", "Mein Portal"}});
    CHECK(late.status == 412);
    CHECK_THAT(late.body, ContainsSubstring("Bürgerportal"));
}

TEST_CASE("words typed into a step and into a message come back, with the reason of the step") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto step = path + "/steps/request_supplement";
    type(pages, "formal", step, {{"reason", "Der Beschluss fehlt."}});
    CHECK_THAT(pages.get("formal", step).body,
               ContainsSubstring(still_there) && ContainsSubstring("Der Beschluss fehlt."));
    type(pages, "gemeinde", path + "/messages", {{"text", "Sehr geehrte Frau"}});
    CHECK_THAT(pages.get("gemeinde", path).body,
               ContainsSubstring(still_there) && ContainsSubstring("Sehr geehrte Frau"));
    CHECK(led_to(pages.post("gemeinde", "/typed/discard", {{"typed_page", path + "/messages"}})) ==
          path + "#nachrichten");
    type(pages, "gemeinde", path + "/messages", {{"text", "Sehr geehrter Herr"}});
    led_to(pages.post("gemeinde", path + "/messages", {{"text", "Eine Frage."}}));
    CHECK_THAT(pages.get("gemeinde", path).body, !ContainsSubstring(still_there));
}

TEST_CASE("after 30 days nobody finds the words, and they are deleted when somebody types again") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    type(pages, "gemeinde", project, {{"project_title", "Portal"}});
    pages.travel_to("2026-12-01");
    CHECK_THAT(pages.get("gemeinde", project).body, ContainsSubstring("Ihre Eingaben von 02.11.2026"));
    pages.travel_to("2026-12-03");
    CHECK_THAT(pages.get("gemeinde", project).body, !ContainsSubstring(still_there));
    type(pages, "gemeinde", project.substr(0, project.rfind('/')) + "/dates", {{"planned_start", "1.3.2027"}});
    const auto account = pages.site().identity.account_named("gemeinde")->id;
    pages.site().store.read(
        [&](Snapshot& snapshot) { CHECK_FALSE(find_typed_text(snapshot.session(), account, project, Instant{})); });
}

TEST_CASE("words are not kept for a stranger's case, for other pages, or beyond the bound") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    CHECK(type(pages, "nordhausen", project, {{"project_title", "x"}}).status == 404);
    for (const auto* page : {"/profile/password", "/cases/1", "/cases/x/edit/project", "//cases/1/edit/project", ""})
        CHECK(type(pages, "gemeinde", page, {{"project_title", "x"}}).status == 400);
    CHECK(type(pages, "gemeinde", project, {{"project_title", std::string(300'000, 'x')}}).status == 413);
    CHECK_THAT(pages.get("gemeinde", project).body, !ContainsSubstring(still_there));
}

TEST_CASE("words are kept only with the session's token and from an own page") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    auto request = request_to("POST", "/typed");
    request.form.add("typed_page", project);
    CHECK(pages.raw(request).status == 401);
    request.cookies["sid"] = pages.session("gemeinde").token;
    CHECK(pages.raw(request).status == 403);
    request.form.add("csrf", pages.session("gemeinde").csrf);
    request.headers["sec-fetch-site"] = "cross-site";
    CHECK(pages.raw(request).status == 403);
}

TEST_CASE("passwords and the machinery of a form are never kept") {
    PagesInTest pages;
    const auto project = begun(pages) + "/project";
    type(pages, "gemeinde", project, {{"project_title", "Portal"}, {"password", "geheim"}, {"new_password", "geheim"}});
    const auto account = pages.site().identity.account_named("gemeinde")->id;
    pages.site().store.read([&](Snapshot& snapshot) {
        const auto kept = find_typed_text(snapshot.session(), account, project, Instant{});
        REQUIRE(kept);
        CHECK(kept->fields == Pairs{{"project_title", "Portal"}});
    });
}
