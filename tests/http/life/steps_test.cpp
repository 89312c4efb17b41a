#include "http/life/demo_server.hpp"
#include "http/life/step_table.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf::test;

TEST_CASE("in every state of either programme every account may take exactly the steps of contract 4.2") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const std::string today = "2026-11-02";
    std::map<std::string, std::int64_t> standing;  // one case per state for the attempts that change nothing
    std::size_t cells = 0;
    const auto expect = [&](const StepRow& row, const std::string& account, int status) {
        if (!standing.contains(row.state)) standing[row.state] = case_in(server, row.state, programme);
        const auto id = status == 200 ? case_in(server, row.state, programme) : standing[row.state];
        const auto answer = server.step(account, id, row.step, input_of(row.step, today, programme));
        INFO(programme << ": " << row.state << ", " << row.step << " by " << account << ": " << answer.body);
        CHECK(answer.status == status);
        ++cells;
    };
    for (const auto& row : step_table("steps.csv", programme)) attempt_by_all(row, expect);
    CHECK(cells == 19U * 32U * 16U);
}
