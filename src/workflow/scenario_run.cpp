// Plays every scenario of a folder in a world of its own.
#include "workflow/scenario_parts.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

std::string attempted(const ScenarioAct& act) {
    switch (act.kind) {
        case ScenarioAct::Kind::Edit: return "edit_" + act.name;
        case ScenarioAct::Kind::Open: return "open " + act.name;
        case ScenarioAct::Kind::AddDocument: return "add_document";
        case ScenarioAct::Kind::AnswerPartner: return act.answer + "_partner";
        case ScenarioAct::Kind::DeclareConflict: return "declare_conflict";
        case ScenarioAct::Kind::LiftConflict: return "lift_conflict";
        case ScenarioAct::Kind::Timer: return "timer";
        case ScenarioAct::Kind::Step: break;
    }
    return act.name;
}

ScenarioOutcome played(const Scenario& scenario, const Definition& definition, const Calendar& calendar) {
    ScenarioOutcome outcome{scenario.name,
                            scenario.source,
                            scenario.place,
                            attempted(scenario.when),
                            {},
                            scenario.when.machine,
                            {},
                            {},
                            {},
                            false,
                            {}};
    ScenarioWorld world{definition, calendar, scenario.setting};
    const auto in_vain = [&](const std::string& step, const Place& place, const Refusal& refusal) {
        outcome.failures.push_back(
            {"scenario.before", {{"step", step}, {"line", place.line}, {"found", refusal_in_words(refusal)}}});
    };
    if (const auto begun = world.begin(); !begun) {
        in_vain("open", scenario.place, begun.error());
        return outcome;
    }
    for (const auto& act : scenario.before)
        if (const auto done = world.play(act); !done) {
            in_vain(attempted(act), act.place, done.error());
            return outcome;
        }
    outcome.from = world.file().main().state;
    const auto result = world.play(scenario.when);
    outcome.refused = !result;
    if (!result) outcome.blockers = refused_checks(result.error());
    for (const auto& entry : world.file().history)
        if (entry.machine == 1) outcome.taken.emplace_back(entry.step, entry.from);
        else outcome.taken_in_children.emplace_back(world.file().machine(entry.machine)->name, entry.step);
    outcome.failures = differences(scenario, definition, world, result);
    return outcome;
}

}  // namespace

bool ScenarioRun::holds() const {
    return errors.empty() && !outcomes.empty() &&
           std::ranges::all_of(outcomes, [](const ScenarioOutcome& outcome) { return outcome.failures.empty(); });
}

ScenarioRun run_scenarios(const Definition& definition, const Calendar& calendar, const std::filesystem::path& folder) {
    ScenarioRun run;
    const auto scenarios = load_scenarios(folder, definition, run.errors);
    if (!run.errors.empty()) return run;
    for (const auto& scenario : scenarios) run.outcomes.push_back(played(scenario, definition, calendar));
    return run;
}

}  // namespace foerderlauf
