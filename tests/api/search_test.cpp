// Search in full texts: what is found, by whom, and that neither hits nor counts tell of what one may not see.
#include "api/house.hpp"
#include "casework/search.hpp"

#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Library {
    ApiHouse house;

    Reply list(const std::string& who, const std::string& wanted) {
        auto request = ApiHouse::request_of({"GET", "/api/v1/cases", ""});
        request.headers["authorization"] = "Bearer " + house.token_of(who);
        request.query.add("q", wanted);
        return house.ask_as_it_is(request);
    }
    std::vector<std::int64_t> found(const std::string& who, const std::string& wanted) {
        std::vector<std::int64_t> ids;
        const auto reply = list(who, wanted);
        REQUIRE(reply.status == 200);
        const auto page = data(reply);
        for (const auto& item : page.at("items")) ids.push_back(item.at("id"));
        return ids;
    }
    SearchResult search(const std::string& who, const std::string& wanted) {
        const auto account = house.identity.account_named(who);
        CaseQuery query;
        query.visibility = visibility_of(*account, house.programmes);
        query.text = wanted;
        query.limit = 10;
        return search_cases(house.store, house.programmes, *account, query);
    }
    void write(const std::string& who, std::int64_t id, const std::string& text) {
        REQUIRE(house.post(who, ApiHouse::case_path(id) + "/messages", Json{{"text", text}}.dump()).status == 201);
    }
};
using Ids = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("number, name, title, description and messages are searched, and the place is shown") {
    Library given;
    const auto id = given.house.submitted();
    given.write("formal_review", id, "Wo steht der Wartungsvertrag für das Straßenbauamt?");
    for (const auto* wanted : {"EGOV-2026-0001", "poessneck", "Possneck", "schnittstelle", "Wartungsvertrag",
                               "strassenbauamt pößneck", "16075085"}) {
        INFO(wanted);
        CHECK(given.found("formal_review", wanted) == Ids{id});
        CHECK(given.found("gemeinde", wanted) == Ids{id});
    }
    CHECK(given.found("formal_review", "Wartungsvertrag Nordhausen").empty());
    const auto hit = given.search("gemeinde", "strassenbauamt").hits.at(0);
    CHECK(hit.kind == "message");
    CHECK(hit.pieces.size() == 3);
    CHECK(hit.pieces.at(1) == SnippetPiece{"Straßenbauamt", true});
    CHECK(given.house.store.verify().empty());
    given.house.store.rebuild();
    CHECK(given.house.store.verify().empty());
    CHECK(given.found("formal_review", "Wartungsvertrag") == Ids{id});
}

TEST_CASE("a stranger's draft changes no hit and no count") {
    Library given;
    const auto before = given.search("ohrdruf", "Schnittstelle");
    const auto of_authority = given.search("formal_review", "Schnittstelle");
    const auto id = given.house.draft(ApiHouse::complete);
    for (const auto* stranger : {"ohrdruf", "nordhausen", "formal_review", "decider"}) {
        INFO(stranger);
        CHECK(given.search(stranger, "Schnittstelle").count == 0);
        CHECK(given.found(stranger, "Schnittstelle").empty());
        CHECK(given.found(stranger, "Software").empty());
    }
    CHECK(before.count == 0);
    CHECK(of_authority.count == 0);
    CHECK(given.search("gemeinde", "Software").count == 1);
    CHECK(given.search("auditor", "Software").count == 1);
    CHECK(given.found("gemeinde", "Software") == Ids{id});
}

TEST_CASE("what the authority has only drafted is found by the authority alone") {
    Library given;
    const auto id = given.house.submitted();
    REQUIRE(
        given.house.post("formal_review", ApiHouse::case_path(id) + "/steps/accept", R"({"reason":"Da."})").status ==
        200);
    const auto edited = given.house.ask("technical_review", {"PATCH", ApiHouse::case_path(id) + "/forms/notice",
                                                             R"({"reasons":"Ausnahmsweise ungekürzt."})"});
    INFO(edited.body);
    REQUIRE(edited.status == 200);
    CHECK(given.found("decider", "ausnahmsweise") == Ids{id});
    CHECK(given.search("decider", "ausnahmsweise").hits.at(0).kind == "notice");
    CHECK(given.found("gemeinde", "ausnahmsweise").empty());
    CHECK(given.search("gemeinde", "ausnahmsweise").count == 0);
}

TEST_CASE("nothing somebody types is syntax") {
    Library given;
    const auto id = given.house.submitted();
    for (const auto* hostile :
         {"\"", "*", "NEAR(", "-schnittstelle", "told:schnittstelle", "schnittstelle)", "' OR 1=1 --", "{untold} : x",
          "schnittstelle*", "^schnittstelle", "a AND", "\"schnittstelle", "%", "_"}) {
        INFO(hostile);
        CHECK(given.list("formal_review", hostile).status == 200);
    }
    CHECK(given.found("formal_review", "-schnittstelle*\"") == Ids{id});
    CHECK(given.found("formal_review", "schnittstelle NOT pößneck").empty());
    for (const auto& longest : {std::string(10'000, 'x'), std::string(10'000, '"'), std::string(10'000, '*')})
        CHECK(given.list("formal_review", longest).status == 200);
    CHECK(given.search("formal_review", "\"*-").hits.empty());
}

TEST_CASE("an erased message is found no more, and none of its words is left in the files of the store") {
    Library given;
    const auto id = given.house.submitted();
    REQUIRE(given.house.identity.add_account(Account::system(), "registry", "Registratur", ""));
    REQUIRE(given.house.identity.give_duty(Account::system(), "registry", {"admin", "", ""}));
    given.write("gemeinde", id, "Krankenhausaufenthaltsbescheinigung");
    const auto seq = data(given.house.get("gemeinde", ApiHouse::case_path(id))).at("seq").get<int>();
    CHECK(given.found("formal_review", "krankenhaus") == Ids{id});
    const auto what = "event/" + std::to_string(seq);
    REQUIRE(given.house
                .post("registry", ApiHouse::case_path(id) + "/retention/propose_erasure",
                      Json{{"what", what}, {"reason", "Antrag."}}.dump())
                .status == 200);
    REQUIRE(
        given.house.post("decider", ApiHouse::case_path(id) + "/retention/erase", Json{{"what", what}}.dump()).status ==
        200);
    CHECK(given.found("formal_review", "krankenhaus").empty());
    CHECK(given.house.store.verify().empty());
    for (const auto& entry : std::filesystem::recursive_directory_iterator{given.house.folder.data().path()})
        if (entry.is_regular_file()) {
            std::ifstream file{entry.path(), std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
            INFO(entry.path());
            CHECK(bytes.find("rankenhausaufenthalt") == std::string::npos);
        }
}
