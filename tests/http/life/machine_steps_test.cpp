#include "http/life/demo_server.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <sstream>

using namespace foerderlauf::test;

namespace {

const std::string today = "2026-11-02";

struct Row {
    std::string machine, state, step;
    std::vector<std::string> ok, blocked, duty, hidden;
};

std::vector<std::string> words(const std::string& cell) {
    std::istringstream in{cell};
    return {std::istream_iterator<std::string>{in}, {}};
}

std::vector<Row> rows_for(const std::string& programme) {
    std::ifstream in{std::string{SOURCE_DIR} + "/tests/http/machine_steps.csv"};
    std::vector<Row> all;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with("#") || line.starts_with("programmes,")) continue;
        std::vector<std::string> cells;
        std::istringstream cut{line + ","};
        for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
        cells.resize(8);
        const auto programmes = words(cells[0]);
        if (std::ranges::find(programmes, programme) == programmes.end()) continue;
        all.push_back(
            {cells[1], cells[2], cells[3], words(cells[4]), words(cells[5]), words(cells[6]), words(cells[7])});
    }
    return all;
}

json complete(const std::string& step) {
    if (step == "request")
        return {{"fields",
                 {{"factual_reason", "Der Anbieter stellt das alte Verfahren ein."}, {"contract_date", "2026-11-20"}}}};
    if (step == "record_outcome") return {{"fields", {{"outcome", "dismissed"}, {"date", today}}}};
    if (step == "drop") return json::object();
    return {{"reason", "So ist es richtig."}};
}

std::string path_of(std::int64_t id) { return "/cases/" + std::to_string(id) + "/machines/2/steps/"; }

/// A case whose first child machine stands in that state.
std::int64_t child_in(DemoServer& server, const std::string& machine, const std::string& state,
                      const std::string& programme) {
    const bool suit = machine == "court-case";
    const auto id = case_in(server, suit ? "grant_served" : "formal_review", programme);
    const auto opened = suit ? server.step("entscheidung", id, "record_suit", input_of("record_suit", today))
                             : server.post("gemeinde", "/cases/" + std::to_string(id) + "/machines/early-start",
                                           {{"fields", json::object()}});
    INFO(opened.body);
    REQUIRE(opened.status == (suit ? 200 : 201));
    const auto take = [&](const std::string& account, const std::string& step) {
        const auto taken = server.post(account, path_of(id) + step, complete(step));
        INFO(step << ": " << taken.body);
        REQUIRE(taken.status == 200);
    };
    if (state == "dropped") take("zeichner", "drop");
    if (state == "requested" || state == "approved" || state == "refused") take("zeichner", "request");
    if (state == "approved") take("entscheidung", "approve");
    if (state == "refused") take("entscheidung", "refuse");
    if (state == "ended") take("entscheidung", "record_outcome");
    return id;
}

}  // namespace

TEST_CASE("in every state of a child machine every account may take exactly the steps of contract 4.3") {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    DemoServer server{today};
    std::map<std::string, std::int64_t> standing;  // one case per state for the attempts that change nothing
    std::size_t cells = 0;
    const auto expect = [&](const Row& row, const std::string& account, int status) {
        const auto key = row.machine + row.state;
        if (!standing.contains(key)) standing[key] = child_in(server, row.machine, row.state, programme);
        const auto id = status == 200 ? child_in(server, row.machine, row.state, programme) : standing[key];
        const auto answer = server.post(account, path_of(id) + row.step, complete(row.step));
        INFO(programme << ": " << row.machine << ' ' << row.state << ", " << row.step << " by " << account << ": "
                       << answer.body);
        CHECK(answer.status == status);
        ++cells;
    };
    for (const auto& row : rows_for(programme)) {
        for (const auto& account : row.hidden) expect(row, account, 404);
        for (const auto& account : row.duty) expect(row, account, 403);
        for (const auto& account : row.blocked) expect(row, account, 409);
        for (const auto& account : row.ok) expect(row, account, 200);
    }
    CHECK(cells == (5U * 4U + 2U) * 16U);
}
