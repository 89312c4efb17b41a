// The dated practice: what the programme's file says, and what the administration laid over it.
#include "unit/workflow/checks_ask.hpp"

#include "workflow/engine.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

AddedPeriod period(bool opens, const char* from, const char* to, const char* object = "dms") {
    AddedPeriod added;
    added.programme = "thueregovrl";
    added.object = object;
    added.opens = opens;
    added.from = day(from);
    if (*to) added.to = day(to);
    added.source = "Erlass vom 20.11.2026";
    added.unverified = true;
    added.reason = "Mittel sind wieder da.";
    return added;
}

const FundingObject& dms() { return *egov().funding_object("dms"); }

/// `field: key` of what is wrong with a wish on 22 November 2026; empty when it may be added.
std::string wrong_with(const AddedPeriod& wish, const std::vector<AddedPeriod>& added = {}) {
    const auto allowed = may_add(dms(), added, wish, day("2026-11-22"));
    if (allowed) return {};
    const auto& [field, message] = *allowed.error().fields.begin();
    CHECK(words().knows(message.key));
    CHECK(words().sentence(message).find('{') == std::string::npos);
    return field + ": " + message.key;
}

}  // namespace

TEST_CASE("of the periods that contain a day the newest added one counts, else the file") {
    const std::vector<AddedPeriod> added = {period(true, "2026-12-01", "2027-03-31"),
                                            period(true, "2026-12-01", "", "2f"),
                                            period(false, "2027-02-01", "2027-02-28")};
    const auto& [on, open, said_by_added] = GENERATE(table<std::string, bool, bool>({{"2025-03-31", true, false},
                                                                                     {"2025-04-01", false, false},
                                                                                     {"2026-11-30", false, false},
                                                                                     {"2026-12-01", true, true},
                                                                                     {"2027-01-31", true, true},
                                                                                     {"2027-02-01", false, true},
                                                                                     {"2027-02-28", false, true},
                                                                                     {"2027-03-01", true, true},
                                                                                     {"2027-04-01", false, false}}));
    CAPTURE(on);
    const auto practice = practice_on(dms(), added, day(on));
    CHECK(practice.open == open);
    CHECK(practice.added == said_by_added);
}

TEST_CASE("a period that ends before it begins, or says no source, reason or begin, is not added") {
    CHECK(wrong_with(period(true, "2026-12-01", "2026-11-30")) == "to: practice.backwards");
    CHECK(wrong_with(period(true, "2026-12-01", "2026-12-01")).empty());
    auto wish = period(true, "2026-12-01", "");
    wish.source = "  ";
    CHECK(wrong_with(wish) == "source: practice.source_missing");
    wish.source = "Erlass";
    wish.reason = "\n";
    CHECK(wrong_with(wish) == "reason: practice.reason_missing");
    wish.from.reset();
    CHECK(wrong_with(wish) == "from: practice.from_missing");
}

TEST_CASE("an opening shares no day with an open period, of the file or added") {
    CHECK(wrong_with(period(true, "2025-03-31", "2025-04-30")) == "from: practice.open_already");
    CHECK(wrong_with(period(true, "2018-01-01", "2018-12-31")).empty());
    CHECK(wrong_with(period(true, "2018-01-01", "2019-01-01")) == "from: practice.open_already");
    CHECK(wrong_with(period(true, "2018-01-01", "")) == "from: practice.open_already");  // the open years lie inside
    const std::vector<AddedPeriod> added = {period(true, "2026-12-01", "2026-12-31")};
    CHECK(wrong_with(period(true, "2026-11-25", "2026-12-01"), added) == "from: practice.open_already");
    CHECK(wrong_with(period(true, "2026-12-31", ""), added) == "from: practice.open_already");
    CHECK(wrong_with(period(true, "2027-01-01", ""), added).empty());
}

TEST_CASE("a closing begins after today and shares no day with another closing; afterwards it can be opened again") {
    CHECK(wrong_with(period(false, "2026-11-22", "")) == "from: practice.closes_too_early");
    CHECK(wrong_with(period(false, "2026-11-23", "")).empty());
    const std::vector<AddedPeriod> added = {period(true, "2026-11-01", ""), period(false, "2027-01-01", "2027-01-31")};
    CHECK(wrong_with(period(false, "2027-01-31", ""), added) == "from: practice.closed_already");
    CHECK(wrong_with(period(false, "2026-12-01", ""), added) == "from: practice.closed_already");
    CHECK(wrong_with(period(false, "2027-02-01", ""), added).empty());
    CHECK(wrong_with(period(true, "2027-01-15", "2027-01-31"), added).empty());
    CHECK(wrong_with(period(true, "2027-01-15", "2027-02-01"), added) == "from: practice.open_already");
}

TEST_CASE("the check on the object asks the added periods and says which one it went by") {
    Asking draft;
    draft.step = "submit";
    draft.file.machines[0].state = "draft";
    draft.file.forms["application"]["funding_object"] = "dms";
    draft.situation.today = day("2026-12-01");
    CHECK(said(draft.ask("funding_object_open")) == Said{"blocker.funding_object_open"});
    draft.situation.added_periods = {period(true, "2026-12-01", "2027-03-31")};
    auto verdict = draft.ask("funding_object_open");
    CHECK(passes(verdict));
    const Record used{{"open", true},         {"added", true},      {"unverified", true},
                      {"from", "2026-12-01"}, {"to", "2027-03-31"}, {"source", "Erlass vom 20.11.2026"}};
    CHECK(verdict.used == Record{{"object", "dms"}, {"day", "2026-12-01"}, {"practice", used}});

    draft.situation.added_periods.push_back(period(false, "2026-12-01", "2026-12-31"));
    verdict = draft.ask("funding_object_open");
    REQUIRE(said(verdict) == Said{"blocker.funding_object_open"});
    CHECK(text_of(verdict.blockers[0].message.values, "closed_by") == "Erlass vom 20.11.2026");
    draft.file.submitted_on = day("2025-03-31");  // in time: what was laid over since does not matter
    CHECK(passes(draft.ask("funding_object_open")));
}
