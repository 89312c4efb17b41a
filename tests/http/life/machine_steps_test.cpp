#include "http/life/child_cases.hpp"
#include "http/life/step_table.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

namespace {

/// What besides its state an attempt finds differs for these steps, so cases that stand still are kept apart for them.
bool asks_more(const std::string& step) { return step == "confirm_account" || step == "claim"; }

}  // namespace

TEST_CASE("in every state of a child machine every account may take exactly the steps of contract 4.3") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server{child_day};
    std::map<std::string, Child> standing;  // one case per state for the attempts that change nothing
    std::map<std::string, std::size_t> cells;
    const auto expect = [&](const StepRow& row, const std::string& account, int status) {
        const auto made = [&] { return child_in(server, programme, row.machine, row.state, row.step); };
        const auto key = row.machine + ' ' + row.state + ' ' + (asks_more(row.step) ? row.step : "");
        if (!standing.contains(key)) standing[key] = made();
        const auto child = status == 200 ? made() : standing.at(key);
        const auto answer = server.post(account, child.path() + "/steps/" + row.step,
                                        child_input(row.machine, row.step));
        INFO(programme << ": " << row.machine << ' ' << row.state << ", " << row.step << " by " << account << ": "
                       << answer.body);
        CHECK(answer.status == status);
        ++cells[row.machine];
    };
    for (const auto& row : step_table("machine_steps.csv", programme)) attempt_by_all(row, expect);
    CHECK(cells == std::map<std::string, std::size_t>{{"early-start", 5U * 4U * 16U},  // states, steps, accounts
                                                      {"court-case", 2U * 1U * 16U},
                                                      {"payment-request", 9U * 11U * 16U},
                                                      {"amendment", 8U * 9U * 16U},
                                                      {"interim-report", 6U * 5U * 16U},
                                                      {"proof-of-use", 6U * 6U * 16U},
                                                      {"repayment", 6U * 15U * 16U}});
    CHECK(server.house().store.verify().empty());
}
