// A case on a page as it stood at the end of a past day: state, money, answers and history up to then, read-only.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Handed in on 2 November, accepted on the 9th; today is the 16th.
struct AcceptedLater : PagesInTest {
    std::string path = handed_in_application(*this);
    AcceptedLater() {
        travel_to("2026-11-09");
        led_to(post("formal", path + "/steps/accept", {}));
        travel_to("2026-11-16");
    }
    std::string body(const std::string& account, const std::string& query, int status = 200) {
        const auto reply = get(account, path + query);
        CHECK(reply.status == status);
        return reply.body;
    }
};

const std::string strip = "Früherer Stand: So war dieser Vorgang am Ende des ";
const std::string accepted = "Vollständigkeit feststellen</p>";

}  // namespace

TEST_CASE("the day may be written as on a page or as in an interface; the case says which day it shows") {
    AcceptedLater pages;
    const auto query = GENERATE("?as_of=08.11.2026", "?as_of=8.11.2026", "?as_of=2026-11-08");
    const auto body = pages.body("fach", query);
    CHECK_THAT(body, ContainsSubstring(strip + "08.11.2026"));
    CHECK_THAT(body, ContainsSubstring("Formale Prüfung, bei Formale Prüfung seit 6"));
    CHECK_THAT(body, ContainsSubstring("<a class=\"kern-link\" href=\"" + pages.path + "\">Zum heutigen Stand</a>"));
    CHECK_THAT(body, !ContainsSubstring(accepted));
}

TEST_CASE("a past day is for reading: no step, no form of the case, no upload") {
    AcceptedLater pages;
    for (const auto* account : {"fach", "zeichner", "gemeinde", "entscheidung", "revision"}) {
        const auto body = pages.body(account, "?as_of=09.11.2026");
        CAPTURE(account);
        const bool applicant = account == std::string{"zeichner"} || account == std::string{"gemeinde"};
        CHECK_THAT(body, ContainsSubstring(applicant ? "Bearbeitung in der Behörde</p>" : accepted));
        CHECK_THAT(body, !ContainsSubstring("action=\"" + pages.path + "/"));
        CHECK_THAT(body, !ContainsSubstring("href=\"" + pages.path + "/steps/"));
        CHECK_THAT(body, !ContainsSubstring("href=\"" + pages.path + "/machines/"));
        CHECK_THAT(body, !ContainsSubstring("/notice"));
    }
}

TEST_CASE("today is no past day: the page is the ordinary one") {
    AcceptedLater pages;
    for (const auto* query : {"", "?as_of=", "?as_of=16.11.2026"}) {
        const auto body = pages.body("fach", query);
        CHECK_THAT(body, !ContainsSubstring(strip));
        CHECK_THAT(body, ContainsSubstring("/steps/recommend"));
    }
}

TEST_CASE("a day that cannot be shown is refused beside its field, and today's case stands below") {
    AcceptedLater pages;
    auto [query, status, sentence] = GENERATE(table<std::string, int, std::string>({
        {"?as_of=17.11.2026", 422, "Der 17.11.2026 liegt noch vor uns."},
        {"?as_of=31.2.2026", 422, "„31.2.2026“ ist kein Tag."},
        {"?as_of=gestern", 422, "„gestern“ ist kein Tag."},
        {"?as_of=01.11.2026", 404, "Am 01.11.2026 gab es diesen Vorgang noch nicht"},
    }));
    const auto body = pages.body("fach", query, status);
    CHECK_THAT(body, ContainsSubstring(sentence));
    CHECK_THAT(body, ContainsSubstring("aria-invalid=\"true\" aria-describedby=\"as_of-e\""));
    CHECK_THAT(body, !ContainsSubstring(strip));
    CHECK_THAT(body, ContainsSubstring("/steps/recommend"));
}

TEST_CASE("who may not see the case today learns nothing of its past") {
    AcceptedLater pages;
    for (const auto* query : {"?as_of=02.11.2026", "?as_of=01.11.2026", "?as_of=17.11.2026", "?as_of=x"}) {
        const auto reply = pages.get("nordhausen", pages.path + query);
        CHECK(reply.status == 404);
        CHECK_THAT(reply.body, !ContainsSubstring("Pößneck"));
    }
}

TEST_CASE("a day on which the application was still the applicant's draft is not the authority's to see") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    pages.travel_to("2026-11-04");
    led_to(pages.post("zeichner", path + "/steps/submit", {}));
    CHECK(pages.get("gemeinde", path + "?as_of=03.11.2026").status == 200);
    CHECK(pages.get("fach", path + "?as_of=03.11.2026").status == 404);
    CHECK(pages.get("fach", path).status == 200);
}

TEST_CASE("the list of a past day leads to its cases as they were on that day") {
    AcceptedLater pages;
    const auto body = pages.get("fach", "/worklist?show=all&as_of=08.11.2026").body;
    CHECK_THAT(body, ContainsSubstring("href=\"" + pages.path + "?as_of=2026-11-08\""));
}
