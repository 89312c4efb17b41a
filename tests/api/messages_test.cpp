// Messages between municipality and authority: contract of the calls, who writes, what stays, who is told.
#include "api/house.hpp"
#include "casework/message_mail.hpp"
#include "casework/message_thread.hpp"

#include <algorithm>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Correspondence {
    ApiHouse house;
    std::int64_t id = house.submitted();

    std::string path() const { return ApiHouse::case_path(id) + "/messages"; }
    Reply write(const std::string& who, const std::string& text, std::map<std::string, std::string> headers = {}) {
        return house.post(who, path(), Json{{"text", text}}.dump(), std::move(headers));
    }
    Json items(const std::string& who) { return data(house.get(who, path())).at("items"); }
    bool has_unread(const std::string& who) {
        const auto all = items(who);
        return std::ranges::any_of(all, [](const Json& one) { return one.at("unread") == true; });
    }
    void give(const std::string& who, const std::string& duty) {
        REQUIRE(house.identity.add_account(Account::system(), who, "Person " + who, ""));
        REQUIRE(house.identity.give_duty(Account::system(), who, {duty, "", ""}));
    }
    std::vector<CaseId> waiting_for(const std::string& who) {
        std::vector<CaseId> ids;
        house.store.read([&](Snapshot& snapshot) {
            for (const auto& file :
                 cases_with_messages_for(snapshot, house.programmes, *house.identity.account_named(who), 10))
                ids.push_back(file.id);
        });
        return ids;
    }
    std::string hindered_by(const Reply& reply) {
        CHECK(reply.status == 409);
        return data(reply).at("blockers").at(0).at("check");
    }
};

}  // namespace

TEST_CASE("municipality and officer write to each other, and it stands in the history without moving the case") {
    Correspondence given;
    const auto asked = given.write("formal_review", "Ist Zeile 5 die Einrichtung?\r\nOder der Betrieb?");
    REQUIRE(asked.status == 201);
    CHECK(data(asked).at("state") == "formal_review");
    REQUIRE(given.write("gemeinde", "Die Einrichtung 👍🏽 \u202Eשלום").status == 201);
    const auto items = given.items("zeichner");
    REQUIRE(items.size() == 2);
    CHECK(items[0].at("text") == "Ist Zeile 5 die Einrichtung?\nOder der Betrieb?");
    CHECK(items[0].at("from") == "authority");
    CHECK(items[0].at("duty") == "formal_review");
    CHECK(items[0].at("actor").at("name") == "Person formal_review");
    CHECK(items[1].at("from") == "applicant");
    CHECK(items[1].at("text") == "Die Einrichtung 👍🏽 \u202Eשלום");
    CHECK(given.items("auditor").size() == 2);
    const auto history = data(given.house.get("gemeinde", ApiHouse::case_path(given.id) + "/history")).at("items");
    CHECK(history.back().at("step") == "write_message");
    CHECK(history.back().at("from") == history.back().at("to"));
    CHECK(given.house.store.verify().empty());
}

TEST_CASE("whoever only reads, or cannot even see the case, writes nothing") {
    Correspondence given;
    given.give("finance", "finance");
    given.give("admin", "admin");
    CHECK(given.write("auditor", "Darf ich?").status == 403);
    CHECK(given.write("finance", "Darf ich?").status == 403);
    CHECK(given.write("admin", "Darf ich?").status == 403);
    CHECK(given.write("ohrdruf", "Darf ich?").status == 404);
    CHECK(given.house.get("ohrdruf", given.path()).status == 404);
    CHECK(given.write("", "Darf ich?").status == 401);
    CHECK(given.items("auditor").empty());
}

TEST_CASE("a draft nobody of the authority sees takes no messages, a consultation does") {
    Correspondence given;
    given.give("adviser", "adviser");
    given.id = given.house.draft();
    CHECK(given.hindered_by(given.write("gemeinde", "Hallo?")) == "not_from_this_state");
    CHECK(given.write("adviser", "Hallo?").status == 404);
    CHECK(given.write("formal_review", "Hallo?").status == 404);
    REQUIRE(given.house
                .post("gemeinde", ApiHouse::case_path(given.id) + "/steps/ask_advice",
                      R"({"fields":{"question":"Was fehlt?"}})")
                .status == 200);
    CHECK(given.write("gemeinde", "Noch eine Frage.").status == 201);
    CHECK(given.waiting_for("adviser") == std::vector<CaseId>{given.id});
    CHECK(given.write("adviser", "Gern.").status == 201);
    CHECK(given.waiting_for("adviser").empty());
    REQUIRE(given.house.post("gemeinde", ApiHouse::case_path(given.id) + "/steps/recall", "{}").status == 200);
    CHECK(given.hindered_by(given.write("gemeinde", "Und noch eine.")) == "not_from_this_state");
}

