#include "identity/registry.hpp"

#include "base/canonical_json.hpp"

#include <algorithm>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

const Account boss{7, 7, "admin", "Herr Berg", {{"admin", "", ""}}};
const Account clerk{8, 8, "formal", "Frau Kurz", {{"formal_review", "", ""}}};

}  // namespace

TEST_CASE("every change of accounts is an event of the installation's own record") {
    Registry registry;
    const auto before = registry.own_record().size();
    REQUIRE(registry.identity.add_account(boss, "neu", "Herr Neu", ""));
    REQUIRE(registry.identity.give_duty(boss, "neu", {"applicant_clerk", "16075085", ""}));
    REQUIRE(registry.identity.take_duty(boss, "neu", {"applicant_clerk", "16075085", ""}));
    REQUIRE(registry.identity.set_password(boss, "neu", "ein anderes Passwort"));
    REQUIRE(registry.identity.disable(boss, "neu"));
    const auto events = registry.own_record();
    std::vector<std::string> steps;
    for (auto event = events.begin() + static_cast<std::ptrdiff_t>(before); event != events.end(); ++event) {
        steps.push_back(event->step);
        CHECK(event->actor == boss.id);
        CHECK(event->duty == "admin");
        CHECK(event->facts.person == boss.person);
    }
    CHECK(steps ==
          std::vector<std::string>{"account_added", "duty_given", "duty_taken", "password_set", "account_disabled"});
    CHECK(registry.store.verify().empty());
}

TEST_CASE("the record names numbers and duties in clear and names only as erasable text") {
    Registry registry;
    REQUIRE(registry.identity.add_account(boss, "geheim", "Herr Geheim", ""));
    REQUIRE(registry.identity.give_duty(boss, "geheim", {"applicant_clerk", "16075085", ""}));
    const auto events = registry.own_record();
    const auto& added = events[events.size() - 2].facts.fields;
    CHECK(std::holds_alternative<FreeText>(member(added, "name").any()));
    CHECK(std::holds_alternative<FreeText>(member(added, "display_name").any()));
    CHECK(member(added, "account").as_integer());
    const auto given = canonical_json(events.back().facts.fields);
    CHECK(given.find("geheim") == std::string::npos);
    CHECK(given.find(R"("duty":"applicant_clerk")") != std::string::npos);
    CHECK(given.find(R"("recipient":"16075085")") != std::string::npos);
}

TEST_CASE("a refused change leaves neither a row nor an event") {
    Registry registry;
    const auto events = registry.own_record().size();
    const auto accounts = registry.identity.accounts().size();
    const auto refused = GENERATE(values<std::pair<std::string, std::function<Result<void>(Registry&)>>>({
        {"account.admin_only",
         [](Registry& r) { return r.identity.add_account(clerk, "neu", "Neu", "").map([](AccountId) {}); }},
        {"account.admin_only",
         [](Registry& r) {
             return r.identity.give_duty(clerk, "fach", {"decider", "", ""});
         }},
        {"account.admin_only", [](Registry& r) { return r.identity.disable(clerk, "fach"); }},
        {"account.admin_only",
         [](Registry& r) { return r.identity.set_password(clerk, "fach", "ein anderes Passwort"); }},
        {"account.fields",
         [](Registry& r) { return r.identity.add_account(boss, "fach", "Zweimal", "").map([](AccountId) {}); }},
        {"account.fields",
         [](Registry& r) { return r.identity.add_account(boss, "Groß Geschrieben", "X", "").map([](AccountId) {}); }},
        {"account.fields",
         [](Registry& r) { return r.identity.add_account(boss, "neu", " ", "").map([](AccountId) {}); }},
        {"account.fields",
         [](Registry& r) { return r.identity.add_account(boss, "neu", "Neu", "", 4711).map([](AccountId) {}); }},
        {"account.fields", [](Registry& r) { return r.identity.give_duty(boss, "fach", {"koenig", "", ""}); }},
        {"account.fields", [](Registry& r) { return r.identity.give_duty(boss, "fach", {"applicant_clerk", "", ""}); }},
        {"account.fields", [](Registry& r) { return r.identity.give_duty(boss, "fach", {"decider", "16075085", ""}); }},
        {"account.fields", [](Registry& r) { return r.identity.take_duty(boss, "fach", {"decider", "", ""}); }},
        {"account.unknown", [](Registry& r) { return r.identity.give_duty(boss, "niemand", {"decider", "", ""}); }},
        {"account.unknown", [](Registry& r) { return r.identity.disable(boss, "niemand"); }},
    }));
    const auto result = refused.second(registry);
    REQUIRE_FALSE(result);
    CHECK(result.error().message.key == refused.first);
    CHECK(registry.own_record().size() == events);
    CHECK(registry.identity.accounts().size() == accounts);
}

