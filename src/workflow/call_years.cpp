#include "workflow/call_years.hpp"

#include "workflow/checks/check.hpp"

#include <algorithm>
#include <map>

namespace foerderlauf {

namespace {

CallYear::Why why_of(const CallYear& year, int this_year) {
    if (year.open.is_zero()) return CallYear::Why::AllCalled;
    if (year.year > this_year) return CallYear::Why::Later;
    if (year.year < this_year) return CallYear::Why::Past;
    return year.now.is_zero() ? CallYear::Why::NotOpened : CallYear::Why::Open;
}

}  // namespace

std::vector<CallYear> call_years(const CaseFile& file, Date today) {
    const int this_year = static_cast<int>(today.year());
    std::map<int, CallYear> years;
    for (const auto& slice : slices_of(member(file.grant, "slices"))) years[slice.year].granted += slice.amount;
    if (years.empty()) return {};
    for (const auto& [account, amount] : file.held) {
        auto& year = years[account.due_year];
        if (account.stage == "called" || account.stage == "ordered") year.underway += amount;
        if (account.stage == "paid" || account.stage == "used" || account.stage == "repaid") year.paid += amount;
        if (account.stage != "committed") continue;
        year.open += amount;
        if (account.due_year == this_year && account.budget_year == this_year) year.now += amount;
    }
    std::vector<CallYear> all;
    for (auto& [number, year] : years) {
        year.year = number;
        year.why = why_of(year, this_year);
        const bool says_something = !year.granted.is_zero() || !year.open.is_zero() || !year.underway.is_zero() ||
                                    !year.paid.is_zero();
        if (says_something) all.push_back(year);
    }
    return all;
}

}  // namespace foerderlauf
