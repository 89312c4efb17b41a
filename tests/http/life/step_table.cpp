#include "http/life/step_table.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

namespace foerderlauf::test {

namespace {

std::vector<std::string> words(const std::string& cell) {
    std::istringstream in{cell};
    return {std::istream_iterator<std::string>{in}, {}};
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream cut{line + ","};
    for (std::string cell; std::getline(cut, cell, ',');) cells.push_back(cell);
    return cells;
}

}  // namespace

std::vector<StepRow> step_table(const std::string& file, const std::string& programme) {
    std::ifstream in{std::string{SOURCE_DIR} + "/tests/http/" + file};
    std::vector<std::string> headings;
    std::vector<StepRow> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with("#")) continue;
        const auto cells = cells_of(line);
        if (headings.empty()) {
            headings = cells;
            continue;
        }
        INFO(file << ": " << line);
        REQUIRE(cells.size() == headings.size());
        std::map<std::string, std::string> row;
        for (std::size_t i = 0; i < cells.size(); ++i) row[headings[i]] = cells[i];
        const auto programmes = words(row["programmes"]);
        if (std::ranges::find(programmes, programme) == programmes.end()) continue;
        rows.push_back({row["machine"], row["state"], row["step"], words(row["ok"]), words(row["blocked"]),
                        words(row["duty"]), words(row["hidden"])});
    }
    return rows;
}

}  // namespace foerderlauf::test
