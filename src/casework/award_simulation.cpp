#include "casework/award_simulation.hpp"

#include "budget/block.hpp"
#include "casework/ranked_cases.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>
#include <tuple>

namespace foerderlauf {

namespace {

Date day_thought(const Clock& clock, int year) {
    const auto today = clock.today();
    return year <= static_cast<int>(today.year()) ? today : Date{std::chrono::year{year} / std::chrono::January / 1};
}

bool in_conflict(const CaseFile& file, const Account& account) {
    return std::ranges::any_of(file.conflicts, [&](const Conflict& conflict) {
        return !conflict.lifted && conflict.person == account.person;
    });
}

/// Rows of what is handed in and not decided, the waiting list's first, each once.
std::vector<CaseRow> rows_of(Snapshot& snapshot, CaseQuery query, const std::vector<std::string>& waiting) {
    std::vector<CaseRow> rows;
    if (!waiting.empty()) {
        query.states = waiting;
        rows = snapshot.cases(query);
        query.states.clear();
    }
    for (auto& row : snapshot.cases(query))
        if (std::ranges::find(rows, row.id, &CaseRow::id) == rows.end()) rows.push_back(std::move(row));
    if (rows.size() > AwardCandidates::most) rows.resize(AwardCandidates::most);
    return rows;
}

void book_surely(Balances& balances, const std::vector<Posting>& postings) {
    if (!book(balances, postings)) throw std::logic_error{"a simulated booking the engine let pass does not book"};
}

LedgerAccount free_account(const std::string& line, int budget_year, int due_year) {
    return {line, budget_year, due_year, "available"};
}

/// What the cases that fit, or those that do not, draw on a due year.
Money drawn(const std::vector<SimulatedCase>& simulated, bool fitting, int due_year) {
    Money sum;
    for (const auto& one : simulated)
        for (const auto& slice : one.tried.slices)
            if (one.fits() == fitting && slice.year == due_year) sum += slice.amount;
    return sum;
}

std::vector<YearOutlook> outlook(const AwardCandidates& candidates, const Balances& after, const std::string& line,
                                 int year, const std::vector<const AwardCandidate*>& chosen,
                                 const std::vector<SimulatedCase>& simulated) {
    std::vector<YearlySlice> wanted;
    for (const auto& one : simulated) std::ranges::copy(one.tried.slices, std::back_inserter(wanted));
    std::set<int> years{year};
    for (const auto& slice : wanted) years.insert(slice.year);
    for (const auto& [account, amount] : candidates.balances)
        if (account.line == line && account.budget_year == year && account.stage == "available")
            years.insert(account.due_year);

    auto all_given_back = candidates.balances;
    for (const auto* candidate : chosen) book_surely(all_given_back, releases(candidate->file.held, "reserved"));
    const auto gaps = shortfalls(all_given_back, line, year, wanted);
    std::vector<YearOutlook> rows;
    for (const int due : years) {
        YearOutlook row{.year = due,
                        .free = balance_of(candidates.balances, free_account(line, year, due)),
                        .given_back = {},
                        .fitting = drawn(simulated, true, due),
                        .left = balance_of(after, free_account(line, year, due)),
                        .unfit = drawn(simulated, false, due),
                        .missing = {}};
        row.given_back = row.left + row.fitting - row.free;  // what open blocks took of it is not given back
        if (const auto gap = std::ranges::find(gaps, due, &Shortfall::year); gap != gaps.end())
            row.missing = gap->missing;
        rows.push_back(row);
    }
    return rows;
}

}  // namespace

AwardCandidates award_candidates(Store& store, const Programmes& programmes, const RecipientRegister& recipients,
                                 const Dispatcher& dispatcher, const Clock& clock, const Account& account,
                                 const std::string& programme, int year) {
    AwardCandidates found;
    found.day = day_thought(clock, year);
    const auto current = programmes.current(programme);
    if (!current) return found;
    std::map<CaseId, int> place;  // on the waiting list
    for (const auto& ranked : ranked_cases(store, programmes, recipients, account, programme))
        place.emplace(ranked.row.id, static_cast<int>(place.size()));
    CaseQuery query;
    query.visibility = visibility_of(account, programmes);
    query.programme = programme;
    query.pending = true;
    query.limit = AwardCandidates::most;
    store.read([&](Snapshot& snapshot) {
        found.balances = snapshot.balances();
        auto rows = rows_of(snapshot, query, current->ranking.states);
        found.left_out = snapshot.count(query) - static_cast<std::int64_t>(rows.size());
        for (auto& row : rows) {
            auto file = snapshot.case_file(row.id);
            if (!file || in_conflict(*file, account)) continue;
            const auto definition = programmes.of(file->version);
            if (!reserves_money(*definition)) continue;
            const auto situation = dispatcher.situation_for(*definition, *file, found.balances, found.day, clock.now());
            auto prospect = prospect_of(*definition, *file, situation);
            const bool waiting = place.contains(row.id);
            found.cases.push_back({std::move(row), definition, std::move(*file), std::move(prospect), waiting});
        }
    });
    std::ranges::sort(found.cases, {}, [&](const AwardCandidate& candidate) {
        return std::tuple{!candidate.waiting, candidate.waiting ? place.at(candidate.row.id) : 0,
                          candidate.row.submitted_on.value_or(found.day), candidate.row.id};
    });
    return found;
}

bool is_opened(const Balances& balances, const std::string& line, int year) {
    return balances.contains(free_account(line, year, year));
}

Result<void> assume_opened(AwardCandidates& candidates, const std::string& line, int year, Money appropriation) {
    const auto postings = opening_postings(candidates.balances, line, year, appropriation);
    if (!postings) return tl::unexpected{postings.error()};
    return book(candidates.balances, *postings);
}

AwardSimulation simulate_awards(const AwardCandidates& candidates, const Dispatcher& dispatcher,
                                const std::string& line, int year, const std::map<CaseId, Money>& wishes, Instant now) {
    AwardSimulation simulation;
    auto balances = candidates.balances;
    std::vector<const AwardCandidate*> chosen;
    for (const auto& candidate : candidates.cases) {
        const auto wish = wishes.find(candidate.row.id);
        if (wish == wishes.end()) continue;
        chosen.push_back(&candidate);
        auto tried = simulate_reservation(
            *candidate.definition, candidate.file,
            dispatcher.situation_for(*candidate.definition, candidate.file, balances, candidates.day, now), line,
            wish->second);
        if (tried.blockers.empty()) {
            book_surely(balances, tried.postings);
            book_surely(balances, taken_up_by_blocks(balances, tried.postings));
            simulation.granted += wish->second;
            ++simulation.fitting;
        }
        simulation.cases.push_back({candidate.row.id, wish->second, std::move(tried)});
    }
    simulation.years = outlook(candidates, balances, line, year, chosen, simulation.cases);
    return simulation;
}

}  // namespace foerderlauf
