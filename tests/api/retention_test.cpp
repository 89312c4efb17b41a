#include "api/house.hpp"

#include <algorithm>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// A case that was withdrawn, with its documents, and people who may send it out of the house.
struct Withdrawn {
    ApiHouse house;
    std::int64_t other = house.submitted();  ///< with documents of the same bytes
    std::int64_t id = house.submitted();

    Withdrawn() {
        REQUIRE(house.identity.add_account(Account::system(), "registry", "Registratur", ""));
        REQUIRE(house.identity.give_duty(Account::system(), "registry", {"admin", "", ""}));
        // Nobody can be both: who deletes is always somebody else than who proposed.
        CHECK_FALSE(house.identity.give_duty(Account::system(), "registry", {"decider", "", ""}));
        REQUIRE(house.post("zeichner", path() + "/steps/withdraw", R"({"reason":"Kein Bedarf."})").status == 200);
    }
    std::string path() const { return ApiHouse::case_path(id); }
    void turn_to(int year) {
        house.clock.set(berlin_time(Date{std::chrono::year{year} / 11 / 3}, std::chrono::hours{8}));
    }
    /// With a token of today: sessions end meanwhile.
    Reply ask(const std::string& who, Asked asked) {
        asked.headers["authorization"] = "Bearer " + house.identity.issue_token(who).value().token;
        return house.ask("", asked);
    }
    Reply get(const std::string& path) { return ask("registry", {"GET", path, ""}); }
    Reply take(const std::string& who, const std::string& step, const std::string& body = "{}") {
        return ask(who, {"POST", path() + "/retention/" + step, body});
    }
    std::string hindered_by(const std::string& who, const std::string& step, const std::string& body = "{}") {
        const auto reply = take(who, step, body);
        CHECK(reply.status == 409);
        return data(reply).at("blockers").at(0).at("check").get<std::string>();
    }
    Json shown() { return data(get(path())); }
};

}  // namespace

TEST_CASE("an ended case says until when it is kept; an open one does not") {
    Withdrawn given;
    CHECK(given.shown().at("retention_until") == "2036-11-02");
    CHECK(given.shown().at("retention").at("unverified") == true);
    const auto open = data(given.get(ApiHouse::case_path(given.other)));
    CHECK(open.at("retention_until").is_null());
    CHECK(given.hindered_by("registry", "offer_to_archive") == "retention_runs");
}

TEST_CASE("disposal needs the day, the offer, the answer and two persons; then no text is left and verify is clean") {
    Withdrawn given;
    given.turn_to(2036);
    CHECK(given.hindered_by("decider", "dispose") == "not_offered");
    CHECK(given.take("auditor", "dispose").status == 403);
    CHECK(given.take("gemeinde", "offer_to_archive").status == 403);
    CHECK(given.take("registry", "burn").status == 404);
    REQUIRE(given.take("registry", "offer_to_archive").status == 200);
    CHECK(given.hindered_by("registry", "propose_disposal") == "not_answered");
    CHECK(given.take("registry", "archive_answer", R"({"outcome":"lost"})").status == 422);
    REQUIRE(
        given.take("registry", "archive_answer", R"({"outcome":"taken_over","date":"2036-11-03","reference":"LATh 7"})")
            .status == 200);
    CHECK(given.hindered_by("decider", "dispose") == "not_proposed");
    REQUIRE(given.take("registry", "propose_disposal").status == 200);
    CHECK(given.take("registry", "dispose").status == 403);
    REQUIRE(given.shown().at("forms").at("application").at("project_title") == "Schnittstelle");

    REQUIRE(given.take("decider", "dispose").status == 200);

    const auto tombstone = given.shown();
    CHECK(tombstone.at("retention").at("disposed_on") == "2036-11-03");
    CHECK(tombstone.at("forms").at("application").at("project_title").is_null());
    CHECK(tombstone.at("documents").at(0).at("name").is_null());
    CHECK(tombstone.at("documents").at(0).at("sha256").get<std::string>().size() == 64);
    const auto gone = given.get(given.path() + "/documents/1");
    CHECK(gone.status == 410);
    CHECK(data(gone).at("detail").get<std::string>().starts_with("Unterlage Nr. 1 wurde gelöscht."));
    CHECK(given.get(ApiHouse::case_path(given.other) + "/documents/1").file);
    CHECK(given.hindered_by("decider", "dispose") == "disposed");
    const auto history = data(given.get(given.path() + "/history")).at("items");
    CHECK(history.at(0).at("erased") == true);
    CHECK(history.back().at("step") == "dispose");
    CHECK(history.back().at("erased") == false);
    CHECK(given.house.store.verify().empty());
    given.house.store.rebuild();
    CHECK(given.house.store.verify().empty());
}

TEST_CASE("a single document goes on demand by two persons, the others stay") {
    Withdrawn given;
    const auto what = R"({"what":"document/2","reason":"Verlangen nach Art. 17 DSGVO"})";
    CHECK(given.take("registry", "propose_erasure", R"({"what":"document/2"})").status == 422);
    REQUIRE(given.take("registry", "propose_erasure", what).status == 200);
    CHECK(given.shown().at("retention").at("erasure_proposed") == "document/2");
    CHECK(given.take("registry", "erase", R"({"what":"document/2"})").status == 403);
    REQUIRE(given.take("decider", "erase", R"({"what":"document/2"})").status == 200);
    CHECK(given.get(given.path() + "/documents/2").status == 410);
    CHECK(given.get(given.path() + "/documents/1").file);
    CHECK(given.get(ApiHouse::case_path(given.other) + "/documents/2").file);
    CHECK(given.shown().at("retention").at("erasure_proposed").is_null());
    CHECK(given.house.store.verify().empty());
}
