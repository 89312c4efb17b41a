#pragma once

#include "casework/award_simulation.hpp"
#include "store/award_scenarios.hpp"
#include "web/pages/visit.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace foerderlauf {

/// 0 for what is no whole number.
std::int64_t whole_number_in(std::string_view text);

// Award simulation (Bewilligungssimulation): what remains of a budget line if these cases are granted. Calculated by the ledger on a
// copy, never binding, no part of any case.

/// Who may see it for a programme: finance, budget_officer, decider, auditor. Keeping is not the auditor's.
bool may_simulate(const Account& account, const std::string& programme);
bool may_keep_scenarios(const Account& account, const std::string& programme);

/// Whether this account may simulate at any line.
bool may_open_simulations(const Visit& visit);
/// The scenario of the address (`{n}`), where there is one at a line this account may simulate at.
std::optional<AwardScenario> kept_scenario(const Visit& visit);

/// A simulation as a request asks for it.
struct Simulating {
    AwardScenario scenario;               ///< line, year, assumption; with name, number and account where it is kept
    std::string assumed_typed;            ///< as typed
    std::map<CaseId, Money> wishes;       ///< what can be read of the amounts of the chosen cases
    std::map<CaseId, std::string> typed;  ///< amounts as typed; absent: the proposal
    std::set<CaseId> chosen;
    std::map<std::string, std::string> wrong;  ///< id of the input → what is wrong with it

    AwardCandidates candidates;
    std::optional<AwardSimulation> result;  ///< none as long as something is wrong
};

/// What the form says: the chosen cases, their amounts, the assumption.
void read_simulation_form(const Visit& visit, Simulating& simulating);
/// Reads the candidates and runs it, where nothing is wrong and the year is not over: the reservations of such a year have lapsed.
void run_simulation(const Visit& visit, Simulating& simulating);
/// Chooses in the order of the candidates whatever fits with its proposed amount. After `run_simulation`.
void fill_simulation(const Visit& visit, Simulating& simulating);
/// The cases kept with the scenario as wishes.
Simulating simulating_kept(AwardScenario scenario);

/// A case that was kept with the scenario and that this account sees, as it stands now.
struct ScenarioChange {
    CaseId id = 0;
    std::string number, words;
};
/// What changed since the scenario was kept: cases that were decided since or whose proposal is another, and the free money.
std::vector<ScenarioChange> changes_since(const Visit& visit, const Simulating& simulating);

/// `Ansatz` or `Verpflichtungsermächtigung`: what a due year draws on; a year before the budget year draws on nothing.
std::string drawn_on(const Simulating& simulating, int due_year, const Words& words);
/// `2026: 48.000,00 €; 2027: 32.000,00 €`, or what there is instead.
std::string slices_words(const std::vector<YearlySlice>& slices, const Words& words);
const SimulatedCase* simulated_case(const Simulating& simulating, CaseId id);
std::string candidate_state(const Visit& visit, const AwardCandidate& candidate);

/// `/budget/simulation/7`, without number where it is not kept.
std::string scenario_path(const AwardScenario& scenario);
/// Everything of the page below its list of kept scenarios.
View simulation_view(const Visit& visit, const Simulating& simulating);

Reply show_simulation(const Visit& visit);  ///< GET /budget/simulation (`line`, `year`): kept ones, and the candidates
/// POST of it and of /budget/simulation/{n} (`do` calculate | fill | keep | delete, `name`, `case` …, `amount-ID`)
Reply simulate_awards_asked(const Visit& visit);
Reply show_scenario(const Visit& visit);        ///< GET /budget/simulation/{n}: anybody who may see it there
Reply send_scenario_csv(const Visit& asking);   ///< GET /budget/simulation/{n}.csv
Reply send_scenario_book(const Visit& asking);  ///< GET /budget/simulation/{n}.xlsx

}  // namespace foerderlauf
