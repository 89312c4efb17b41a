// How long decisions usually take: from the cases of the programme, for whoever waits for one, and nothing of single cases.
#include "casework/usual_duration.hpp"
#include "pages/visitors.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fmt/format.h>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr auto usual = "<dt>Übliche Dauer</dt>";

/// Counted from the list rows, one by one.
std::vector<int> counted(PagesInTest& pages, const std::string& programme) {
    CaseQuery query;
    query.visibility.everything = true;
    query.programme = programme;
    query.limit = -1;
    std::vector<int> days;
    pages.house().store.read([&](Snapshot& snapshot) {
        for (const auto& row : snapshot.cases(query))
            if (row.submitted_on && row.decided_on) days.push_back(days_between(*row.submitted_on, *row.decided_on));
    });
    std::ranges::sort(days);
    return days;
}

}  // namespace

TEST_CASE("the usual duration is the one in the middle, and never the shorter of two") {
    CHECK(usual_of({90, 10, 30, 20, 400}) == UsualDuration{30, 5});
    CHECK(usual_of({1, 2, 3, 4, 5, 6}) == UsualDuration{4, 6});
}

TEST_CASE("four cases say nothing of what is usual") {
    CHECK_FALSE(usual_of({10, 20, 30, 40}));
    CHECK_FALSE(usual_of({}));
    PagesInTest pages;
    CHECK_THAT(pages.get("gemeinde", handed_in_application(pages)).body, !ContainsSubstring(usual));
}

TEST_CASE("whoever waits for a decision reads what is usual, and who has one or has not applied reads nothing of it") {
    PagesInTest pages{"2026-11-20", true};
    const auto days = counted(pages, "thueregovrl");
    REQUIRE(days.size() >= 5);
    REQUIRE(days.size() <= 200);
    const auto path = filled_in_application(pages);
    CHECK_THAT(pages.get("gemeinde", path).body, !ContainsSubstring(usual));
    led_to(pages.post("zeichner", path + "/steps/submit", {}));
    const auto told = fmt::format("aus {} Vorgängen, keine Zusage", days.size());
    for (const auto* account : {"gemeinde", "formal"})
        CHECK_THAT(pages.get(account, path).body, ContainsSubstring(usual) && ContainsSubstring(told));
    CHECK(usual_duration(pages.house().store, "thueregovrl", pages.site().clock.today())->days ==
          days.at(days.size() / 2));
    // As it was known on an earlier day.
    CHECK_FALSE(usual_duration(pages.house().store, "thueregovrl", *parse_date("1999-12-31")));
    const auto granted = machine_in(pages, "payment-request", "draft");
    CHECK_THAT(pages.get("zeichner", granted.substr(0, granted.find("/machines"))).body, !ContainsSubstring(usual));
}
