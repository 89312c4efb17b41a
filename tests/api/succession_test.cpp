// A body that was merged away: its drafts move, its running cases show it, its successor's people act.
#include "house.hpp"

#include "casework/succession.hpp"
#include "domain/calendar.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// Pößneck goes up in Ohrdruf on that last day. (No such merger is planned: the names are the test's.)
struct Merger : ApiHouse {
    const Date last_day = std::chrono::year{2026} / 10 / 31;

    tl::expected<MarkedEnds, std::vector<LoadError>> mark(const std::string& key, const std::string& successor,
                                                          Date day) {
        auto marked = mark_ends(store, {{key, day, successor, 2}}, Account::system(), "s.csv", clock.now());
        recipients.reread_ends();
        return marked;
    }
    SuccessionRound merge() {
        REQUIRE(mark("16075085", "16067053", last_day));
        return follow_successors(store, dispatcher, Account::system(), clock.today());
    }
    Json read(const std::string& who, std::int64_t id) {
        const auto reply = get(who, case_path(id));
        REQUIRE(reply.status == 200);
        return Json::parse(reply.body);
    }
    std::vector<std::string> steps_in_history(std::int64_t id) {
        std::vector<std::string> steps;
        store.read([&](Snapshot& snapshot) {
            for (const auto& event : snapshot.events(id)) steps.push_back(event.step);
        });
        return steps;
    }
};

}  // namespace

TEST_CASE("a draft moves to the successor, whose people go on with it; who had it reads on") {
    Merger house;
    const auto id = house.draft();
    CHECK(house.get("ohrdruf", house.case_path(id)).status == 404);
    const auto round = house.merge();
    CHECK(round.moved == 1);
    CHECK(round.shown == 0);
    CHECK(house.steps_in_history(id).back() == "move_to_successor");

    const auto draft = house.read("ohrdruf", id);
    CHECK(draft["recipient"]["name"] == "Ohrdruf, Stadt");
    CHECK_FALSE(draft["recipient"].contains("successor"));
    const std::string title = R"({"project_title":"Gemeinsame Schnittstelle"})";
    CHECK(house.ask("ohrdruf", {"PATCH", house.case_path(id) + "/forms/application", title}).status == 200);

    CHECK(house.read("gemeinde", id)["steps"].empty());
    CHECK(house.ask("gemeinde", {"PATCH", house.case_path(id) + "/forms/application", title}).status == 403);
    CHECK(house.get("nordhausen", house.case_path(id)).status == 404);
    const auto listed = Json::parse(house.get("ohrdruf", "/api/v1/cases").body)["items"];
    REQUIRE(listed.size() == 1);
    CHECK(Json::parse(house.get("gemeinde", "/api/v1/cases").body)["items"].size() == 1);
}

TEST_CASE("a submitted case stays with the old body, shows its successor in page and list, and the successor acts") {
    Merger house;
    const auto id = house.submitted();
    const auto round = house.merge();
    CHECK(round.moved == 0);
    CHECK(round.shown == 1);

    const auto seen = house.read("formal_review", id);
    CHECK(seen["recipient"]["ags"] == "16075085");
    CHECK(seen["recipient"]["successor"] ==
          Json{{"ags", "16067053"}, {"ars", "160675050053"}, {"name", "Ohrdruf, Stadt"}, {"since", "2026-11-01"}});
    const auto row = Json::parse(house.get("formal_review", "/api/v1/cases").body)["items"][0];
    CHECK(row["recipient"]["successor"]["name"] == "Ohrdruf, Stadt");

    CHECK(house.post("zeichner", house.case_path(id) + "/steps/withdraw", "").status == 403);
    CHECK(house.read("zeichner", id)["steps"].empty());
    const auto withdrawn = house.post("ohrdruf", house.case_path(id) + "/steps/withdraw", "");
    INFO(withdrawn.body);
    CHECK(withdrawn.status == 200);
    CHECK(house.store.verify().empty());
}

TEST_CASE("after its last day nobody applies for the body; the refusal names the successor") {
    Merger house;
    house.merge();
    const auto wish = R"({"programme":"thueregovrl","recipient":"16075085","form":{}})";
    const auto refused = house.post("gemeinde", "/api/v1/cases", wish);
    CHECK(refused.status == 422);
    CHECK(Json::parse(refused.body)["fields"]["recipient"] ==
          "Stadt Pößneck gibt es seit dem 31.10.2026 nicht mehr. An die Stelle trat Stadt Ohrdruf (16067053); bitte "
          "stellen Sie den Antrag für diese Körperschaft.");
    CHECK(house.post("nordhausen", "/api/v1/cases", wish).status == 403);
    const auto partner = house.post(
        "ohrdruf", "/api/v1/cases",
        R"({"programme":"thueregovrl","recipient":"16067053","form":{"partners":[{"recipient":"16075085","share_cents":100}]}})");
    CHECK(partner.status == 422);
    CHECK(Json::parse(partner.body)["fields"].contains("partners.0.recipient"));
}

