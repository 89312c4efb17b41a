#include "both_stores.hpp"
#include "tampered_store.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;
using namespace std::chrono;

// The projection the timer and the work list read reminders from: the same in every store, and counted again by rebuild.

namespace {

Event reminded_by(Event event, std::string name, Date due, std::string duty) {
    RunningDeadline deadline;
    deadline.name = std::move(name);
    deadline.start = berlin_day(event.at);
    deadline.due = due;
    deadline.then_remind = std::move(duty);
    event.facts.deadlines_started.push_back(deadline);
    return event;
}

Event reminder(const std::string& name, const std::string& due, const std::string& kind) {
    auto event = step("remind", "formal_review", "formal_review", at("2026-06-05"));
    event.facts.values["reminder"] = Record{
        {"deadline", name}, {"due", due}, {"duty", "decider"}, {"kind", kind}, {"on", "2026-06-05"}};
    return event;
}

struct Asked {
    std::vector<CaseId> due, due_ahead;
    std::vector<ReminderRow> of_decider, of_formal_review;
};

Asked asked(Store& store, Date today) {
    Asked found;
    store.read([&](Snapshot& snapshot) {
        found.due = snapshot.cases_with_reminders(today, 0);
        found.due_ahead = snapshot.cases_with_reminders(today, 3);
        found.of_decider = snapshot.reminders_of({"decider", "decider"}, 10);
        found.of_formal_review = snapshot.reminders_of({"formal_review"}, 10);
    });
    return found;
}

}  // namespace

TEMPLATE_TEST_CASE("periods to be reminded of are found by day, and those reminded of by duty", "", InMemory,
                   OnSqlite) {
    TestType home;
    auto& store = home.store;
    const auto id = file_case(
        store, {opening(), reminded_by(submission("EGOV-2026-0001"), "inaction", 2026y / 6 / 4, "decider")});
    CHECK(asked(store, 2026y / 5 / 31).due_ahead.empty());
    CHECK(asked(store, 2026y / 6 / 1).due_ahead == std::vector<CaseId>{id});
    CHECK(asked(store, 2026y / 6 / 4).due.empty());
    CHECK(asked(store, 2026y / 6 / 5).due == std::vector<CaseId>{id});
    CHECK(asked(store, 2026y / 6 / 5).of_decider.empty());

    append(store, id, {reminder("inaction", "2026-06-04", "ahead")});
    CHECK(asked(store, 2026y / 6 / 4).due_ahead.empty());
    CHECK(asked(store, 2026y / 6 / 5).due == std::vector<CaseId>{id});
    append(store, id, {reminder("inaction", "2026-06-04", "passed")});
    const auto told = asked(store, 2026y / 6 / 5);
    CHECK(told.due.empty());
    CHECK(told.of_decider ==
          std::vector<ReminderRow>{{id, 1, "inaction", 2026y / 6 / 4, "decider", ReminderKind::Passed}});
    CHECK(told.of_formal_review.empty());
    CHECK(keys(store.verify()) == std::vector<std::string>{});
    store.rebuild();
    CHECK(asked(store, 2026y / 6 / 5).of_decider == told.of_decider);
    CHECK(keys(store.verify()) == std::vector<std::string>{});

    auto served = step("serve", "formal_review", "granted", at("2026-06-08"));
    served.facts.deadlines_stopped = {"inaction"};
    append(store, id, {served});
    CHECK(asked(store, 2026y / 6 / 9).of_decider.empty());
    CHECK(asked(store, 2026y / 6 / 9).due.empty());
}

TEST_CASE("a reminder taken out of the projection, or put into it, is named") {
    const auto [deed, key] = GENERATE(table<const char*, const char*>({
        {"DELETE FROM reminder", "verify.reminder"},
        {"UPDATE reminder SET given = 'passed'", "verify.reminder"},
        {"INSERT INTO reminder VALUES (99, 1, 'inaction', '2026-06-04', 'decider', '')", "verify.count"},
    }));
    TamperedStore store;
    store.home().reopen();
    append(*store.home().store, 2,
           {reminded_by(step("submit", "draft", "formal_review", at("2026-03-10")), "inaction", 2026y / 6 / 10,
                        "decider")});
    store.home().store.reset();
    store.run(deed);
    CHECK(keys(store.verify()) == std::vector<std::string>{key});
}
