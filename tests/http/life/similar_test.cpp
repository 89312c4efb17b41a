#include "http/life/demo_server.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id); }

}  // namespace

TEST_CASE("the authority is told of a similar application in the other programme, an applicant is not") {
    DemoServer server;
    const auto one = case_in(server, "formal_review", "thueregovrl");
    const auto other = case_in(server, "technical_review", "thuerfag");
    const auto draft = case_in(server, "draft", "thuerfag");
    const auto similar = server.get("formal", path_of(one)).data().at("similar");
    REQUIRE(similar.size() == 1);  // the draft is nobody's business yet
    CHECK(similar.at(0).at("id") == other);
    CHECK(similar.at(0).at("programme") == "thuerfag");
    CHECK(similar.at(0).at("state") == "technical_review");
    CHECK(similar.at(0).at("why").size() >= 2);
    CHECK(similar.at(0).at("why").at(0) == "Dieselbe Körperschaft: Stadt Pößneck.");
    CHECK(similar.at(0).at("why").at(1).get<std::string>().starts_with(
        "Die geplanten Laufzeiten überschneiden sich vom"));
    CHECK(server.get("gemeinde", path_of(one)).data().at("similar").empty());
    CHECK(server.get("gemeinde", path_of(draft)).data().at("similar").empty());
    REQUIRE(server.step("zeichner", other, "withdraw").status == 200);
    CHECK(server.get("formal", path_of(one)).data().at("similar").empty());
}

TEST_CASE("a duty in one programme sees no hint of a case it may not see") {
    DemoServer server;
    auto& identity = server.house().identity;
    const auto system = foerderlauf::Account::system();
    REQUIRE(identity.add_account(system, "nur-egov", "Herr Klar", "demo").has_value());
    REQUIRE(identity.give_duty(system, "nur-egov", {"formal_review", "", "thueregovrl"}).has_value());
    const auto one = case_in(server, "formal_review", "thueregovrl");
    case_in(server, "formal_review", "thuerfag");
    CHECK(server.get("formal", path_of(one)).data().at("similar").size() == 1);
    CHECK(server.get("nur-egov", path_of(one)).data().at("similar").empty());
}