TEST_CASE("on its last day a body still applies, and nothing has moved yet") {
    Merger house;
    const auto id = house.draft();
    REQUIRE(house.mark("16075085", "16067053", house.clock.today()));
    const auto round = follow_successors(house.store, house.dispatcher, Account::system(), house.clock.today());
    CHECK(round.moved + round.shown == 0);
    CHECK_FALSE(house.read("gemeinde", id)["recipient"].contains("successor"));
    CHECK(house.draft() > id);
}

TEST_CASE("a body that ended can be asked for with its successor, and doing it twice changes nothing") {
    Merger house;
    const auto id = house.draft();
    house.merge();
    const auto found = Json::parse(house.get("gemeinde", "/api/v1/recipients?q=16075085").body)["items"][0];
    CHECK(found["successor"]["ags"] == "16067053");
    const auto history = house.steps_in_history(id), own = house.steps_in_history(0);
    const auto again = house.mark("16075085", "16067053", house.last_day);
    REQUIRE(again);
    CHECK(again->ended.empty());
    CHECK(again->unchanged == 1);
    follow_successors(house.store, house.dispatcher, Account::system(), house.clock.today());
    CHECK(house.steps_in_history(id) == history);
    CHECK(house.steps_in_history(0) == own);
    CHECK(std::ranges::count(own, "recipient_ended") == 1);
}

TEST_CASE("a partner that was merged away is shown, and its successor answers for it") {
    Merger house;
    const auto opened = house.post(
        "ohrdruf", "/api/v1/cases",
        R"({"programme":"thueregovrl","recipient":"16067053","form":{"partners":[{"recipient":"16075085","share_cents":100}]}})");
    REQUIRE(opened.status == 201);
    const auto id = Json::parse(opened.body)["id"].get<std::int64_t>();
    REQUIRE(house.mark("16075085", "16062000", house.last_day));
    CHECK(follow_successors(house.store, house.dispatcher, Account::system(), house.clock.today()).shown == 1);
    CHECK(house.read("ohrdruf", id)["partners"][0]["successor"]["name"] == "Nordhausen");
    CHECK(house.read("nordhausen", id)["id"] == id);
    const auto answer = house.case_path(id) + "/partners/16075085/confirm";
    CHECK(house.post("zeichner", answer, R"({"share_cents":100})").status == 403);
}

TEST_CASE("an end that cannot be is refused, and nothing of the list is kept") {
    Merger house;
    const auto key = [&](const std::string& body, const std::string& successor, Date day) {
        const auto marked = house.mark(body, successor, day);
        return marked ? std::string{"marked"} : marked.error().front().message.key;
    };
    CHECK(key("16099999", "16067053", house.last_day) == "succession.unknown");
    CHECK(key("16075085", "16099999", house.last_day) == "succession.unknown");
    CHECK(key("16075085", "16075085", house.last_day) == "succession.itself");
    REQUIRE(house.mark("16075085", "16067053", house.last_day));
    CHECK(key("16075085", "16062000", house.last_day) == "succession.other_end");
    CHECK(key("16062000", "16075085", house.last_day) == "succession.successor_ended");
    CHECK(key("16067053", "16075085", std::chrono::year{2026} / 10 / 1) == "succession.circle");
    const auto events = house.steps_in_history(0).size();
    CHECK_FALSE(mark_ends(house.store,
                          {{"16062000", house.last_day, "16067053", 2}, {"16099999", house.last_day, "16067053", 3}},
                          Account::system(), "s.csv", house.clock.now()));
    CHECK(house.steps_in_history(0).size() == events);
    CHECK_FALSE(RecipientRegister{house.store}.find("16062000")->valid_to);
}

TEST_CASE("of a line of successors the last one acts") {
    Merger house;
    const auto id = house.submitted();
    REQUIRE(house.mark("16067053", "16062000", std::chrono::year{2026} / 11 / 1));
    REQUIRE(house.mark("16075085", "16067053", house.last_day));
    follow_successors(house.store, house.dispatcher, Account::system(), std::chrono::year{2027} / 1 / 1);
    CHECK(house.read("nordhausen", id)["recipient"]["successor"]["name"] == "Ohrdruf, Stadt");
    CHECK(house.read("ohrdruf", id)["steps"].empty());
}
