// /budget/simulation: what remains of a budget line if these cases are granted; scenarios kept by name.
#include "web/pages/simulation.hpp"

#include "base/text.hpp"
#include "web/pages/frame.hpp"
#include "web/pages/kept_form.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto base_path = "/budget/simulation";
constexpr std::size_t longest_name = 60;  ///< characters
constexpr std::size_t most_scenarios = 50;
constexpr int years_ahead = 2;

int this_year(const Visit& visit) { return static_cast<int>(visit.words.today().year()); }

/// The lines this account may simulate at, of programmes that reserve money.
std::vector<BudgetLine> lines_for(const Visit& visit) {
    auto lines = visit.site().budget_lines.all();
    std::erase_if(lines, [&](const BudgetLine& line) {
        const auto current = visit.site().programmes.current(line.programme);
        return !current || !reserves_money(*current) || !may_simulate(visit.account(), line.programme);
    });
    return lines;
}

bool asks_for_something_possible(const Visit& visit, const Simulating& simulating) {
    const auto lines = lines_for(visit);
    return std::ranges::find(lines, simulating.scenario.line, &BudgetLine::line) != lines.end() &&
           simulating.scenario.year >= this_year(visit) && simulating.scenario.year <= this_year(visit) + years_ahead;
}

std::string programme_of(const Visit& visit, const std::string& line) {
    const auto known = visit.site().budget_lines.find(line);
    return known ? known->programme : std::string{};
}

View option(const std::string& value, const std::string& label, bool chosen) {
    return View::Group{{"option_value", value}, {"option_label", label}, {"option_chosen", chosen}};
}

View::Views kept_views(const Visit& visit) {
    std::vector<AwardScenario> kept;
    visit.site().store.read([&](Snapshot& snapshot) { kept = scenarios_of(snapshot.session(), visit.account().id); });
    View::Views views;
    for (const auto& scenario : kept)
        views.push_back(View::Group{{"kept_name", scenario.name},
                                    {"kept_path", std::string{base_path} + "/" + std::to_string(scenario.id)},
                                    {"kept_line", scenario.line},
                                    {"kept_year", std::to_string(scenario.year)},
                                    {"kept_at", visit.words.moment_text(scenario.kept_at)}});
    return views;
}

Reply simulation_page(const Visit& visit, const std::optional<Simulating>& simulating, int status) {
    const auto& words = visit.words;
    const auto title = simulating && simulating->scenario.id > 0
                           ? words.sentence("pages.simulation.title_of", {{"name", simulating->scenario.name}})
                           : words.sentence("pages.simulation.title");
    const auto line = simulating ? simulating->scenario.line : std::string{};
    const int year = simulating ? simulating->scenario.year : this_year(visit);
    View::Views lines, years;
    for (const auto& known : lines_for(visit))
        lines.push_back(option(known.line(), known.line() + (known.label.empty() ? "" : " · " + known.label),
                               known.line() == line));
    for (int offered = this_year(visit); offered <= this_year(visit) + years_ahead; ++offered)
        years.push_back(option(std::to_string(offered), std::to_string(offered), offered == year));
    auto kept = kept_views(visit);
    View view = View::Group{{"heading", title},
                            {"some_kept", !kept.empty()},
                            {"kept", std::move(kept)},
                            {"line_options", std::move(lines)},
                            {"year_options", std::move(years)},
                            {"errors", false},
                            {"simulation", false}};
    if (simulating) {
        view["simulation"] = simulation_view(visit, *simulating);
        if (!simulating->wrong.empty()) {
            View::Views links;
            for (const auto& [at, sentence] : simulating->wrong)
                links.push_back(View::Group{{"error_at", at}, {"error_words", sentence}});
            view["errors"] = View::Group{
                {"errors_title",
                 words.counted("pages.errors.title", static_cast<std::int64_t>(simulating->wrong.size()))},
                {"errors_lead", words.sentence("pages.simulation.errors_lead")},
                {"error_links", std::move(links)}};
        }
    }
    return page(visit, "simulation", status == 200 ? title : words.sentence("pages.errors.page", {{"title", title}}),
                view, status, NavPlace::Budget);
}

Money free_now(const Simulating& simulating) {
    const auto& [line, year] = std::tie(simulating.scenario.line, simulating.scenario.year);
    return balance_of(simulating.candidates.balances, {line, year, year, "available"});
}

