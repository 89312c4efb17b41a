// Reminders: when they are due, that each is given once, and that they change nothing else.
#include "unit/workflow/checks_ask.hpp"

#include "workflow/reminders.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

CaseFile with_deadline(std::string_view start, std::string_view due) {
    CaseFile file = empty_case(1);
    file.machines.front().state = "decision_ready";
    file.seq = 9;
    file.deadlines = {{"inaction", 1, day(start), day(due), "§ 75 VwGO", "", "decider"},
                      {"supply", 1, day(start), day("2026-02-01"), "", "lapse", ""}};
    return file;
}

std::vector<std::string> told(const std::vector<DueReminder>& reminders) {
    std::vector<std::string> all;
    for (const auto& reminder : reminders)
        all.push_back(std::string{to_text(reminder.kind)} + " " + reminder.deadline.name + " " +
                      to_iso(reminder.takes_effect));
    return all;
}

CaseFile after_reminder(CaseFile file, const DueReminder& reminder) {
    for (auto event : remind(egov(), file, {}, reminder)) {
        event.seq = file.seq + 1;
        apply(file, event);
    }
    return file;
}

}  // namespace

TEST_CASE("a reminder is due on the day after the last one, and so many days before it as the house has set") {
    const auto file = with_deadline("2026-01-05", "2026-04-07");
    const auto [today, days_ahead, expected] = GENERATE(table<const char*, int, std::vector<std::string>>({
        {"2026-04-03", 3, {}},
        {"2026-04-04", 3, {"ahead inaction 2026-04-04"}},
        {"2026-04-07", 3, {"ahead inaction 2026-04-04"}},
        {"2026-04-07", 0, {}},
        {"2026-04-08", 0, {"passed inaction 2026-04-08"}},
        {"2026-05-30", 0, {"passed inaction 2026-04-08"}},
        {"2026-05-30", 3, {"ahead inaction 2026-04-04", "passed inaction 2026-04-08"}},  // nothing ran in between
    }));
    CAPTURE(today, days_ahead);
    CHECK(told(due_reminders(file, day(today), days_ahead)) == expected);
}

TEST_CASE("nobody is reminded ahead of a period that has only just begun") {
    CHECK(told(due_reminders(with_deadline("2026-04-04", "2026-04-07"), day("2026-04-07"), 3)).empty());
    CHECK(told(due_reminders(with_deadline("2026-04-03", "2026-04-07"), day("2026-04-07"), 3)).size() == 1);
}

TEST_CASE("a reminder is given once, and again only when the period runs anew to another day") {
    auto file = with_deadline("2026-01-05", "2026-04-07");
    const auto due = due_reminders(file, day("2026-04-08"), 0).at(0);
    file = after_reminder(std::move(file), due);
    CHECK(due_reminders(file, day("2026-04-09"), 0).empty());
    CHECK(due_reminders(file, day("2026-04-09"), 3).empty());  // what comes before is not told afterwards
    CHECK(remind(egov(), file, {}, due).empty());
    file.deadlines.front().due = day("2026-06-02");
    CHECK(told(due_reminders(file, day("2026-06-03"), 0)) == std::vector<std::string>{"passed inaction 2026-06-03"});
}

TEST_CASE("nobody is reminded of a period that ended meanwhile") {
    auto file = with_deadline("2026-01-05", "2026-04-07");
    const auto due = due_reminders(file, day("2026-04-08"), 0).at(0);
    file.deadlines.clear();
    CHECK(remind(egov(), file, {}, due).empty());
}

TEST_CASE("a reminder is an event of the system that leaves state, periods, answers and money as they are") {
    const auto before = with_deadline("2026-01-05", "2026-04-07");
    Situation situation;
    situation.now = berlin_time(day("2026-04-08"), std::chrono::minutes{0});
    const auto events = remind(egov(), before, situation, due_reminders(before, day("2026-04-08"), 0).at(0));
    REQUIRE(events.size() == 1);
    CHECK(events[0].actor == 0);
    CHECK(events[0].duty == "system");
    CHECK(events[0].step == "remind");
    CHECK(events[0].from == "decision_ready");
    CHECK(events[0].to == "decision_ready");
    const Facts expected{0,
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {},
                         {{"reminder", Record{{"deadline", "inaction"},
                                              {"due", "2026-04-07"},
                                              {"duty", "decider"},
                                              {"kind", "passed"},
                                              {"on", "2026-04-08"}}}}};
    CHECK(events[0].facts == expected);
    auto after = before;
    apply(after, events[0]);
    CHECK(after.main().state == before.main().state);
    CHECK(after.main().since == before.main().since);
    CHECK(after.main().given.empty());
    CHECK(after.deadlines == before.deadlines);
    CHECK(after.forms == before.forms);
    CHECK(after.held.empty());
    CHECK(after.reminders.size() == 1);
}

TEST_CASE("reminded is who holds the duty on the case, may see it and is not in doubt") {
    auto file = with_deadline("2026-01-05", "2026-04-07");
    file.programme = "thueregovrl";
    file.authority_sees = true;
    const Account decider{7, 7, "entscheidung", "", {{"decider", "", ""}}};
    const Account elsewhere{8, 8, "anderswo", "", {{"decider", "", "thuerfag"}}};
    const Account substitute{9, 9, "vertretung", "", {{"technical_review", "", ""}, {"decider", "", "", 7}}};
    const Account reviewer{10, 10, "fach", "", {{"technical_review", "", ""}}};
    CHECK(is_reminded(decider, file, "decider"));
    CHECK(is_reminded(substitute, file, "decider"));
    CHECK_FALSE(is_reminded(elsewhere, file, "decider"));
    CHECK_FALSE(is_reminded(reviewer, file, "decider"));
    file.conflicts.push_back({1, 7, "excluded", false});
    CHECK_FALSE(is_reminded(decider, file, "decider"));
    file.conflicts.clear();
    file.authority_sees = false;
    CHECK_FALSE(is_reminded(decider, file, "decider"));
}
