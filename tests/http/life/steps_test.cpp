#include "http/life/demo_server.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <sstream>

using namespace foerderlauf::test;

namespace {

struct Row {
    std::vector<std::string> programmes;
    std::string state, step;
    std::vector<std::string> ok, blocked, duty, hidden;
};

std::vector<std::string> words(const std::string& cell) {
    std::istringstream in{cell};
    return {std::istream_iterator<std::string>{in}, {}};
}

std::vector<Row> rows() {
    std::ifstream in{std::string{SOURCE_DIR} + "/tests/http/steps.csv"};
    std::vector<Row> all;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with("#") || line.starts_with("programmes,")) continue;
        std::vector<std::string> cells;
        std::istringstream cut{line + ","};
        for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
        cells.resize(7);
        all.push_back(
            {words(cells[0]), cells[1], cells[2], words(cells[3]), words(cells[4]), words(cells[5]), words(cells[6])});
    }
    return all;
}

}  // namespace

TEST_CASE("in every state of either programme every account may take exactly the steps of contract 4.2") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server;
    const std::string today = "2026-11-02";
    std::map<std::string, std::int64_t> standing;  // one case per state for the attempts that change nothing
    std::size_t cells = 0;
    const auto expect = [&](const Row& row, const std::string& account, int status) {
        if (!standing.contains(row.state)) standing[row.state] = case_in(server, row.state, programme);
        const auto id = status == 200 ? case_in(server, row.state, programme) : standing[row.state];
        const auto answer = server.step(account, id, row.step, input_of(row.step, today, programme));
        INFO(programme << ": " << row.state << ", " << row.step << " by " << account << ": " << answer.body);
        CHECK(answer.status == status);
        ++cells;
    };
    for (const auto& row : rows()) {
        if (std::ranges::find(row.programmes, programme) == row.programmes.end()) continue;
        for (const auto& account : row.hidden) expect(row, account, 404);
        for (const auto& account : row.duty) expect(row, account, 403);
        for (const auto& account : row.blocked) expect(row, account, 409);
        for (const auto& account : row.ok) expect(row, account, 200);
    }
    CHECK(cells == 19U * 32U * 16U);
}
