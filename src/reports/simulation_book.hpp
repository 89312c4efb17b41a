#pragma once

#include "base/clock.hpp"
#include "domain/money.hpp"
#include "domain/texts.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace foerderlauf {

/// An award simulation as a workbook shows it; finished words, amounts as numbers.
struct SimulationBook {
    struct Case {
        std::string number, body, title, state;
        bool counts = false;         ///< fits, and is counted
        std::vector<Money> by_year;  ///< as many as there are years
        std::string outcome;         ///< that it fits, or why not
    };
    struct Year {
        int year = 0;
        std::string source;  ///< what it draws on
        Money free, given_back;
    };
    std::string title, shown;  ///< `shown`: where, when, by whom
    std::vector<Year> years;
    std::vector<Case> cases;
};

/// Writes it with live sums: whoever changes an amount or what counts sees what remains. Throws std::runtime_error when the file
/// cannot be written. Words: `simulation_book.…` of texts.de.reports.yaml.
void write_simulation_book(const std::filesystem::path& file, const SimulationBook& simulation, const Texts& texts,
                           Instant now);

}  // namespace foerderlauf
