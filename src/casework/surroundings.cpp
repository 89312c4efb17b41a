// What the dispatcher gathers round a case before it decides.
#include "casework/call_places.hpp"
#include "casework/dispatcher.hpp"
#include "casework/paid_cases.hpp"
#include "store/case_states.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

std::vector<CaseId> cases_read_by_bodies_of(Transaction& transaction, const CaseFile& file) {
    std::set<CaseId> ids;
    for (const auto& body : bodies_of(file))
        for (const CaseId id : cases_of_programme_read_by(transaction.session(), file.programme, body)) ids.insert(id);
    return {ids.begin(), ids.end()};
}

bool holds_for_later(const CaseFile& file) {
    return std::ranges::any_of(file.held,
                               [](const auto& entry) { return entry.first.budget_year < entry.first.due_year; });
}

}  // namespace

std::optional<Balances> held_after_openings(const CaseFile& file, const Balances& balances) {
    if (!holds_for_later(file)) return std::nullopt;
    return after_openings(file.held, balances);
}

CaseFile with_opened_years(CaseFile file, const Balances& balances) {
    if (auto held = held_after_openings(file, balances)) file.held = std::move(*held);
    return file;
}

Situation Dispatcher::situation_for(const Definition& definition, const CaseFile& file, const Balances& balances,
                                    Date today, Instant now) const {
    Situation situation;
    situation.now = now;
    situation.today = today;
    situation.calendar = &installation_->calendar;
    situation.base_rates = &installation_->base_rates;
    situation.balances = &balances;
    situation.budget_lines = budget_lines_.lines_of(definition.programme);
    for (const auto& line : situation.budget_lines)
        if (budget_lines_.provisional(line, static_cast<int>(today.year())))
            situation.provisional_lines.push_back(line);
    situation.added_periods = programmes_.added_periods(definition.programme);
    if (const auto* court = installation_->court_for(file.recipient)) {
        situation.court_place = court->place;
        situation.court_name = court->name;
    }
    return situation;
}

Situation Dispatcher::situation_inside(Transaction& transaction, const Definition& definition, const CaseFile& file,
                                       Instant now) const {
    auto situation = situation_for(definition, file, transaction.balances(), berlin_day(now), now);
    situation.next_file_number = transaction.next_file_number(definition.file_number_prefix,
                                                              static_cast<int>(situation.today.year()));
    const auto case_of = [&](CaseId id) { return transaction.case_file(id); };
    if (!definition.call.rounds.empty())
        situation.places_taken = places_taken_by(
            definition, cases_in_states(transaction.session(), definition.programme, definition.call.held_in), case_of);
    if (asks_for_paid_cases(definition))
        situation.paid_cases = paid_cases_of(definition, file, cases_read_by_bodies_of(transaction, file), case_of);
    return situation;
}

}  // namespace foerderlauf
