// What leaves the house: mails of reminders and calendars, with the rights of whom they are for.
#include "http/life/demo_server.hpp"
#include "server/reminding.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const auto by_system = Account::system();

OutboxCounts counts(DemoServer& server) {
    OutboxCounts found;
    server.house().store.read([&](Snapshot& snapshot) { found = count_outbox(snapshot.session()); });
    return found;
}

/// What the courier would send now, without a server to send it to.
std::vector<Mail> sent(DemoServer& server) {
    std::vector<Mail> mails;
    auto& house = server.house();
    deliver_outbox(house.store, *house.clock, mail_composer(house), [&](const Mail& mail) -> Delivery {
        mails.push_back(mail);
        return {Delivery::Outcome::Taken, {}};
    });
    std::ranges::sort(mails, {}, &Mail::to);
    return mails;
}

std::string calendar_of(DemoServer& server, const std::string& account) {
    auto& identity = server.house().identity;
    const auto token = identity.renew_calendar(*identity.account_named(account));
    const auto answer = server.get_plain("/calendar/" + token + ".ics");
    REQUIRE(answer.status == 200);
    CHECK(answer.headers.at("content-type") == "text/calendar; charset=utf-8");
    return answer.body;
}

}  // namespace

TEST_CASE("whoever is reminded and has an address gets one mail, and so does who stands in") {
    DemoServer server;
    auto& identity = server.house().identity;
    REQUIRE(identity.set_mail(by_system, "entscheidung", "koehler@behoerde.invalid"));
    REQUIRE(identity.set_mail(by_system, "fach", "hartung@behoerde.invalid"));
    REQUIRE(identity.set_mail(by_system, "zweit", "jahn@behoerde.invalid"));
    const auto id = case_in(server, "budget_check");
    REQUIRE(identity.grant_substitution(
        by_system, {"entscheidung", "zweit", *parse_date("2027-01-01"), *parse_date("2027-03-01"), "Urlaub"}));
    server.travel_to("2027-02-09");
    CHECK(counts(server).waiting == 2);
    server.travel_to("2027-02-10");
    CHECK(counts(server).waiting == 2);

    const auto mails = sent(server);
    REQUIRE(mails.size() == 2);
    CHECK(mails[0].to == "jahn@behoerde.invalid");
    CHECK(mails[1].to == "koehler@behoerde.invalid");
    const auto number =
        server.get("revision", "/cases/" + std::to_string(id)).data().at("file_number").get<std::string>();
    CHECK(mails[1].subject == "Erinnerung " + number + ": Drei Monate nach Eingang, letzter Tag 02.02.2027");
    CHECK_THAT(mails[1].body, ContainsSubstring(number) && ContainsSubstring("02.02.2027"));
    CHECK_THAT(mails[1].body, !ContainsSubstring("Pößneck") && !ContainsSubstring("Köhler"));
    CHECK(mails[0].message_id != mails[1].message_id);
    CHECK(counts(server) == OutboxCounts{0, 2, 0, 0});
    CHECK(sent(server).empty());
}

TEST_CASE("an address erased, a duty taken away or a period met before it is sent ends the mail") {
    DemoServer server;
    auto& identity = server.house().identity;
    REQUIRE(identity.set_mail(by_system, "entscheidung", "koehler@behoerde.invalid"));
    const auto id = case_in(server, "budget_check");
    server.travel_to("2027-02-09");
    REQUIRE(counts(server).waiting == 1);
    const auto how = GENERATE(0, 1, 2, 3);
    if (how == 0) REQUIRE(identity.set_mail(by_system, "entscheidung", ""));
    if (how == 1) REQUIRE(identity.take_duty(by_system, "entscheidung", {"decider", "", ""}));
    if (how == 2) REQUIRE(identity.disable(by_system, "entscheidung"));
    if (how == 3) REQUIRE(server.step("zeichner", id, "withdraw", json::object()).status == 200);
    CHECK(sent(server).empty());
    CHECK(counts(server) == OutboxCounts{0, 0, 0, 1});
}

TEST_CASE("an address is erased without a trace in the history") {
    DemoServer server;
    auto& identity = server.house().identity;
    REQUIRE(identity.set_mail(by_system, "fach", "hartung@behoerde.invalid"));
    CHECK(identity.set_mail(by_system, "fach", "hartung@behoerde.invalid\r\nBcc: a@b.invalid")
              .error()
              .fields.contains("mail"));
    CHECK(identity.set_mail(*identity.account_named("zweit"), "fach", "").error().kind == Refusal::Kind::NotAllowed);
    REQUIRE(identity.set_mail(by_system, "fach", ""));
    std::vector<Event> events;
    server.house().store.read([&](Snapshot& snapshot) { events = snapshot.events(0); });
    REQUIRE(events.size() > 2);
    CHECK(events[events.size() - 2].step == "mail_set");
    CHECK(events.back().step == "mail_erased");
    CHECK(events.back().facts.fields.size() == 1);  // the account's number
    CHECK(server.house().store.verify().empty());
}

TEST_CASE("a calendar holds the periods of cases its owner sees and has a duty in") {
    DemoServer server;
    const auto id = case_in(server, "budget_check");
    const auto uid = "UID:" + std::to_string(id) + "-1-inaction@foerderlauf\r\n";
    const auto of_decider = calendar_of(server, "entscheidung");
    CHECK_THAT(of_decider, ContainsSubstring(uid) && ContainsSubstring("DTSTART;VALUE=DATE:20270202\r\n"));
    CHECK_THAT(of_decider, ContainsSubstring("SUMMARY:Drei Monate nach Eingang: EGOV-2026-"));
    CHECK_THAT(calendar_of(server, "haushalt"), ContainsSubstring(uid));  // the case waits for this duty
    CHECK_THAT(calendar_of(server, "fach"), !ContainsSubstring(uid));
    CHECK_THAT(calendar_of(server, "nordhausen"), !ContainsSubstring(uid));
    CHECK_THAT(calendar_of(server, "gemeinde"), !ContainsSubstring(uid));
}

TEST_CASE("a calendar's address is void once it was renewed, revoked or its account disabled") {
    DemoServer server;
    auto& identity = server.house().identity;
    const auto account = *identity.account_named("fach");
    const auto status = [&](const std::string& token) {
        return server.get_plain("/calendar/" + token + ".ics").status;
    };
    const auto first = identity.renew_calendar(account);
    CHECK(status(first) == 200);
    const auto second = identity.renew_calendar(account);
    CHECK(status(first) == 404);
    CHECK(status(second) == 200);
    identity.revoke_calendar(account);
    CHECK(status(second) == 404);
    const auto third = identity.renew_calendar(account);
    REQUIRE(identity.disable(by_system, "fach"));
    CHECK(status(third) == 404);
    CHECK(status("0") == 404);
    CHECK(status(std::string(64, '0')) == 404);
    CHECK(status(std::string(64, 'z')) == 404);
    CHECK(status(std::string(5000, '0')) == 404);
}
