// The dated practice from outside: what a programme says, and what the administration lays over it.
#include "api/house.hpp"
#include "casework/funding_periods.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

/// The house's day is 2 November 2026; `dms` was closed by dated practice on 31 March 2025.
struct Office : ApiHouse {
    Office() {
        for (const auto* duty : {"admin", "finance"}) {
            REQUIRE(identity.add_account(Account::system(), duty, "Person", ""));
            REQUIRE(identity.give_duty(Account::system(), duty, {duty, "", ""}));
        }
    }
    Reply add(const std::string& who, const Json& period, const std::string& programme = "thueregovrl") {
        return post(who, "/api/v1/programmes/" + programme + "/periods", period.dump());
    }
    Json object(const std::string& code) {
        const auto programme = data(get("gemeinde", "/api/v1/programmes/thueregovrl"));
        for (const auto* list : {"funding_objects", "closed_funding_objects"})
            for (const auto& each : programme.at(list))
                if (each.at("code") == code) return each;
        FAIL("no such object");
        return {};
    }
};

Json december() {
    return {{"object", "dms"},
            {"kind", "open"},
            {"from", "2026-11-02"},
            {"to", "2026-12-31"},
            {"source", "Erlass vom 30.10.2026"},
            {"reason", "Restmittel sind frei geworden."}};
}

}  // namespace

TEST_CASE("a programme says by date what is open, at which rate, and what of it is a setting") {
    Office office;
    const auto dms = office.object("dms");
    CHECK(dms.at("open") == false);
    REQUIRE(dms.at("open_periods").size() == 1);
    CHECK(dms.at("open_periods").at(0).at("to") == "2025-03-31");
    CHECK(dms.at("open_periods").at(0).at("unverified") == true);
    CHECK(dms.at("open_periods").at(0).at("added") == false);
    CHECK(dms.at("rate") == "80.00");
    CHECK(dms.at("rates").at(0).at("rate") == "80.00");
    CHECK(dms.at("rates").at(0).at("from").is_null());
    const auto programme = data(office.get("gemeinde", "/api/v1/programmes/thueregovrl"));
    REQUIRE(programme.at("authorities").size() == 2);
    CHECK(programme.at("authorities").at(0).at("to") == "2024-12-31");
    CHECK(programme.at("authorities").at(0).at("unverified") == true);
}

TEST_CASE("an added period opens the object for new applications at once, in every list and in the history") {
    Office office;
    const auto before = office.programmes.current("thueregovrl")->version;
    const auto reply = office.add("admin", december());
    REQUIRE(reply.status == 201);
    const auto dms = office.object("dms");
    CHECK(dms.at("open") == true);
    REQUIRE(dms.at("open_periods").size() == 2);
    const auto& added = dms.at("open_periods").at(1);
    CHECK(added.at("added") == true);
    CHECK(added.at("open") == true);
    CHECK(added.at("source") == "Erlass vom 30.10.2026");
    CHECK(added.at("unverified") == true);  // nobody said that the source was read
    CHECK(office.programmes.current("thueregovrl")->version == before);

    std::vector<Event> record;
    office.store.read([&](Snapshot& snapshot) { record = snapshot.events(0); });
    const auto& event = record.back();
    CHECK(event.step == "funding_period_added");
    CHECK(event.duty == "admin");
    CHECK(text_of(event.facts.fields, "object") == "dms");
    CHECK(text_of(event.facts.fields, "from") == "2026-11-02");
    REQUIRE(event.facts.reason);
    CHECK(event.facts.reason->text == "Restmittel sind frei geworden.");
    CHECK(office.store.verify().empty());
}

TEST_CASE("what was added is known again after a restart") {
    Office office;
    REQUIRE(office.add("admin", december()).status == 201);
    const auto kept = office.programmes.added_periods("thueregovrl");
    REQUIRE(kept.size() == 1);
    std::vector<AddedPeriod> read;
    office.store.read([&](Snapshot& snapshot) {
        for (const auto& event : snapshot.events(0))
            if (auto period = funding_period_of(event)) read.push_back(*period);
    });
    CHECK(read == kept);
}

TEST_CASE("what cannot be a period is refused with its field, and nothing is recorded") {
    Office office;
    REQUIRE(office.add("admin", december()).status == 201);
    std::int64_t position = 0;
    office.store.read([&](Snapshot& snapshot) { position = snapshot.last_position(); });
    const auto& [change, field] = GENERATE(table<Json, std::string>({
        {{{"from", "2027-02-01"}, {"to", "2027-01-31"}}, "to"},
        {{{"from", "2026-12-31"}, {"to", "2027-01-31"}}, "from"},
        {{{"from", "2025-03-01"}, {"to", "2025-04-30"}}, "from"},
        {{{"object", "moon"}}, "object"},
        {{{"from", "2027-02-01"}, {"to", nullptr}, {"reason", "  "}}, "reason"},
        {{{"from", "2027-02-01"}, {"to", nullptr}, {"source", ""}}, "source"},
        {{{"kind", "closed"}, {"from", "2026-11-02"}}, "from"},
        {{{"kind", "half"}}, "kind"},
        {{{"from", nullptr}}, "from"},
        {{{"from", "2.11.2026"}}, "from"},
        {{{"from", "2027-02-30"}}, "from"},
        {{{"verified", "yes"}}, "verified"},
        {{{"until", "2027-02-01"}}, "until"},
    }));
    auto wish = december();
    wish.update(change);
    const auto reply = office.add("admin", wish);
    CAPTURE(wish.dump(), reply.body);
    CHECK(reply.status == 422);
    CHECK(data(reply).at("fields").contains(field));
    CHECK(data(reply).at("fields").size() == 1);
    CHECK(data(reply).at("fields").at(field).get<std::string>().find("{") == std::string::npos);
    office.store.read([&](Snapshot& snapshot) { CHECK(snapshot.last_position() == position); });
}

TEST_CASE("only the administration adds periods") {
    Office office;
    for (const auto* who : {"gemeinde", "zeichner", "decider", "budget_officer", "formal_review", "auditor", "finance"})
        CHECK(office.add(who, december()).status == 403);
    CHECK(office.add("", december()).status == 401);
    CHECK(office.add("admin", december(), "mond").status == 404);
    CHECK(office.programmes.added_periods("thueregovrl").empty());
}

TEST_CASE("an application in the added time is taken, and its event says by which period, rate and day") {
    Office office;
    auto form = Json::parse(ApiHouse::complete);
    form["funding_object"] = "dms";
    const auto id = office.draft(form.dump());
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        REQUIRE(office.upload("gemeinde", id, kind, std::string{kind} + ".pdf", "%PDF-1.7 x").status == 201);
    const auto refused = office.post("zeichner", ApiHouse::case_path(id) + "/steps/submit", "");
    REQUIRE(refused.status == 409);
    CHECK(data(refused).at("blockers").at(0).at("check") == "funding_object_open");

    REQUIRE(office.add("admin", december()).status == 201);
    REQUIRE(office.post("zeichner", ApiHouse::case_path(id) + "/steps/submit", "").status == 200);
    const auto history = data(office.get("zeichner", ApiHouse::case_path(id) + "/history")).at("items");
    const auto& rules = history.back().at("facts").at("values").at("rules");
    CHECK(rules.at("object") == "dms");
    CHECK(rules.at("day") == "2026-11-02");
    CHECK(rules.at("rate") == "80.00");
    CHECK(rules.at("practice").at("added") == true);
    CHECK(rules.at("practice").at("source") == "Erlass vom 30.10.2026");
    CHECK(office.store.verify().empty());
}
