#include "casework/disclosure.hpp"
#include "domain/load.hpp"
#include "workflow/load.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace std::chrono_literals;

namespace {

RunningDeadline deadline(const std::string& name, Date due) {
    RunningDeadline running;
    running.name = name;
    running.due = due;
    return running;
}

std::vector<std::string> told(bool as_applicant) {
    const std::string programme = GENERATE("thueregovrl", "thuerfag");
    const auto definition = load_definition(read_bundle(SOURCE_DIR "/workflows", programme)).value();
    CaseFile file = empty_case(1);
    MachineFile machine;
    machine.name = "application";
    machine.state = "cosigning";
    file.machines = {machine};
    file.deadlines = {deadline("inaction", 2027y / 2 / 2), deadline("reservation", 2027y / 1 / 4),
                      deadline("budget_year", 2026y / 12 / 31)};
    std::vector<std::string> names;
    for (const auto& running : told_deadlines(definition, file, as_applicant)) names.push_back(running.name);
    return names;
}

}  // namespace

TEST_CASE("the authority is told of every period, soonest first") {
    CHECK(told(false) == std::vector<std::string>{"budget_year", "reservation", "inaction"});
}

TEST_CASE("the applicant is not told how long money stays reserved") {
    CHECK(told(true) == std::vector<std::string>{"inaction"});
}