/// Keeps it under the name given; the number, or what is wrong with the name.
Result<std::int64_t> keep(const Visit& visit, const Simulating& simulating) {
    auto scenario = simulating.scenario;
    scenario.name = std::string{trimmed(visit.request.form.value("name"))};
    if (scenario.account != visit.account().id) scenario.id = 0;
    scenario.account = visit.account().id;
    scenario.free = free_now(simulating);
    scenario.kept_at = visit.site().clock.now();
    scenario.cases.clear();
    for (const auto& candidate : simulating.candidates.cases)
        if (const auto wish = simulating.wishes.find(candidate.row.id); wish != simulating.wishes.end())
            scenario.cases.push_back(
                {wish->first, wish->second, candidate.prospect.award, candidate.file.main().state});
    if (scenario.name.empty() || length_of(scenario.name) > longest_name)
        return refuse(Refusal::Kind::BadInput, "pages.simulation.name_missing");
    std::int64_t id = 0;
    bool full = false;
    visit.site().store.run([&](Transaction& transaction) {
        full = scenario.id == 0 && scenarios_of(transaction.session(), scenario.account).size() >= most_scenarios;
        if (!full) id = keep_scenario(transaction.session(), scenario);
    });
    if (full)
        return refuse(Refusal::Kind::BadInput, "pages.simulation.too_many",
                      {{"most", static_cast<std::int64_t>(most_scenarios)}});
    if (id == 0) return refuse(Refusal::Kind::BadInput, "pages.simulation.name_taken", {{"name", scenario.name}});
    return id;
}

/// What is to be done; the Enter key keeps under a name that was typed anew, and calculates else.
std::string what_is_asked(const Visit& visit, const AwardScenario& scenario) {
    const auto& form = visit.request.form;
    if (form.value("do") != "enter") return form.value("do");
    const std::string name{trimmed(form.value("name"))};
    const bool named = !name.empty() && name != scenario.name;
    return named && may_keep_scenarios(visit.account(), programme_of(visit, scenario.line)) ? "keep" : "calculate";
}

bool is_of(const Visit& visit, const AwardScenario& scenario) {
    return scenario.id > 0 && scenario.account == visit.account().id;
}

Reply dropped(const Visit& visit, const AwardScenario& scenario) {
    if (!is_of(visit, scenario)) return error_reply(403);
    visit.site().store.run([&](Transaction& transaction) { delete_scenario(transaction.session(), scenario.id); });
    return see_other(base_path);
}

}  // namespace

bool may_open_simulations(const Visit& visit) { return !lines_for(visit).empty(); }

std::optional<AwardScenario> kept_scenario(const Visit& visit) {
    std::optional<AwardScenario> scenario;
    visit.site().store.read([&](Snapshot& snapshot) {
        scenario = find_scenario(snapshot.session(), whole_number_in(visit.request.parameter("n")));
    });
    if (scenario && !may_simulate(visit.account(), programme_of(visit, scenario->line))) scenario.reset();
    return scenario;
}

Reply show_simulation(const Visit& visit) {
    if (!may_open_simulations(visit)) return error_reply(403);
    const auto& query = visit.request.query;
    if (!query.has("line")) return simulation_page(visit, {}, 200);
    Simulating simulating;
    simulating.scenario.line = query.value("line");
    simulating.scenario.year = static_cast<int>(whole_number_in(query.value("year")));
    if (!asks_for_something_possible(visit, simulating)) return error_reply(404);
    run_simulation(visit, simulating);
    simulating.wrong.clear();  // nothing was typed yet
    return simulation_page(visit, simulating, 200);
}

Reply simulate_awards_asked(const Visit& visit) {
    if (!may_open_simulations(visit)) return error_reply(403);
    const auto& form = visit.request.form;
    Simulating simulating;
    if (visit.request.parameters.contains("n")) {
        const auto kept = kept_scenario(visit);
        if (!kept) return error_reply(404);
        simulating.scenario = *kept;
    } else {
        simulating.scenario.line = form.value("line");
        simulating.scenario.year = static_cast<int>(whole_number_in(form.value("year")));
    }
    const auto asked = what_is_asked(visit, simulating.scenario);
    if (asked == "delete") return dropped(visit, simulating.scenario);
    if (!asks_for_something_possible(visit, simulating)) return error_reply(404);
    if (asked == "keep" && !may_keep_scenarios(visit.account(), programme_of(visit, simulating.scenario.line)))
        return error_reply(403);
    read_simulation_form(visit, simulating);
    run_simulation(visit, simulating);
    if (asked == "fill") fill_simulation(visit, simulating);
    if (asked == "keep" && simulating.wrong.empty()) {
        const auto id = keep(visit, simulating);
        if (id) return see_other(std::string{base_path} + "/" + std::to_string(*id));
        simulating.wrong["name"] = visit.words.sentence(id.error().message);
    }
    return simulation_page(visit, simulating, simulating.wrong.empty() ? 200 : 422);
}

Reply show_scenario(const Visit& visit) {
    if (!may_open_simulations(visit)) return error_reply(403);
    auto kept = kept_scenario(visit);
    if (!kept) return error_reply(404);
    auto simulating = simulating_kept(std::move(*kept));
    run_simulation(visit, simulating);
    return simulation_page(visit, simulating, 200);
}

}  // namespace foerderlauf