TEST_CASE("the adviser writes no more once the application is submitted") {
    Correspondence given;
    given.give("adviser", "adviser");
    CHECK(given.hindered_by(given.write("adviser", "Ich rate ab.")) == "not_from_this_state");
}

TEST_CASE("a message is something to read: not empty, at most 10,000 characters, no control characters") {
    Correspondence given;
    std::string longest;
    for (int i = 0; i < 10'000; ++i) longest += "ß";
    CHECK(given.write("gemeinde", longest).status == 201);
    for (const auto& [text, words] : {std::pair{longest + "ß", "10001 Zeichen"},
                                      {std::string{" \n\t\u00A0"}, "schreiben Sie"},
                                      {std::string{"a\u0007b"}, "Steuerzeichen"}}) {
        const auto reply = given.write("gemeinde", text);
        CHECK(reply.status == 422);
        CHECK_THAT(data(reply).at("fields").at("text").get<std::string>(), Catch::Matchers::ContainsSubstring(words));
    }
    CHECK(given.house.post("gemeinde", given.path(), "{}").status == 422);
    CHECK(given.house.post("gemeinde", given.path(), R"({"text":7})").status == 422);
    CHECK(given.house.post("gemeinde", given.path(), R"({"text":"a","to":"formal_review"})").status == 422);
    CHECK(given.house.post("gemeinde", given.path(), "[").status == 400);
    CHECK(given.items("gemeinde").size() == 1);
}

TEST_CASE("whoever is excluded or in doubt does not write, and finds no message in the work list") {
    Correspondence given;
    REQUIRE(given.house
                .post("formal_review", ApiHouse::case_path(given.id) + "/conflicts",
                      R"({"kind":"excluded","reason":"Mein Bruder ist Bürgermeister."})")
                .status == 201);
    REQUIRE(given.write("gemeinde", "Wie steht es?").status == 201);
    CHECK(given.hindered_by(given.write("formal_review", "Gut.")) == "no_conflict");
    CHECK(given.waiting_for("formal_review").empty());
    CHECK_FALSE(given.has_unread("formal_review"));
}

TEST_CASE("an older If-Match is overtaken by a message, and a message by what happened since") {
    Correspondence given;
    const auto seen = data(given.house.get("formal_review", ApiHouse::case_path(given.id))).at("seq").get<int>();
    const std::map<std::string, std::string> old = {{"if-match", '"' + std::to_string(seen) + '"'}};
    REQUIRE(given.write("gemeinde", "Bitte warten Sie noch.", old).status == 201);
    const auto late = given.house.post("formal_review", ApiHouse::case_path(given.id) + "/steps/accept", "{}", old);
    CHECK(late.status == 412);
    CHECK(data(late).at("since").at(0).at("step") == "write_message");
    CHECK(given.write("formal_review", "Gern.", old).status == 412);
    CHECK(given.write("auditor", "Gern.", old).status == 403);
    CHECK(given.write("formal_review", "Gern.").status == 201);
}

TEST_CASE("the same key writes one message") {
    Correspondence given;
    const std::map<std::string, std::string> key = {{"idempotency-key", "k1"}};
    const auto first = given.write("gemeinde", "Einmal.", key);
    CHECK(given.write("gemeinde", "Einmal.", key).body == first.body);
    CHECK(given.write("gemeinde", "Zweimal.", key).status == 422);
    CHECK(given.items("gemeinde").size() == 1);
}

TEST_CASE("a message waits for whoever holds the case until it is read by that account or answered by anybody") {
    Correspondence given;
    given.give("formal_too", "formal_review");
    REQUIRE(given.write("gemeinde", "Erste Frage.").status == 201);
    CHECK(given.waiting_for("formal_review") == std::vector<CaseId>{given.id});
    CHECK(given.waiting_for("formal_too") == std::vector<CaseId>{given.id});
    CHECK(given.waiting_for("technical_review").empty());
    CHECK(given.waiting_for("gemeinde").empty());
    CHECK(given.has_unread("formal_review"));

    const auto newest = given.items("formal_review").back().at("seq").get<int>();
    CHECK(given.house.post("formal_review", given.path() + "/read", R"({"seq":0})").status == 200);
    CHECK(given.has_unread("formal_review"));
    CHECK(given.house.post("formal_review", given.path() + "/read", Json{{"seq", newest + 100}}.dump()).status == 200);
    CHECK_FALSE(given.has_unread("formal_review"));
    CHECK(given.waiting_for("formal_review").empty());
    CHECK(given.waiting_for("formal_too") == std::vector<CaseId>{given.id});
    REQUIRE(given.write("gemeinde", "Zweite Frage.").status == 201);
    CHECK(given.waiting_for("formal_review") == std::vector<CaseId>{given.id});

    REQUIRE(given.write("formal_review", "Antwort.").status == 201);
    CHECK(given.waiting_for("formal_too").empty());
    CHECK(given.has_unread("gemeinde"));
    CHECK(given.has_unread("zeichner"));
    CHECK_FALSE(given.has_unread("auditor"));
    CHECK(given.house.post("ohrdruf", given.path() + "/read", R"({"seq":1})").status == 404);
}

TEST_CASE(
    "where it is the municipality's turn its message goes to who acted last, and it may write into an ended case") {
    Correspondence given;
    REQUIRE(
        given.house
            .post(
                "formal_review", ApiHouse::case_path(given.id) + "/steps/request_supplement",
                R"({"reason":"Fehlt.","fields":{"items":[{"field":"cost_plan","text":"Bitte aufgliedern."}],"due":"2026-11-30"}})")
            .status == 200);
    REQUIRE(given.write("gemeinde", "Was genau?").status == 201);
    CHECK(given.waiting_for("formal_review") == std::vector<CaseId>{given.id});
    CHECK(given.waiting_for("decider").empty());
    REQUIRE(given.write("formal_review", "Zeile 5.").status == 201);
    REQUIRE(
        given.house.post("zeichner", ApiHouse::case_path(given.id) + "/steps/withdraw", R"({"reason":"Kein Bedarf."})")
            .status == 200);
    CHECK(given.write("gemeinde", "Danke für alles.").status == 201);
    CHECK(given.waiting_for("formal_review") == std::vector<CaseId>{given.id});
}

TEST_CASE("a mail tells the body that there is a message and where, not what it says; what was read is told no more") {
    Correspondence given;
    auto& house = given.house;
    const auto all = [&](Transaction&) {
        std::vector<Addressee> found;
        for (const auto* name : {"gemeinde", "zeichner", "ohrdruf", "formal_review", "auditor"})
            found.emplace_back(*house.identity.account_named(name), std::string{name} + "@example.org");
        return found;
    };
    house.site.tell_of_message = messages_by_mail(all, house.programmes, house.clock);
    REQUIRE(given.write("gemeinde", "An die Behörde.").status == 201);
    REQUIRE(given.write("formal_review", "Geheimes steht hier.").status == 201);
    std::vector<std::string> told;
    const auto deliver = [&] {
        for (std::optional<ClaimedMail> row;;) {
            house.store.run(
                [&](Transaction& transaction) { row = claim_mail(transaction.session(), house.clock.now()); });
            if (!row) break;
            std::optional<Mail> mail;
            house.store.read([&](Snapshot& snapshot) {
                for (const auto* name : {"gemeinde", "zeichner"})
                    if (const auto account = *house.identity.account_named(name); account.id == row->account)
                        mail = compose_message_mail(snapshot, house.programmes, house.installation->texts,
                                                    {"example.org", "https://f.example"}, *row,
                                                    {account, std::string{name} + "@example.org"});
            });
            if (!mail) continue;
            told.push_back(mail->to);
            CHECK_THAT(mail->subject, Catch::Matchers::ContainsSubstring("EGOV-2026-0001"));
            CHECK_THAT(mail->body, Catch::Matchers::ContainsSubstring("https://f.example/cases/1#nachrichten"));
            CHECK_THAT(mail->body, !Catch::Matchers::ContainsSubstring("Geheimes"));
        }
    };
    REQUIRE(house.post("gemeinde", given.path() + "/read", R"({"seq":1000})").status == 200);
    deliver();
    CHECK(told == std::vector<std::string>{"zeichner@example.org"});
}

TEST_CASE(
    "an erased message leaves its place and its hash, and no word in any file; its case takes none after disposal") {
    Correspondence given;
    auto& house = given.house;
    given.give("registry", "admin");
    REQUIRE(given.write("gemeinde", "Unwiederbringlich persönlich.").status == 201);
    const auto seq = given.items("gemeinde").back().at("seq").get<int>();
    const auto what = Json{{"what", "event/" + std::to_string(seq)}, {"reason", "Antrag der Person."}}.dump();
    REQUIRE(house.post("registry", ApiHouse::case_path(given.id) + "/retention/propose_erasure", what).status == 200);
    REQUIRE(house
                .post("decider", ApiHouse::case_path(given.id) + "/retention/erase",
                      Json{{"what", "event/" + std::to_string(seq)}}.dump())
                .status == 200);
    const auto item = given.items("gemeinde").back();
    CHECK(item.at("text").is_null());
    CHECK(item.at("erased") == true);
    CHECK(house.store.verify().empty());
    house.store.rebuild();
    CHECK(house.store.verify().empty());
    CHECK(given.items("gemeinde").back().at("erased") == true);
}
