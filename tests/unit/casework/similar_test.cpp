#include "casework/similar.hpp"

#include "domain/calendar.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;

namespace {

Date day(const char* iso) { return *parse_date(iso); }

/// An application of Pößneck for 2027.
ProjectRow application(CaseId id, std::set<std::string> words) {
    ProjectRow row;
    row.id = id;
    row.bodies = {"16075085"};
    row.start = day("2027-02-01");
    row.end = day("2027-12-31");
    row.words = std::move(words);
    return row;
}

ProjectRow at_another_time(ProjectRow row) {
    row.start = day("2028-01-01");
    row.end = day("2028-12-31");
    return row;
}

std::vector<std::string> reasons(const std::vector<SimilarCase>& found) {
    std::vector<std::string> keys;
    for (const auto& similar : found)
        for (const auto& reason : similar.why) keys.push_back(reason.key);
    return keys;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("an application of the same body for the same months is similar, whatever it is called") {
    const auto own = application(1, {"schnittstelle", "buergerportal"});
    const auto found = similar_to(own, {application(2, {"archiv"})});
    CHECK(reasons(found) == Keys{"similar.body", "similar.period"});
    CHECK(found.front().why.at(1).values == Record{{"from", "2027-02-01"}, {"to", "2027-12-31"}});
}

TEST_CASE("periods that meet on one day overlap, those a day apart do not") {
    const auto own = application(1, {});
    auto other = application(2, {});
    other.start = other.end = day("2027-12-31");
    CHECK(similar_to(own, {other}).size() == 1);
    other.start = other.end = day("2028-01-01");
    CHECK(similar_to(own, {other}).empty());
}

TEST_CASE("at another time it is similar when half of the significant words are the same, and at least two") {
    const auto own = application(1, {"schnittstelle", "buergerportal", "fachverfahren", "software"});
    CHECK(reasons(similar_to(own, {at_another_time(application(2, {"schnittstelle", "software", "archiv", "dms"}))})) ==
          Keys{"similar.body", "similar.words"});
    CHECK(similar_to(own, {at_another_time(application(2, {"schnittstelle", "archiv", "dms", "scanner"}))}).empty());
    CHECK(similar_to(own, {at_another_time(application(2, {"software"}))}).empty());  // one word says nothing
    CHECK(similar_to(own, {at_another_time(application(2, {"schnittstelle", "software", "archiv", "dms", "scanner"}))})
              .size() == 1);  // half of the shorter list
}

TEST_CASE("a partner of the one is a body of the other") {
    const auto own = application(1, {});
    auto other = application(2, {});
    other.bodies = {"16065000", "16075085"};
    CHECK(similar_to(own, {other}).size() == 1);
    other.bodies = {"16065000"};
    CHECK(similar_to(own, {other}).empty());
}

TEST_CASE("what was withdrawn or refused, and the case itself, are no hint") {
    const auto own = application(1, {});
    auto given_up = application(2, {});
    given_up.given_up = true;
    CHECK(similar_to(own, {own, given_up}).empty());
}

TEST_CASE("without planned days only the words are compared") {
    auto own = application(1, {"schnittstelle", "buergerportal"});
    own.end.reset();
    CHECK(similar_to(own, {application(2, {"archiv"})}).empty());
    CHECK(reasons(similar_to(own, {application(2, {"schnittstelle", "buergerportal"})})) ==
          Keys{"similar.body", "similar.words"});
}

TEST_CASE("the newest application is told first") {
    const auto found = similar_to(application(1, {}), {application(2, {}), application(5, {}), application(3, {})});
    REQUIRE(found.size() == 3);
    CHECK(found[0].other.id == 5);
    CHECK(found[2].other.id == 2);
}
