#include "http/life/demo_server.hpp"
#include "reports/query.hpp"
#include "reports/sheet_xml.hpp"
#include "store/folder.hpp"

#include <catch2/catch_all.hpp>
#include <set>

namespace foerderlauf::test {

namespace {

/// Every case a list call gives, page after page.
std::vector<json> all_cases(DemoServer& server, const std::string& query) {
    std::vector<json> cases;
    json next;
    do {
        const auto after = next.is_null() ? "" : "&after=" + (next.is_string() ? next.get<std::string>() : next.dump());
        const auto answer = server.get("revision", "/cases?limit=50" + query + after);
        REQUIRE(answer.status == 200);
        const auto data = answer.data();
        for (const auto& entry : data.at("items")) cases.push_back(entry);
        next = data.at("next");
    } while (!next.is_null());
    return cases;
}

std::int64_t sum_of_requests(const std::vector<json>& cases) {
    std::int64_t sum = 0;
    for (const auto& entry : cases) sum += entry.at("requested_cents").get<std::int64_t>();
    return sum;
}

bool is_pending(const json& entry) {
    static const std::set<std::string> undecided = {
        "formal_review", "supplement_requested", "technical_review", "budget_check", "waiting_list",
        "cosigning",     "decision_ready",       "hearing"};
    return undecided.contains(entry.at("state").get<std::string>());
}

/// The demo as it stands after everything told in it; lived through once.
DemoServer& told() {
    static DemoServer server{"2026-11-20", true};
    return server;
}

}  // namespace

TEST_CASE("16 notices were signed in 2019 over 310,620.00, each case saying that its amounts are invented") {
    std::int64_t granted = 0;
    std::size_t notices = 0;
    for (const auto& entry : all_cases(told(), "&as_of=2019-12-31")) {
        if (entry.at("state") != "running" && entry.at("state") != "grant_served") continue;
        ++notices;
        granted += entry.at("award_cents").get<std::int64_t>();
        CHECK(entry.at("project_title").get<std::string>().ends_with("(Beispielvorgang, Beträge erfunden)"));
    }
    CHECK(notices == 16);
    CHECK(granted == 31'062'000);
}

TEST_CASE("on 23 January 2020 37 applications over 9,200,000.00 were pending, the joint one among them") {
    auto cases = all_cases(told(), "&as_of=2020-01-23");
    std::erase_if(cases, [](const json& entry) { return !is_pending(entry); });
    CHECK(cases.size() == 37);
    CHECK(sum_of_requests(cases) == 920'000'000);
    std::set<std::string> programmes;
    int joint = 0;
    for (const auto& entry : cases) {
        programmes.insert(entry.at("programme"));
        const auto title = entry.at("project_title").get<std::string>();
        CHECK(title.ends_with("(Beispielvorgang, Beträge erfunden)"));
        joint += title.find("Nordhausen, Kyffhäuserkreis und Unstrut-Hainich-Kreis") != std::string::npos;
    }
    CHECK(programmes == std::set<std::string>{"thuerfag", "thueregovrl"});
    CHECK(joint == 1);
}

TEST_CASE("the workbooks count the same 16 notices and 37 applications, and agree with ledger and history") {
    auto& house = told().house();
    const auto counted = [&](const char* name, const char* amount, ReportOptions options) {
        std::pair<int, Money> sum;
        house.store.read([&](Snapshot& snapshot) {
            const auto* query = find_query(name);
            const auto field = static_cast<std::size_t>(query->index_of(amount));
            const auto on = options.as_of.value_or(house.clock->today());
            query->run({snapshot, house.programmes, house.installation->texts, options, on, {}}, [&](const Cells& row) {
                ++sum.first;
                sum.second += std::get<Money>(row[field]);
            });
        });
        return sum;
    };
    const Visibility everything{true, {}, {}, {}};
    CHECK(counted("grants", "award", {"", 2019, {}, everything, ""}) == std::pair{16, Money::cents(31'062'000)});
    CHECK(counted("applications", "requested", {"", {}, parse_date("2020-01-23").value(), everything, ""}) ==
          std::pair{37, Money::cents(920'000'000)});
    for (const auto& report : house.reports.list()) {
        const TestFolder folder;
        const auto file = folder.path() / "report.xlsx";
        REQUIRE(house.reports.write(report.name, {"", {}, {}, everything, ""}, house.store, house.programmes,
                                    house.installation->texts, *house.clock, file));
        const auto checks = sheet_xml(file, sheets_in(file));
        CAPTURE(report.name);
        CHECK(checks.find("weicht ab</v>") == std::string::npos);
        CHECK(checks.find("<v>stimmt</v>") != std::string::npos);
    }
}

TEST_CASE("today every state of every machine has a case, and what is told of 2020 has ended") {
    std::set<std::string> held;
    for (const auto& entry : all_cases(told(), "")) {
        const auto whole = told().get("revision", "/cases/" + entry.at("id").dump()).data();
        const auto main = told().house().programmes.current(whole.at("programme"))->main().name;
        held.insert(main + "." + whole.at("state").get<std::string>());
        for (const auto& machine : whole.at("machines"))
            held.insert(machine.at("machine").get<std::string>() + "." + machine.at("state").get<std::string>());
        if (entry.at("project_title").get<std::string>().ends_with("(Beispielvorgang, Beträge erfunden)"))
            CHECK(entry.at("final") == true);
    }
    for (const auto* programme : {"thueregovrl", "thuerfag", "projektaufruf"}) {
        const auto definition = told().house().programmes.current(programme);
        for (const auto& machine : definition->machines)
            for (const auto& state : machine.states) {
                CAPTURE(machine.name, state.name);
                CHECK(held.contains(machine.name + "." + state.name));
            }
    }
}

TEST_CASE("what the demo tells does not differ from its history") { CHECK(told().house().store.verify().empty()); }

}  // namespace foerderlauf::test
