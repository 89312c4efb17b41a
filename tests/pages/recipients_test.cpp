// The register of bodies and the end of one, entered by the administration.
#include "pages/visitors.hpp"

#include "casework/succession.hpp"
#include "domain/calendar.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr auto poessneck = "/recipients/16075085";
/// Pößneck goes up in Ohrdruf. (No such merger is planned: the names are the test's.)
const Pairs merged = {{"last_day", "31.10.2026"}, {"successor", "16067053"}, {"source", "Beispielgesetz vom 1.7.2026"}};

Pairs with(const std::string& name, const std::string& value) {
    auto pairs = merged;
    for (auto& [given, text] : pairs)
        if (given == name) text = value;
    return pairs;
}

std::string end_of(const std::string& path) { return path + "/end"; }

std::vector<Event> own_record_of(PagesInTest& pages) {
    std::vector<Event> ends;
    pages.site().store.read([&](Snapshot& snapshot) {
        for (const auto& event : snapshot.events(0))
            if (event.step == "recipient_ended") ends.push_back(event);
    });
    return ends;
}

std::string last_step_of(PagesInTest& pages, const std::string& path) {
    std::string step;
    pages.site().store.read(
        [&](Snapshot& snapshot) { step = snapshot.events(std::stoll(path.substr(7))).back().step; });
    return step;
}

}  // namespace

TEST_CASE("the administration finds a body by name or number, from the page it starts on") {
    PagesInTest pages;
    CHECK_THAT(pages.get("admin", "/worklist").body, ContainsSubstring("href=\"/recipients\""));
    CHECK_THAT(pages.get("admin", "/recipients?q=neck").body,
               ContainsSubstring(poessneck) && ContainsSubstring("1 Körperschaft gefunden"));
    CHECK_THAT(pages.get("admin", "/recipients?q=16067053").body, ContainsSubstring("Stadt Ohrdruf"));
    CHECK_THAT(pages.get("admin", "/recipients?q=Atlantis").body, ContainsSubstring("Keine Körperschaft gefunden"));
    CHECK(pages.get("admin", "/recipients/16999999").status == 404);
    CHECK(pages.post("admin", "/recipients/16999999/end", merged).status == 404);
}

TEST_CASE("a body that is merged away keeps its cases, moves its drafts, and the record says who entered it and why") {
    PagesInTest pages;
    const auto running = handed_in_application(pages);
    const auto draft = filled_in_application(pages);
    CHECK(led_to(pages.post("admin", end_of(poessneck), merged)) == poessneck);

    const auto ends = own_record_of(pages);
    REQUIRE(ends.size() == 1);
    CHECK(ends[0].actor == pages.session("admin").account.id);
    CHECK(ends[0].duty == "admin");
    CHECK(text_of(ends[0].facts.fields, "recipient") == "16075085");
    CHECK(text_of(ends[0].facts.fields, "successor") == "16067053");
    CHECK(text_of(ends[0].facts.fields, "valid_to") == "2026-10-31");
    CHECK(text_of(ends[0].facts.fields, "source") == "Beispielgesetz vom 1.7.2026");

    CHECK_THAT(pages.get("admin", poessneck).body,
               ContainsSubstring("letzter Tag war der 31.10.2026") && !ContainsSubstring("Auflösung eintragen"));
    CHECK_THAT(pages.get("admin", "/recipients").body, ContainsSubstring("Nachfolge: Stadt Ohrdruf."));
    CHECK_THAT(pages.get("fach", running).body, ContainsSubstring("Ohrdruf"));
    CHECK(last_step_of(pages, draft) == "move_to_successor");
    CHECK(last_step_of(pages, running) == "body_ended");
    CHECK(pages.site().store.verify().empty());
}

