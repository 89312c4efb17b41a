#include "casework/budget_lines.hpp"

#include "base/text.hpp"
#include "casework/blocks.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

/// What stands in a budget row so far: the sum that came from outside under this kind.
Money so_far(const Balances& from_outside, const std::string& line, int year, int due_year) {
    return balance_of(from_outside, {line, year, due_year, "appropriation"});
}

Event budget_event(const BudgetLineRow& row, int due_year, Money wanted, AccountId by, PersonId person,
                   const std::string& source, Instant at) {
    Event event;
    event.at = at;
    event.actor = by;
    event.duty = by == 0 ? "system" : "budget_officer";
    event.step = due_year == row.year ? "appropriate" : "appropriate_commitment";
    event.facts.person = person;
    event.facts.fields = {{"programme", row.programme},
                          {"chapter", row.chapter},
                          {"title", row.title},
                          {"label", row.label},
                          {"demo", row.demo},
                          {"year", row.year},
                          {"due_year", due_year},
                          {"appropriation_cents", wanted.in_cents()},
                          {"source", source}};
    return event;
}

Posting correction(const LedgerAccount& available, Money difference) {
    const LedgerAccount outside{available.line, available.budget_year, available.due_year, "outside"};
    if (difference > Money{}) return {difference, outside, available, "appropriation"};
    return {Money{} - difference, available, outside, "appropriation"};
}

/// The event that brings one figure to what the row says; nothing when it says so already.
Result<std::optional<Event>> change_of(const Balances& balances, const Balances& from_outside, const BudgetLineRow& row,
                                       int due_year, Money wanted, AccountId by, PersonId person,
                                       const std::string& source, Instant at) {
    const auto line = row.line();
    if (wanted == so_far(from_outside, line, row.year, due_year)) return std::optional<Event>{};
    auto postings = appropriation_postings(balances, from_outside, line, row.year, due_year, wanted);
    if (!postings) return tl::unexpected{postings.error()};
    auto event = budget_event(row, due_year, wanted, by, person, source, at);
    event.facts.postings = std::move(*postings);
    return std::optional{std::move(event)};
}

void note_provisional(const Record& fields, std::set<std::pair<std::string, int>>& provisional) {
    const std::pair of{text_of(fields, "line"), static_cast<int>(integer_of(fields, "year"))};
    if (text_of(fields, "kind") == "provisional") provisional.insert(of);
    if (text_of(fields, "kind") == "regular") provisional.erase(of);
}

}  // namespace

Balances outside_of(const std::vector<Event>& events) {
    Balances sums;
    for (const auto& event : events)
        for (const auto& posting : event.facts.postings) count_outside(sums, posting);
    return sums;
}

Result<std::vector<Posting>> appropriation_postings(const Balances& balances, const Balances& from_outside,
                                                    const std::string& line, int year, int due_year, Money wanted) {
    const Money difference = wanted - so_far(from_outside, line, year, due_year);
    if (difference.is_zero()) return std::vector<Posting>{};
    const LedgerAccount available{line, year, due_year, "available"};
    const bool opens = due_year == year && so_far(from_outside, line, year, year).is_zero();
    if (opens) return opening_postings(balances, line, year, wanted);
    if (balance_of(balances, available) + difference < Money{})
        return refuse("budget.below_bound",
                      {{"line", line}, {"year", year}, {"due_year", due_year}, {"wanted_cents", wanted.in_cents()}});
    return std::vector<Posting>{correction(available, difference)};
}

void BudgetLineRegister::refresh(Store& store) const {
    std::map<std::string, BudgetLine> lines;
    std::set<std::pair<std::string, int>> provisional;
    store.read([&](Snapshot& snapshot) {
        for (const auto& event : snapshot.events(0)) {
            const auto& fields = event.facts.fields;
            if (event.step == "budget_released" && text_of(fields, "kind") == "label")
                if (const auto known = lines.find(text_of(fields, "line")); known != lines.end())
                    known->second.label = text_of(fields, "label");
            if (event.step == "budget_released") note_provisional(fields, provisional);
            if (!event.step.starts_with("appropriate")) continue;
            BudgetLine line{text_of(fields, "programme"), text_of(fields, "chapter"), text_of(fields, "title"),
                            text_of(fields, "label"), flag_of(fields, "demo")};
            lines[line.line()] = line;
        }
    });
    const std::lock_guard lock{mutex_};
    lines_ = std::move(lines);
    provisional_ = std::move(provisional);
}

std::vector<std::string> BudgetLineRegister::lines_of(const std::string& programme) const {
    const std::lock_guard lock{mutex_};
    std::vector<std::string> found;
    for (const auto& [name, line] : lines_)
        if (line.programme == programme) found.push_back(name);
    return found;
}

std::vector<BudgetLine> BudgetLineRegister::all() const {
    const std::lock_guard lock{mutex_};
    std::vector<BudgetLine> found;
    for (const auto& [name, line] : lines_) found.push_back(line);
    return found;
}

std::optional<BudgetLine> BudgetLineRegister::find(const std::string& line) const {
    const std::lock_guard lock{mutex_};
    const auto found = lines_.find(line);
    return found == lines_.end() ? std::nullopt : std::optional{found->second};
}

bool BudgetLineRegister::provisional(const std::string& line, int year) const {
    const std::lock_guard lock{mutex_};
    return provisional_.contains({line, year});
}

Result<BudgetImport> import_budget_lines(Store& store, const std::vector<BudgetLineRow>& rows, AccountId by,
                                         PersonId person, const std::string& source, Instant at) {
    // Only the writer appends to the installation's own record, so what is read here still holds inside the job.
    Balances from_outside;
    store.read([&](Snapshot& snapshot) { from_outside = outside_of(snapshot.events(0)); });
    Result<BudgetImport> result{BudgetImport{}};
    store.run([&](Transaction& transaction) {
        Balances balances = transaction.balances();
        NewEvents events;
        for (const auto& row : rows) {
            std::map<int, Money> wanted = row.commitment_appropriations;
            wanted[row.year] = row.appropriation;
            for (const auto& [due_year, amount] : wanted) {
                auto change = change_of(balances, from_outside, row, due_year, amount, by, person, source, at);
                if (!change) {
                    result = tl::unexpected{change.error()};
                    return;
                }
                if (!*change) {
                    ++result->unchanged;
                    continue;
                }
                if (const auto booked = book(balances, (*change)->facts.postings); !booked) {
                    result = tl::unexpected{booked.error()};
                    return;
                }
                ++result->changed;
                events.push_back(std::move(**change));
            }
        }
        if (!events.empty()) append_and_take_up(transaction, 0, std::move(events));
    });
    return result;
}

}  // namespace foerderlauf
