// What the API says in English, and that it stays German without a wish.
#include "api/house.hpp"

#include "web/language.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

Reply asked_in(ApiHouse& house, const std::string& language, const std::string& who, Asked asked) {
    if (!language.empty()) asked.headers["accept-language"] = language;
    return house.ask(who, asked);
}

}  // namespace

TEST_CASE("the language is English only where the header wants it more than German") {
    const auto [header, language] = GENERATE(table<std::string, Language>({{"", Language::German},
                                                                           {"en", Language::English},
                                                                           {"EN-gb", Language::English},
                                                                           {"de", Language::German},
                                                                           {"de, en", Language::German},
                                                                           {"en, de;q=0.9", Language::English},
                                                                           {"de;q=0.8, en;q=0.85", Language::English},
                                                                           {"en;q=0", Language::German},
                                                                           {"en;q=x", Language::German},
                                                                           {"fr", Language::German},
                                                                           {"*", Language::German},
                                                                           {"*, de;q=0", Language::English},
                                                                           {"english", Language::German},
                                                                           {",;,q=1", Language::German}}));
    Request request;
    request.headers["accept-language"] = header;
    INFO(header);
    CHECK(language_of_api(request) == language);
}

TEST_CASE("a case is told in the language asked for, and in German without a wish") {
    ApiHouse house;
    const auto id = house.submitted();
    const auto german = asked_in(house, "", "formal_review", {"GET", house.case_path(id), ""});
    const auto english = asked_in(house, "en", "formal_review", {"GET", house.case_path(id), ""});
    CHECK(*german.header("Vary") == "Accept-Language");
    const auto told = Json::parse(english.body);
    CHECK(Json::parse(german.body).at("state_label") == "Formale Prüfung");
    CHECK(told.at("state_label") == "Formal review");
    CHECK(told.at("public_label") == "Received");
    CHECK(told.at("state") == "formal_review");
    CHECK(told.at("steps").dump().find("Request missing documents") != std::string::npos);
    CHECK(told.at("version") == Json::parse(german.body).at("version"));
    CHECK(told.at("forms") == Json::parse(german.body).at("forms"));
}

TEST_CASE("refusals of every kind are told in English, with labels the engine put into them") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.draft());
    const auto blocked = asked_in(house, "en", "zeichner", {"POST", path + "/steps/submit", "{}"});
    CHECK(blocked.status == 409);
    const auto problem = Json::parse(blocked.body);
    CHECK(problem.at("title") == "This is not possible at the moment");
    CHECK(problem.at("detail") == "“Submit the application” is not possible now. The reasons are below.");
    CHECK_THAT(problem.at("blockers").dump(), ContainsSubstring("The document “Proof of the own share” is missing.") &&
                                                  ContainsSubstring("Title of the project"));
    const auto nowhere = asked_in(house, "en", "gemeinde", {"GET", "/api/v1/cases/999999", ""});
    CHECK(nowhere.status == 404);
    CHECK_THAT(nowhere.body, ContainsSubstring("Page not found") && ContainsSubstring("There is no case"));
    const auto unreadable = asked_in(house, "en", "gemeinde", {"POST", "/api/v1/cases", "{"});
    CHECK(unreadable.status == 400);
    CHECK_THAT(unreadable.body, ContainsSubstring("is not valid JSON"));
    const auto nobody = asked_in(house, "en", "", {"GET", path, ""});
    CHECK(nobody.status == 401);
    CHECK_THAT(nobody.body, ContainsSubstring("You are not signed in"));
    CHECK_THAT(asked_in(house, "", "zeichner", {"POST", path + "/steps/submit", "{}"}).body,
               ContainsSubstring("Es fehlt die Unterlage"));
}

TEST_CASE("the draft of a notice is German whoever asks for it") {
    ApiHouse house;
    const auto path = ApiHouse::case_path(house.submitted());
    REQUIRE(house.post("formal_review", path + "/steps/accept", "{}").status == 200);
    const auto body = R"({"fields":{"eligible_cents":10000000,"financing_type":"proportional","rate":"80.00",
        "award_cents":8000000,"slices":[{"year":2027,"amount_cents":8000000}]},"reason":"Erfüllt."})";
    REQUIRE(house.post("technical_review", path + "/steps/recommend", body).status == 200);
    const auto german = asked_in(house, "", "technical_review", {"GET", path + "/letters/draft", ""});
    REQUIRE(german.status == 200);
    CHECK(asked_in(house, "en", "technical_review", {"GET", path + "/letters/draft", ""}).body == german.body);
}
