// What is asked of an award simulation: rights, the form's words, the candidates, the calculation.
#include "web/pages/simulation.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

bool holds_any(const Account& account, std::initializer_list<std::string_view> duties, const std::string& programme) {
    return std::ranges::any_of(account.duties, [&](const HeldDuty& held) {
        return std::ranges::find(duties, held.duty) != duties.end() &&
               (held.programme.empty() || held.programme == programme);
    });
}

std::string programme_of(const Visit& visit, const std::string& line) {
    const auto known = visit.site().budget_lines.find(line);
    return known ? known->programme : std::string{};
}

/// The amounts of the chosen cases, read; only of cases that can be chosen.
void read_wishes(const Visit& visit, Simulating& simulating) {
    for (const auto& candidate : simulating.candidates.cases) {
        const auto id = candidate.row.id;
        if (!simulating.chosen.contains(id)) continue;
        const auto typed = simulating.typed.find(id);
        if (typed == simulating.typed.end()) {
            simulating.wishes[id] = candidate.prospect.award;
            continue;
        }
        const auto amount = Money::parse(trimmed(typed->second));
        const auto field = "amount-" + std::to_string(id);
        const Record values{{"number", candidate.row.file_number}};
        if (!amount)
            simulating.wrong[field] = visit.words.sentence("pages.simulation.of_case", values) +
                                      visit.words.sentence(amount.error().message);
        else if (*amount <= Money{})
            simulating.wrong[field] = visit.words.sentence("pages.simulation.of_case", values) +
                                      visit.words.sentence("pages.simulation.positive");
        else simulating.wishes[id] = *amount;
    }
}

void read_candidates(const Visit& visit, Simulating& simulating) {
    const auto& site = visit.site();
    const auto& scenario = simulating.scenario;
    simulating.candidates = award_candidates(site.store, site.programmes, site.recipients, site.dispatcher, site.clock,
                                             visit.account(), programme_of(visit, scenario.line), scenario.year);
    if (simulating.wrong.contains("assumed")) return;  // what was typed cannot be meant: that says more than any sum
    if (is_opened(simulating.candidates.balances, scenario.line, scenario.year)) return;
    if (const auto opened = assume_opened(simulating.candidates, scenario.line, scenario.year, scenario.assumed);
        !opened)
        simulating.wrong["assumed"] = visit.words.sentence(opened.error().message);
}

/// Nothing where something is wrong, or for a year that is over: its reservations have lapsed.
void calculate(const Visit& visit, Simulating& simulating) {
    if (!simulating.wrong.empty() || simulating.scenario.year < static_cast<int>(visit.words.today().year())) return;
    simulating.result = simulate_awards(simulating.candidates, visit.site().dispatcher, simulating.scenario.line,
                                        simulating.scenario.year, simulating.wishes, visit.site().clock.now());
}

}  // namespace

std::int64_t whole_number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? number : 0;
}

bool may_simulate(const Account& account, const std::string& programme) {
    return holds_any(account, {"finance", "budget_officer", "decider", "auditor"}, programme);
}

bool may_keep_scenarios(const Account& account, const std::string& programme) {
    return holds_any(account, {"finance", "budget_officer", "decider"}, programme);
}

void read_simulation_form(const Visit& visit, Simulating& simulating) {
    const auto& form = visit.request.form;
    for (const auto& [name, text] : form) {
        if (name == "case") simulating.chosen.insert(whole_number_in(text));
        if (name.starts_with("amount-")) simulating.typed[whole_number_in(std::string_view{name}.substr(7))] = text;
    }
    simulating.assumed_typed = std::string{trimmed(form.value("assumed"))};
    simulating.scenario.assumed = {};
    if (simulating.assumed_typed.empty()) return;
    const auto assumed = Money::parse(simulating.assumed_typed);
    if (!assumed) simulating.wrong["assumed"] = visit.words.sentence(assumed.error().message);
    else if (*assumed < Money{}) simulating.wrong["assumed"] = visit.words.sentence("pages.simulation.not_negative");
    else simulating.scenario.assumed = *assumed;
}

void run_simulation(const Visit& visit, Simulating& simulating) {
    read_candidates(visit, simulating);
    read_wishes(visit, simulating);
    calculate(visit, simulating);
}

Simulating simulating_kept(AwardScenario scenario) {
    Simulating simulating;
    simulating.scenario = std::move(scenario);
    for (const auto& kept : simulating.scenario.cases) {
        simulating.chosen.insert(kept.case_id);
        simulating.typed[kept.case_id] = to_german_number(kept.amount);
    }
    if (!simulating.scenario.assumed.is_zero())
        simulating.assumed_typed = to_german_number(simulating.scenario.assumed);
    return simulating;
}

void fill_simulation(const Visit& visit, Simulating& simulating) {
    simulating.chosen.clear();
    simulating.typed.clear();
    simulating.wishes.clear();
    std::erase_if(simulating.wrong, [](const auto& entry) { return entry.first.starts_with("amount-"); });
    for (const auto& candidate : simulating.candidates.cases)
        if (candidate.prospect.award > Money{}) simulating.wishes[candidate.row.id] = candidate.prospect.award;
    calculate(visit, simulating);
    if (!simulating.result) return;
    for (const auto& one : simulating.result->cases)
        if (!one.fits()) simulating.wishes.erase(one.id);
    for (const auto& [id, amount] : simulating.wishes) simulating.chosen.insert(id);
    calculate(visit, simulating);
}

}  // namespace foerderlauf
