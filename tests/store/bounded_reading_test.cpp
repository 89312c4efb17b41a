// Readings for who needs little of many cases: part of each event, and the newest cases of a body.
#include "both_stores.hpp"

#include "store/case_scan.hpp"
#include "store/newest_cases.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

std::vector<Event> scanned(Store& store, CaseId id, const char* last_day, const std::vector<std::string_view>& parts) {
    std::vector<Event> events;
    store.read([&](Snapshot& snapshot) {
        scan_case(snapshot, id, berlin_day(at(last_day)), parts, [&](const Event& event) { events.push_back(event); });
    });
    return events;
}

CaseId titled_and_submitted(Store& store) {
    return file_case(store, {opening(), titled("B\xC3\xBCrger \"Akte\""), submission("EGOV-2026-0001")});
}

std::vector<CaseId> newest(Store& store, const std::vector<std::string>& bodies, CaseId except, std::size_t limit) {
    std::vector<CaseId> ids;
    store.read([&](Snapshot& snapshot) { ids = newest_cases_of(snapshot, bodies, except, limit); });
    return ids;
}

}  // namespace

TEMPLATE_TEST_CASE("a scan tells every event up to the day and reads the facts that were asked for, texts and all", "",
                   OnSqlite, InMemory) {
    TestType home;
    const auto id = titled_and_submitted(home.store);
    const auto events = scanned(home.store, id, "2026-12-31", {"form", "opened"});
    REQUIRE(events.size() == 3);
    auto file = empty_case(id);
    for (const auto& event : events) apply(file, event);
    CHECK(file.recipient.key == "16075085");
    CHECK(file.version == "sha256:00");
    CHECK(text_of(file.forms.at("application"), "project_title") == "B\xC3\xBCrger \"Akte\"");
    CHECK(file.main().state == events.back().to);
    CHECK(file.history.size() == 3);
    CHECK(scanned(home.store, id, "2026-03-03", {"form"}).size() == 2);
    CHECK(scanned(home.store, id, "2026-03-01", {"form"}).empty());
}

TEST_CASE("a scan passes over what nobody asked for: only that it happened is told") {
    OnSqlite home;
    const auto events = scanned(home.store, titled_and_submitted(home.store), "2026-12-31", {"file_number", "project"});
    REQUIRE(events.size() == 3);
    CHECK(events[0].facts.opened.empty());
    CHECK(events[1].facts.fields.empty());  // `project_title` is another name than `project`
    CHECK(events[1].step == titled("").step);
    CHECK(events[2].facts.file_number == "EGOV-2026-0001");
}

TEMPLATE_TEST_CASE(
    "the newest submitted cases of the bodies come first, without drafts, the case itself and what ended in vain", "",
    OnSqlite, InMemory) {
    TestType home;
    int number = 100;
    const auto file_one = [&](const char* recipient, bool submitted) {
        NewEvents events{opening(recipient)};
        if (submitted) events.push_back(submission("EGOV-2026-" + std::to_string(++number)));
        return file_case(home.store, events);
    };
    const auto first = file_one("16075085", true), other = file_one("16062000", true),
               draft = file_one("16075085", false);
    auto invited = step("invite", "draft", "consultation");
    invited.facts.values = {{"partners", List{Record{{"recipient", "16075085"}}}}};
    const auto shared = file_case(home.store, {opening("16062000"), invited, submission("EGOV-2026-77")});
    const auto ended = file_case(home.store,
                                 {opening(), submission("EGOV-2026-78"), step("close", "formal_review", "closed")});
    const auto last = file_one("16075085", true);
    CHECK(newest(home.store, {"16075085"}, last, 10) == std::vector{shared, first});
    CHECK(newest(home.store, {"16075085"}, draft, 10) == std::vector{last, shared, first});
    CHECK(newest(home.store, {"16075085", "16062000"}, ended, 10) == std::vector{last, shared, other, first});
    CHECK(newest(home.store, {"16075085", "16062000"}, ended, 2) == std::vector{last, shared});
    CHECK(newest(home.store, {"16063041"}, 0, 10).empty());
}
