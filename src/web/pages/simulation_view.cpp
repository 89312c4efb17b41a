// What the page of the award simulation shows: the sums per year, the candidates with what stands in their way, what changed.
#include "base/text.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/refusals.hpp"
#include "web/pages/simulation.hpp"

#include <algorithm>
#include <iterator>

namespace foerderlauf {

namespace {

std::string or_nothing(Money amount, const Words& words) {
    return amount.is_zero() ? words.sentence("pages.simulation.nothing") : words.amount(amount);
}

View::Views year_views(const Simulating& simulating, const Words& words) {
    View::Views views;
    for (const auto& year : simulating.result->years) {
        View view = View::Group{{"year", std::to_string(year.year)},
                                {"year_source", drawn_on(simulating, year.year, words)},
                                {"year_free", words.amount(year.free)},
                                {"year_given_back", or_nothing(year.given_back, words)},
                                {"year_fitting", or_nothing(year.fitting, words)},
                                {"year_left", words.amount(year.left)},
                                {"year_unfit", or_nothing(year.unfit, words)},
                                {"year_missing", false}};
        if (!year.missing.is_zero() && year.year >= simulating.scenario.year)
            view["year_missing"] = badge(
                "danger", "danger",
                words.sentence("pages.simulation.missing", {{"missing_cents", year.missing.in_cents()}}));
        views.push_back(view);
    }
    return views;
}

View result_view(const Simulating& simulating, const Words& words) {
    if (!simulating.result) return false;
    const auto& result = *simulating.result;
    Money left;
    for (const auto& year : result.years)
        if (year.year == simulating.scenario.year) left = year.left;
    const Record values{{"granted_cents", result.granted.in_cents()},
                        {"left_cents", left.in_cents()},
                        {"year", std::to_string(simulating.scenario.year)}};
    const auto unfit = static_cast<std::int64_t>(result.cases.size()) - result.fitting;
    return View::Group{{"result_words", result.cases.empty()
                                            ? words.sentence("pages.simulation.none_chosen", values)
                                            : words.counted("pages.simulation.result", result.fitting, values)},
                       {"result_unfit", unfit == 0 ? std::string{} : words.counted("pages.simulation.unfit", unfit)},
                       {"years", year_views(simulating, words)}};
}

/// Sources come from the programme, which was asked in German.
std::vector<Blocker> in_language(std::vector<Blocker> blockers, const Words& words) {
    for (auto& blocker : blockers) blocker.source = words.phrase(blocker.source);
    return blockers;
}

/// Beneath the amount of a chosen case: it fits, or every reason why not.
View outcome_view(const Simulating& simulating, const AwardCandidate& candidate, const Words& words) {
    const auto* one = simulated_case(simulating, candidate.row.id);
    if (!one) return false;
    View view = View::Group{{"fits", false}, {"fit_slices", std::string{}}, {"reasons", View::Views{}}};
    if (one->fits()) {
        view["fits"] = badge("success", "success", words.sentence("pages.simulation.fits"));
        view["fit_slices"] = slices_words(one->tried.slices, words);
    } else view["reasons"] = reasons_of(in_language(one->tried.blockers, words), words);
    return view;
}

View candidate_view(const Visit& visit, const Simulating& simulating, const AwardCandidate& candidate, int place) {
    const auto& words = visit.words;
    const auto id = candidate.row.id;
    const auto field = "amount-" + std::to_string(id);
    const auto typed = simulating.typed.find(id);
    const auto wrong = simulating.wrong.find(field);
    Recipient body;
    body.name = candidate.row.recipient_name;
    return View::Group{
        {"row_id", std::to_string(id)},
        {"row_path", "/cases/" + std::to_string(id)},
        {"row_number", candidate.row.file_number},
        {"row_title", candidate.row.title.empty() ? words.sentence("pages.case.untitled") : candidate.row.title},
        {"row_body", spoken_name(body)},
        {"row_state", candidate_state(visit, candidate)},
        {"row_place", candidate.waiting ? words.sentence("pages.simulation.place", {{"place", place}}) : std::string{}},
        {"row_proposal", words.amount(candidate.prospect.award)},
        {"row_basis",
         words.sentence(candidate.prospect.recommended ? "pages.simulation.recommended" : "pages.simulation.counted")},
        {"row_slices", slices_words(candidate.prospect.slices, words)},
        {"row_chosen", simulating.chosen.contains(id)},
        {"row_amount", typed == simulating.typed.end() ? to_german_number(candidate.prospect.award) : typed->second},
        {"row_wrong", wrong == simulating.wrong.end() ? std::string{} : wrong->second},
        {"outcome", outcome_view(simulating, candidate, words)}};
}

View::Views change_views(const Visit& visit, const Simulating& simulating) {
    View::Views views;
    for (const auto& change : changes_since(visit, simulating))
        views.push_back(
            View::Group{{"change_path", change.id > 0 ? "/cases/" + std::to_string(change.id) : std::string{}},
                        {"change_number", change.number},
                        {"change_words", change.words}});
    return views;
}

std::string label_of(const Visit& visit, const CaseFile& file, const std::string& state) {
    const auto definition = visit.pinned(file.version);
    const auto* known = definition->main().state(state);
    return known ? known->label : state;
}

/// A kept case that is no candidate any more, if this account still sees it.
std::optional<ScenarioChange> gone(const Visit& visit, Snapshot& snapshot, const ScenarioCase& kept) {
    const auto file = snapshot.case_file(kept.case_id);
    if (!file || !may_see(visit.account(), *file)) return {};
    const bool excluded = std::ranges::any_of(file->conflicts, [&](const Conflict& conflict) {
        return !conflict.lifted && conflict.person == visit.account().person;
    });
    if (excluded) return {};
    return ScenarioChange{
        kept.case_id, file->file_number,
        visit.words.sentence("pages.simulation.gone", {{"state", label_of(visit, *file, file->main().state)}})};
}

std::string changed_words(const Visit& visit, const AwardCandidate& candidate, const ScenarioCase& kept) {
    std::vector<std::string> parts;
    const auto& now = candidate.file.main().state;
    if (now != kept.state)
        parts.push_back(
            visit.words.sentence("pages.simulation.moved", {{"old", label_of(visit, candidate.file, kept.state)},
                                                            {"new", label_of(visit, candidate.file, now)}}));
    if (candidate.prospect.award != kept.proposed)
        parts.push_back(visit.words.sentence(
            "pages.simulation.proposal_changed",
            {{"old_cents", kept.proposed.in_cents()}, {"new_cents", candidate.prospect.award.in_cents()}}));
    return joined(parts, " ");
}

}  // namespace

std::vector<ScenarioChange> changes_since(const Visit& visit, const Simulating& simulating) {
    const auto& scenario = simulating.scenario;
    std::vector<ScenarioChange> changes;
    if (scenario.id == 0) return changes;
    const auto free = balance_of(simulating.candidates.balances,
                                 {scenario.line, scenario.year, scenario.year, "available"});
    if (free != scenario.free)
        changes.push_back(
            {0,
             {},
             visit.words.sentence("pages.simulation.free_changed", {{"year", std::to_string(scenario.year)},
                                                                    {"old_cents", scenario.free.in_cents()},
                                                                    {"new_cents", free.in_cents()}})});
    visit.site().store.read([&](Snapshot& snapshot) {
        for (const auto& kept : scenario.cases) {
            const auto candidate = std::ranges::find(simulating.candidates.cases, kept.case_id,
                                                     [](const AwardCandidate& one) { return one.row.id; });
            if (candidate == simulating.candidates.cases.end()) {
                if (auto change = gone(visit, snapshot, kept)) changes.push_back(std::move(*change));
            } else if (auto words = changed_words(visit, *candidate, kept); !words.empty())
                changes.push_back({kept.case_id, candidate->row.file_number, std::move(words)});
        }
    });
    return changes;
}

std::string drawn_on(const Simulating& simulating, int due_year, const Words& words) {
    if (due_year < simulating.scenario.year) return words.sentence("pages.simulation.past_year");
    return words.sentence(due_year > simulating.scenario.year ? "pages.simulation.later_year"
                                                              : "pages.simulation.own_year");
}

std::string slices_words(const std::vector<YearlySlice>& slices, const Words& words) {
    std::vector<std::string> parts;
    for (const auto& slice : slices)
        parts.push_back(std::to_string(slice.year) + ":\u00a0" + words.amount(slice.amount));
    return parts.empty() ? words.sentence("pages.simulation.no_slices") : joined(parts, "; ");
}

const SimulatedCase* simulated_case(const Simulating& simulating, CaseId id) {
    if (!simulating.result) return nullptr;
    const auto found = std::ranges::find(simulating.result->cases, id, &SimulatedCase::id);
    return found == simulating.result->cases.end() ? nullptr : &*found;
}

std::string candidate_state(const Visit& visit, const AwardCandidate& candidate) {
    return label_of(visit, candidate.file, candidate.file.main().state);
}

std::string scenario_path(const AwardScenario& scenario) {
    return "/budget/simulation" + (scenario.id > 0 ? "/" + std::to_string(scenario.id) : std::string{});
}

View simulation_view(const Visit& visit, const Simulating& simulating) {
    const auto& words = visit.words;
    const auto& scenario = simulating.scenario;
    View::Views rows;
    for (const auto& candidate : simulating.candidates.cases)
        rows.push_back(candidate_view(visit, simulating, candidate, static_cast<int>(rows.size()) + 1));
    const auto line = visit.site().budget_lines.find(scenario.line);
    const bool may_keep = line && may_keep_scenarios(visit.account(), line->programme);
    const bool own = scenario.id > 0 && scenario.account == visit.account().id;
    auto changes = change_views(visit, simulating);
    const auto year = std::to_string(scenario.year);
    const int this_year = static_cast<int>(words.today().year());
    const auto wrong = [&](const char* field) {
        const auto found = simulating.wrong.find(field);
        return found == simulating.wrong.end() ? std::string{} : found->second;
    };
    View view = View::Group{
        {"action", scenario_path(scenario)},
        {"place_words", words.sentence("pages.simulation.at", {{"line", scenario.line}, {"year", year}})},
        {"line", scenario.line},
        {"scenario_year", year},
        {"year_over", scenario.year < this_year},
        {"provisional", visit.site().budget_lines.provisional(scenario.line, scenario.year)},
        {"unopened", false},
        {"result", result_view(simulating, words)},
        {"some_changes", !changes.empty()},
        {"changes", std::move(changes)},
        {"kept_words", std::string{}},
        {"csv_path", scenario.id > 0 ? scenario_path(scenario) + ".csv" : std::string{}},
        {"book_path", scenario.id > 0 ? scenario_path(scenario) + ".xlsx" : std::string{}},
        {"no_rows", rows.empty()},
        {"rows", std::move(rows)},
        {"left_out", simulating.candidates.left_out > 0
                         ? words.counted("pages.simulation.left_out", simulating.candidates.left_out)
                         : std::string{}},
        {"may_keep", may_keep},
        {"may_delete", own},
        {"name", visit.request.form.has("name") ? visit.request.form.value("name") : scenario.name},
        {"name_wrong", wrong("name")},
        {"unkept", simulating.result && !trimmed(visit.request.form.value("name")).empty()},
        {"keep_words",
         words.sentence(own || scenario.id == 0 ? "pages.simulation.keep" : "pages.simulation.keep_own")}};
    const bool opened = scenario.assumed.is_zero() && !simulating.wrong.contains("assumed") &&
                        is_opened(simulating.candidates.balances, scenario.line, scenario.year);
    if (!opened && scenario.year >= this_year)
        view["unopened"] = View::Group{{"assumed", simulating.assumed_typed}, {"assumed_wrong", wrong("assumed")}};
    if (scenario.id > 0)
        view["kept_words"] = words.sentence("pages.simulation.kept_by",
                                            {{"name", person_name(visit.site().identity.name_of(scenario.account))},
                                             {"moment", words.moment_text(scenario.kept_at)}});
    return view;
}

}  // namespace foerderlauf
