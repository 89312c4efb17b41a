// What granting would do to the ledger, tried by the engine's own steps on a copy of the case.
#include "workflow/simulation.hpp"

#include "budget/slices.hpp"
#include "workflow/checks/catalogue.hpp"
#include "workflow/prefill.hpp"

#include <algorithm>
#include <iterator>

namespace foerderlauf {

namespace {

const Step* step_with(const Definition& definition, std::string_view effect) {
    const auto& steps = definition.main().steps;
    const auto found = std::ranges::find_if(steps, [&](const Step& step) {
        return std::ranges::find(step.effects, effect, &EffectUse::effect) != step.effects.end();
    });
    return found == steps.end() ? nullptr : &*found;
}

const CheckUse* use_of(const Step& step, std::string_view check) {
    const auto found = std::ranges::find(step.checks, check, &CheckUse::check);
    return found == step.checks.end() ? nullptr : &*found;
}

/// One check of a step of the main machine, asked of the case as if the step were attempted without input.
Verdict ask(const Definition& definition, const CaseFile& file, const Situation& situation, const Step& step,
            const CheckUse& use) {
    const Actor nobody;
    const Record no_input;
    return find_check(use.check)(
        {definition, file, situation, file.main(), step, nobody, no_input, use.parameters, use.source, true});
}

/// Whether the recommendation in the file is the one that counts: not withdrawn by a later one to refuse.
bool recommended(const Definition& definition, const CaseFile& file, const Situation& situation) {
    if (file.at(definition.money.award).is_empty()) return false;
    const auto* granting = step_with(definition, "grant");
    const auto* use = granting ? use_of(*granting, "recommended") : nullptr;
    return !use || ask(definition, file, situation, *granting, *use).blockers.empty();
}

/// Puts a value where a path of the definition (`recommend.award_cents`) reads it.
void assume(CaseFile& file, std::string_view path, Value value) {
    const auto dot = path.find('.');
    if (dot != std::string_view::npos)
        file.machines.front().given[std::string{path.substr(0, dot)}][std::string{path.substr(dot + 1)}] = std::move(
            value);
}

List rows_of(const std::vector<YearlySlice>& slices) {
    List rows;
    for (const auto& slice : slices)
        rows.emplace_back(Record{{"year", slice.year}, {"amount_cents", slice.amount.in_cents()}});
    return rows;
}

/// The case as it would be after this recommendation, its own reservation given back.
void assume_recommendation(const Definition& definition, CaseFile& file, const Situation& situation, bool has_one,
                           Money award, const std::vector<YearlySlice>& slices) {
    if (!has_one) {
        const auto plan = grantable(definition, file, situation.today);
        for (const auto& [path, name] : {std::pair{definition.money.eligible, "eligible"},
                                         {definition.money.financing_type, "financing_type"},
                                         {definition.money.rate, "rate"}})
            assume(file, path, member(plan, name));
    }
    assume(file, definition.money.award, award.in_cents());
    assume(file, definition.money.slices, rows_of(slices));
    std::erase_if(file.held, [](const auto& entry) { return entry.first.stage == "reserved"; });
    file.conflicts.clear();  // nobody acts here
}

void keep_refusal(SimulatedReservation& tried, const Refusal& refusal) {
    std::ranges::copy(refusal.blockers, std::back_inserter(tried.blockers));
    for (const auto& [field, message] : refusal.fields) tried.blockers.push_back({"input", {}, message});
    if (refusal.blockers.empty() && refusal.fields.empty()) tried.blockers.push_back({"input", {}, refusal.message});
}

}  // namespace

Prospect prospect_of(const Definition& definition, const CaseFile& file, const Situation& situation) {
    Prospect prospect;
    prospect.recommended = recommended(definition, file, situation);
    const auto plan = prospect.recommended ? Record{} : grantable(definition, file, situation.today);
    const auto& award = prospect.recommended ? file.at(definition.money.award) : member(plan, "award");
    const auto& slices = prospect.recommended ? file.at(definition.money.slices) : member(plan, "slices");
    if (const auto* cents = award.as_integer()) prospect.award = Money::cents(*cents);
    std::map<int, Money> by_year;
    for (const auto& slice : slices_of(slices)) by_year[slice.year] += slice.amount;
    for (const auto& [year, amount] : by_year)
        if (!amount.is_zero()) prospect.slices.push_back({year, amount});
    return prospect;
}

bool reserves_money(const Definition& definition) { return step_with(definition, "reserve") != nullptr; }

SimulatedReservation simulate_reservation(const Definition& definition, CaseFile file, Situation situation,
                                          const std::string& line, Money award) {
    SimulatedReservation tried;
    const auto* reserving = step_with(definition, "reserve");
    if (!reserving || reserving->from.empty() || reserving->by.empty()) return tried;
    const auto prospect = prospect_of(definition, file, situation);
    std::map<int, Money> weights;
    for (const auto& slice : prospect.slices) weights[slice.year] = slice.amount;
    if (weights.empty()) weights[static_cast<int>(situation.today.year())] = Money::cents(1);
    tried.slices = slices_in_proportion(award, weights);

    auto given_back = releases(file.held, "reserved");
    auto balances = *situation.balances;
    if (const auto done = book(balances, given_back); !done) {
        keep_refusal(tried, done.error());
        return tried;
    }
    situation.balances = &balances;
    situation.provisional_lines.clear();
    assume_recommendation(definition, file, situation, prospect.recommended, award, tried.slices);
    if (const auto* granting = step_with(definition, "grant"))
        if (const auto* limits = use_of(*granting, "award_within"))
            tried.blockers = ask(definition, file, situation, *granting, *limits).blockers;

    file.machines.front().state = reserving->from.front();
    const Actor actor{0, 0, {reserving->by.front()}};
    const auto events = decide(definition, file, situation,
                               {.step = reserving->name,
                                .actor = actor,
                                .fields = {{"budget_line", line}},
                                .reason = reserving->name,
                                .seen_seq = {}});
    if (!events) keep_refusal(tried, events.error());
    if (!tried.blockers.empty()) return tried;
    tried.postings = std::move(given_back);
    std::ranges::copy(events->front().facts.postings, std::back_inserter(tried.postings));
    return tried;
}

}  // namespace foerderlauf
