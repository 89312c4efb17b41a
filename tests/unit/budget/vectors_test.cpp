// Two tables worked by hand: what interest comes to, and what a grant is after costs or cover changed.
#include "budget/compute.hpp"

#include "unit/domain/thuringia.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>
#include <sstream>

using namespace foerderlauf;

namespace {

using Cells = std::vector<std::string>;

/// The rows below the heading; what the tables hold has neither quotes nor semicolons in its cells.
std::vector<Cells> table(const std::string& name) {
    std::ifstream file{std::string{SOURCE_DIR "/tests/unit/budget/"} + name};
    std::vector<Cells> rows;
    bool heading = true;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        Cells cells;
        std::istringstream parts{line};
        for (std::string cell; std::getline(parts, cell, ';');) cells.push_back(cell);
        if (!heading) rows.push_back(std::move(cells));
        heading = false;
    }
    return rows;
}

std::int64_t cents(const std::string& cell) { return std::stoll(cell); }

Record cover(const Cells& row, std::size_t first) {
    return {{"eligible_cents", cents(row[first])},
            {"own_cents", cents(row[first + 1])},
            {"other_cents", cents(row[first + 2])}};
}

}  // namespace

TEST_CASE("interest is what the table says, to the cent") {
    const auto rows = table("interest.csv");
    REQUIRE(rows.size() >= 20);
    for (const auto& row : rows) {
        CAPTURE(row[0], row[5]);
        const auto got = compute(
            {{"op", "interest"}, {"amount_cents", cents(row[1])}, {"from", row[2]}, {"to", row[3]}}, thuringia(),
            base_rates());
        REQUIRE(got);
        CHECK(integer_of(*got, "interest_cents") == cents(row[4]));
    }
}

TEST_CASE("a grant is lowered as the table says, to the cent") {
    const auto rows = table("reductions.csv");
    REQUIRE(rows.size() >= 40);
    for (const auto& row : rows) {
        CAPTURE(row[0], row[11]);
        Record request{{"op", "award"},
                       {"financing_type", row[1]},
                       {"award_cents", cents(row[3])},
                       {"plan", cover(row, 4)},
                       {"actual", cover(row, 7)}};
        if (!row[2].empty()) request["rate"] = row[2];
        const auto got = compute(request, thuringia(), base_rates());
        REQUIRE(got);
        CHECK(integer_of(*got, "award_cents") == cents(row[10]));
    }
}