TEST_CASE("an end that lies ahead is shown as coming and moves no draft before it is over") {
    PagesInTest pages;
    const auto draft = filled_in_application(pages);
    const Pairs tomorrow = {
        {"last_day", "3.11.2026"}, {"successor", "16075088"}, {"source", "Beispielgesetz vom 1.7.2026"}};
    CHECK(led_to(pages.post("admin", end_of(poessneck), tomorrow)) == poessneck);
    CHECK_THAT(pages.get("admin", poessneck).body, ContainsSubstring("Wird aufgelöst, letzter Tag ist der 03.11.2026"));
    for (const auto& [day, moved] : std::map<std::string, bool>{{"2026-11-03", false}, {"2026-11-04", true}}) {
        pages.travel_to(day);
        follow_successors(pages.site().store, pages.site().dispatcher, Account::system(), pages.site().clock.today());
        CHECK((last_step_of(pages, draft) == "move_to_successor") == moved);
    }
    CHECK_THAT(pages.get("admin", poessneck).body, ContainsSubstring("letzter Tag war der 03.11.2026"));
}

TEST_CASE("a successor may be named, when only one body answers to the name") {
    PagesInTest pages;
    CHECK(led_to(pages.post("admin", end_of(poessneck), with("successor", "Stadt Ohrdruf"))) == poessneck);
    CHECK(text_of(own_record_of(pages).at(0).facts.fields, "successor") == "16067053");
}

TEST_CASE("an end that cannot be is refused beside its field, and what was typed is still there") {
    PagesInTest pages;
    const auto& [name, value, said] = GENERATE(table<std::string, std::string, std::string>({
        {"last_day", "", "den letzten Tag"},
        {"last_day", "31.02.2026", "31.02.2026"},
        {"successor", "", "an ihre Stelle tritt"},
        {"successor", "16999999", "keine Körperschaft bekannt"},
        {"successor", "Atlantis", "keine Körperschaft bekannt"},
        {"successor", "stadt", "passt auf mehrere"},
        {"successor", "16075085", "nicht in sich selbst aufgehen"},
        {"source", " ", "das Gesetz oder den Beschluss"},
    }));
    const auto reply = pages.post("admin", end_of(poessneck), with(name, value));
    CAPTURE(name, value);
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring(said) && ContainsSubstring("Die Auflösung ist nicht eingetragen"));
    if (name != "source") CHECK_THAT(reply.body, ContainsSubstring("value=\"Beispielgesetz vom 1.7.2026\""));
    CHECK(own_record_of(pages).empty());
}

TEST_CASE("a body ends once, not in a body that had ended by then, and no line of successors leads back") {
    PagesInTest pages;
    constexpr auto ohrdruf = "/recipients/16067053";
    CHECK(led_to(pages.post("admin", end_of(poessneck), with("last_day", "31.12.2026"))) == poessneck);
    CHECK_THAT(pages.post("admin", end_of(poessneck), with("successor", "16062000")).body,
               ContainsSubstring("endet schon am 31.12.2026"));
    CHECK(pages.post("admin", end_of(poessneck), with("last_day", "31.12.2026")).status == 422);
    const Pairs back = {{"last_day", "30.11.2026"}, {"successor", "16075085"}, {"source", "Beispielgesetz"}};
    CHECK_THAT(pages.post("admin", end_of(ohrdruf), back).body, ContainsSubstring("führt zu Stadt Ohrdruf zurück"));
    const Pairs late = {{"last_day", "31.12.2027"}, {"successor", "16075085"}, {"source", "Beispielgesetz"}};
    CHECK_THAT(pages.post("admin", end_of(ohrdruf), late).body, ContainsSubstring("endete schon am 31.12.2026"));
    CHECK(own_record_of(pages).size() == 1);
}

TEST_CASE("nobody but the administration opens the register or ends a body") {
    PagesInTest pages;
    for (const auto* who : {"gemeinde", "zeichner", "entscheidung", "revision", "finanzen"}) {
        CHECK(pages.get(who, "/recipients").status == 403);
        CHECK(pages.get(who, poessneck).status == 403);
        CHECK(pages.post(who, end_of(poessneck), merged).status == 403);
        CHECK_THAT(pages.get(who, "/worklist").body, !ContainsSubstring("href=\"/recipients\""));
    }
    CHECK(own_record_of(pages).empty());
}
