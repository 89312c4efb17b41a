// The pages of the programmes: what is open when, what is only a setting, and the form of the administration.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("every letter of every programme can be read as its template stands, with holes named") {
    PagesInTest pages;
    for (const std::string programme : {"thueregovrl", "thuerfag", "projektaufruf"}) {
        const auto path = "/programmes/" + programme + "/letters";
        const auto list = pages.get("admin", path);
        CHECK(list.status == 200);
        for (const auto& [name, text] : pages.site().programmes.current(programme)->letters) {
            INFO(programme + "/" + name);
            CHECK_THAT(list.body, ContainsSubstring(path + "/" + name + "\""));
            const auto preview = pages.get("admin", path + "/" + name);
            CHECK(preview.status == 200);
            CHECK_THAT(preview.body, ContainsSubstring("[") && ContainsSubstring("Vorlage ohne Vorgang"));
        }
    }
    CHECK_THAT(pages.get("fach", "/programmes/thueregovrl/letters/grant_notice").body,
               ContainsSubstring("Verwendungsnachweis") && ContainsSubstring("als Projektförderung") &&
                   ContainsSubstring("[Name der Körperschaft]") && ContainsSubstring("[Gemeindeschlüssel]"));
}

TEST_CASE("templates of letters are for the authority, and a letter nobody wrote is not found") {
    PagesInTest pages;
    CHECK(pages.get("gemeinde", "/programmes/thueregovrl/letters").status == 403);
    CHECK(pages.get("gemeinde", "/programmes/thueregovrl/letters/grant_notice").status == 403);
    CHECK(pages.get("admin", "/programmes/thueregovrl/letters/love_letter").status == 404);
    CHECK(pages.get("admin", "/programmes/nirgends/letters").status == 404);
}

namespace {

const Pairs december = {{"object", "dms"},    {"kind", "open"},           {"from", "02.11.2026"},
                        {"to", "31.12.2026"}, {"source", "Erlass Nr. 7"}, {"reason", "Restmittel sind frei geworden."}};

Pairs with(const std::string& name, const std::string& value) {
    auto pairs = december;
    for (auto& [given, text] : pairs)
        if (given == name) text = value;
    return pairs;
}

constexpr auto path = "/programmes/thueregovrl";

}  // namespace

TEST_CASE("everybody reads what is open when, at which rate, and sees what is only a setting") {
    PagesInTest pages;
    for (const auto* who : {"gemeinde", "fach", "revision", "admin"}) {
        const auto body = pages.get(who, path).body;
        CHECK_THAT(body, ContainsSubstring("01.01.2019 bis 31.03.2025") && ContainsSubstring("Fördersatz 80"));
        CHECK_THAT(body, ContainsSubstring("Einstellung, ungeprüft") && ContainsSubstring("bis 31.12.2024"));
        CHECK((body.find("Zeitraum eintragen") != std::string::npos) == (std::string{who} == "admin"));
    }
    CHECK_THAT(pages.get("gemeinde", "/programmes").body, ContainsSubstring("/programmes/projektaufruf"));
    CHECK(pages.get("gemeinde", "/programmes/mond").status == 404);
}

TEST_CASE("the administration adds a period and everybody sees it; an application can be begun with it") {
    PagesInTest pages;
    CHECK_THAT(pages.get("gemeinde", "/applications/new").body,
               ContainsSubstring("Dokumentenmanagementsystems: zurzeit geschlossen"));
    CHECK(led_to(pages.post("admin", std::string{path} + "/periods", december)) == path);
    const auto body = pages.get("gemeinde", path).body;
    CHECK_THAT(body, ContainsSubstring("Offen, von der Administration eingetragen") && ContainsSubstring("Erlass"));
    CHECK_THAT(pages.get("gemeinde", "/applications/new").body,
               !ContainsSubstring("Dokumentenmanagementsystems: zurzeit geschlossen"));
}

TEST_CASE("a wrong period comes back with what was typed and what is wrong") {
    PagesInTest pages;
    const auto& [name, value, said] = GENERATE(table<std::string, std::string, std::string>({
        {"to", "01.11.2026", "bevor er am"},
        {"from", "32.11.2026", "32.11.2026"},
        {"from", "01.03.2025", "schon offen"},
        {"reason", "", "begründen"},
        {"source", "", "Fundstelle"},
    }));
    const auto reply = pages.post("admin", std::string{path} + "/periods", with(name, value));
    CAPTURE(name, value);
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring(said));
    CHECK_THAT(reply.body, ContainsSubstring("Der Zeitraum ist nicht eingetragen"));
    CHECK(pages.site().programmes.added_periods("thueregovrl").empty());
}

TEST_CASE("nobody else adds a period, and none without the session's token") {
    PagesInTest pages;
    for (const auto* who : {"gemeinde", "entscheidung", "revision", "finanzen", "haushalt"})
        CHECK(pages.post(who, std::string{path} + "/periods", december).status == 403);
    CHECK(pages.site().programmes.added_periods("thueregovrl").empty());
}
