#pragma once

#include "domain/calendar.hpp"
#include "workflow/definition.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace foerderlauf {

/// What came of one scenario: a story of `scenarios/*.yaml` that says what must follow from what.
struct ScenarioOutcome {
    std::string name;    ///< a sentence
    std::string source;  ///< the row of the contract or the norm it proves
    Place place;
    std::string step, from;  ///< of the attempt: step (or `edit_notice`, `open early-start`, …) and state before
    std::string machine;     ///< machine of that step
    std::vector<std::string> blockers;  ///< checks that spoke, in their order; empty unless blocked
    std::vector<std::pair<std::string, std::string>> taken;  ///< (step, state before) of every step of the main machine
    std::vector<std::pair<std::string, std::string>>
        taken_in_children;  ///< (machine, step) of every step of a child machine
    bool refused = false;
    std::vector<Message> failures;  ///< what came otherwise (keys `scenario.…`); none: it holds
};

/// All scenarios of a folder, and what is wrong with the files themselves (they are not played then).
struct ScenarioRun {
    std::vector<LoadError> errors;
    std::vector<ScenarioOutcome> outcomes;
    bool holds() const;  ///< no errors, at least one scenario, and none failed
};

/// Plays every scenario of `folder` against the definition, through the engine's own functions, on an empty ledger of its
/// own: nothing is forged, a prepared state is the steps that lead there.
///
/// `setting.yaml` gives what all share and any scenario may change: `setting: {today, recipient, court, budget, people,
/// application, documents, given, prepared, places_taken, paid_cases}` (`places_taken`: call round → what other outlines hold;
/// `paid_cases`: file number → funding object of other cases of the body that were paid; `base_rates`: [{from, rate}]). The other files hold `scenarios:`, each
/// with
///
///     name:     a sentence
///     source:   contract § 4.2 approve
///     given:    {today: 2.3.2026, prepared: decision_ready, application: {…}, budget: […], steps: [ACT, …]}
///     when:     ACT
///     then:     {state: granted, events: [{step, from, to}], deadlines: {remedy: 7.12.2026}, money: {committed: 80.000}}
///
/// ACT is one of `{step: approve}`, `{edit: notice, fields: {…}}`, `{open: early-start}`, `{document: voucher}`,
/// `{partner: "16065000", answer: confirm, share: 10.000}`, `{conflict: excluded, of: fach}`, `{lift: 1}`, `{timer: true}`
/// (every expiry that is due, each on its own legal day), with `by` (who), `on` (which day), `fields`, `reason`, `machine`,
/// `seen_seq`, `at` (time of the day, `12:00`) where they apply; a step may stand there by its name alone. Values are spelled as in a page: `80.000,00`,
/// `2.3.2026`, `ja`. Who takes a step and with what stands under `given:` of the setting; what a scenario says itself
/// replaces it, field by field (`~` leaves a field out).
///
/// `then` knows `state`, `events`, `duty`, `file_number`, `served_on`, `deadlines` (day, or `none` when it must not run),
/// `amounts` (`examine.award_cents`, as given with or worked out by a step of the machine of `when`),
/// `money` (requested, eligible, award, reserved, committed, paid, repaid), `available` (year → amount at the line),
/// `letters`, `partners` (body → invited | confirmed | declined), `machines` (name → state), `hints` (checks of soft rules
/// departed from, as recorded with the step), `grant` (fields of the version in force), `noted` (values of the event); or a
/// refusal: `blockers`
/// (names, in their order), `fields` (names), `refused: not_your_duty | overtaken | unknown`.
ScenarioRun run_scenarios(const Definition& definition, const Calendar& calendar, const std::filesystem::path& folder);

}  // namespace foerderlauf
