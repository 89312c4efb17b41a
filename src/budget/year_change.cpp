#include "budget/year_change.hpp"

#include <array>
#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 5> bound_stages = {"committed", "called", "ordered", "paid", "used"};

bool is_bound(const LedgerAccount& account) {
    return std::ranges::find(bound_stages, account.stage) != bound_stages.end();
}

/// Adds one balance to what it means for the change.
void add(YearChange& change, const LedgerAccount& account, Money amount) {
    const int before = change.year - 1;
    const bool own_of_before = account.budget_year == before && account.due_year == before;
    if (account.due_year == change.year && account.budget_year < change.year && is_bound(account))
        change.bound += amount;
    if (account.budget_year == before && account.stage == "reserved") change.lapsing += amount;
    if (own_of_before && account.stage == "committed") change.not_called += amount;
    if (own_of_before && account.stage == "available") change.left += amount;
}

}  // namespace

std::vector<YearChange> year_changes(const Balances& balances, const Balances& from_outside, int year) {
    std::map<std::string, YearChange> by_line;
    const auto change_of = [&](const std::string& line) -> YearChange& {
        auto& change = by_line[line];
        change.line = line;
        change.year = year;
        return change;
    };
    for (const auto& [account, amount] : balances)
        if (account.budget_year == year - 1 || (account.due_year == year && account.budget_year < year))
            add(change_of(account.line), account, amount);
    for (const auto& [account, amount] : from_outside) {
        if (account.stage != "appropriation" || account.budget_year != account.due_year) continue;
        if (account.due_year == year) change_of(account.line).opened = true;
        if (account.due_year == year - 1) change_of(account.line).appropriation += amount;
    }
    std::vector<YearChange> changes;
    for (auto& [line, change] : by_line) changes.push_back(std::move(change));
    return changes;
}

}  // namespace foerderlauf