TEST_CASE("a duty given or taken counts from the next request on") {
    Registry registry;
    const auto session = registry.sign_in("fach", "richtiges passwort");
    REQUIRE(session);
    REQUIRE(registry.identity.session(session->token)->account.holds("technical_review"));
    REQUIRE(registry.identity.take_duty(boss, "fach", {"technical_review", "", ""}));
    CHECK_FALSE(registry.identity.session(session->token)->account.holds("technical_review"));
    REQUIRE(registry.identity.give_duty(boss, "fach", {"second_reviewer", "", "thueregovrl"}));
    CHECK(registry.identity.session(session->token)->account.duties ==
          std::vector<HeldDuty>{{"second_reviewer", "", "thueregovrl"}});
}

TEST_CASE("giving a duty twice is one event") {
    Registry registry;
    const auto before = registry.own_record().size();
    REQUIRE(registry.identity.give_duty(boss, "fach", {"finance", "", ""}));
    REQUIRE(registry.identity.give_duty(boss, "fach", {"finance", "", ""}));
    CHECK(registry.own_record().size() == before + 1);
}

TEST_CASE("a disabled account and a new password end the sessions that were open") {
    Registry registry;
    const auto session = registry.sign_in("fach", "richtiges passwort");
    REQUIRE(session);
    SECTION("disabled") {
        REQUIRE(registry.identity.disable(boss, "fach"));
        CHECK_FALSE(registry.sign_in("fach", "richtiges passwort"));
        CHECK_FALSE(registry.identity.issue_token("fach"));
    }
    SECTION("a new password") {
        REQUIRE(registry.identity.set_password(session->account, "fach", "ein anderes Passwort"));  // one's own
        CHECK(registry.sign_in("fach", "ein anderes Passwort"));
    }
    CHECK_FALSE(registry.identity.session(session->token));
}

TEST_CASE("an issued token is a session without a password") {
    Registry registry;
    const auto issued = registry.identity.issue_token("fach");
    REQUIRE(issued);
    CHECK(registry.identity.session(issued->token)->account.name == "fach");
    CHECK_FALSE(registry.identity.issue_token("niemand"));
}

TEST_CASE("two accounts can belong to one person, and separation will see one person") {
    Registry registry;
    const auto first = registry.identity.account_named("fach");
    const auto second = registry.identity.add_account(boss, "fach-vertretung", "Frau Hartung", "", first->person);
    REQUIRE(second);
    CHECK(registry.identity.account(*second)->person == first->person);
    const auto other = registry.identity.add_account(boss, "andere", "Frau Andere", "");
    CHECK(registry.identity.account(*other)->person != first->person);
}

TEST_CASE("who keeps the accounts never decides") {
    Registry registry;
    REQUIRE(registry.identity.give_duty(boss, "fach", {"admin", "", ""}));
    const auto refused = registry.identity.give_duty(boss, "fach", {"decider", "", ""});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at("duty").key == "account.admin_never_decides");
}

TEST_CASE("a history shows names, and nothing for accounts nobody knows") {
    Registry registry;
    CHECK(registry.identity.name_of(registry.identity.account_named("fach")->id) == "Frau Hartung");
    CHECK(registry.identity.name_of(4711).empty());
}

TEST_CASE("a password that people choose is long and is not the name") {
    CHECK(check_password("zwölf Zeichen", "fach"));
    CHECK_FALSE(check_password("zu kurz", "fach"));
    CHECK_FALSE(check_password("Mein Name ist FACH", "fach"));
    CHECK_FALSE(check_password(std::string(1025, 'x'), "fach"));
}
