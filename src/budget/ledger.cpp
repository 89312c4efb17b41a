#include "budget/ledger.hpp"

#include <algorithm>
#include <array>

namespace foerderlauf {

namespace {

/// What binds a budget: signed for and not lapsed, whether paid already or not.
constexpr std::array<std::string_view, 5> bound_stages = {"committed", "called", "ordered", "paid", "used"};

bool is_bound(std::string_view stage) { return std::ranges::find(bound_stages, stage) != bound_stages.end(); }

bool is_outside(const LedgerAccount& account) { return account.stage == "outside"; }

LedgerAccount staged(const std::string& line, int budget_year, int due_year, std::string stage) {
    return {line, budget_year, due_year, std::move(stage)};
}

LedgerAccount staged(LedgerAccount account, std::string stage) {
    account.stage = std::move(stage);
    return account;
}

/// Commitments of earlier budget years for this one that still stand at a commitment appropriation.
std::vector<std::pair<LedgerAccount, Money>> bound_by_earlier_years(const Balances& balances, const std::string& line,
                                                                    int year) {
    std::vector<std::pair<LedgerAccount, Money>> found;
    for (const auto& [account, amount] : balances)
        if (account.line == line && account.due_year == year && account.budget_year < year && is_bound(account.stage) &&
            amount > Money{})
            found.emplace_back(account, amount);
    return found;
}

}  // namespace

Money balance_of(const Balances& balances, const LedgerAccount& account) {
    const auto found = balances.find(account);
    return found == balances.end() ? Money{} : found->second;
}

Result<void> book(Balances& balances, const std::vector<Posting>& postings) {
    Balances touched;  // the new balances, kept apart until every posting has passed
    const auto standing = [&](const LedgerAccount& account) -> Money& {
        return touched.try_emplace(account, balance_of(balances, account)).first->second;
    };
    for (const auto& posting : postings) {
        if (posting.amount <= Money{} || posting.amount.in_cents() > max_cents)
            return refuse("ledger.amount", {{"given_cents", posting.amount.in_cents()}});
        if (!is_outside(posting.from)) {
            auto& from = standing(posting.from);
            if (from < posting.amount)
                return refuse("ledger.below_zero", {{"account", to_text(posting.from)},
                                                    {"missing_cents", (posting.amount - from).in_cents()}});
            from -= posting.amount;
        }
        if (!is_outside(posting.to)) standing(posting.to) += posting.amount;
    }
    for (const auto& [account, amount] : touched) balances[account] = amount;
    return {};
}

std::vector<Shortfall> shortfalls(const Balances& balances, const std::string& line, int today_year,
                                  const std::vector<YearlySlice>& slices) {
    std::map<int, Money> due;
    for (const auto& slice : slices) due[slice.year] += slice.amount;

    std::vector<Shortfall> missing;
    for (const auto& [year, amount] : due) {
        const bool past = year < today_year;
        const auto free = past ? Money{} : balance_of(balances, staged(line, today_year, year, "available"));
        if (amount > free) missing.push_back({year, amount - free, year > today_year, past});
    }
    return missing;
}

std::vector<Posting> moves(const std::string& line, int budget_year, const std::vector<YearlySlice>& slices,
                           const std::string& from_stage, const std::string& to_stage) {
    std::vector<Posting> postings;
    for (const auto& slice : slices)
        if (!slice.amount.is_zero())
            postings.push_back({slice.amount, staged(line, budget_year, slice.year, from_stage),
                                staged(line, budget_year, slice.year, to_stage)});
    return postings;
}

std::vector<Posting> releases(const Balances& held, const std::string& stage) {
    std::vector<Posting> postings;
    for (const auto& [account, amount] : held)
        if (account.stage == stage && amount > Money{})
            postings.push_back({amount, account, staged(account, "available")});
    return postings;
}

Result<std::vector<Posting>> opening_postings(const Balances& balances, const std::string& line, int year,
                                              Money appropriation) {
    if (appropriation < Money{} || appropriation.in_cents() > max_cents)
        return refuse("ledger.amount", {{"given_cents", appropriation.in_cents()}});
    const auto available = staged(line, year, year, "available");
    const auto outside = staged(line, year, year, "outside");
    std::vector<Posting> postings;
    if (!appropriation.is_zero()) postings.push_back({appropriation, outside, available, "appropriation"});

    Money bound;
    for (const auto& [account, amount] : bound_by_earlier_years(balances, line, year)) {
        bound += amount;
        postings.push_back({amount, account, staged(account, "outside"), "opened"});
        postings.push_back({amount, available, staged(available, account.stage)});
    }
    const auto free = balance_of(balances, available) + appropriation;
    if (bound > free)
        return refuse("ledger.opening_not_covered", {{"line", line},
                                                     {"year", year},
                                                     {"bound_cents", bound.in_cents()},
                                                     {"appropriation_cents", appropriation.in_cents()},
                                                     {"missing_cents", (bound - free).in_cents()}});
    return postings;
}

Balances after_openings(const Balances& held, const Balances& ledger) {
    Balances seen, bound;  // bound: by line, due year and stage, as if all of it stood at the due year's own account
    for (const auto& [account, amount] : held) {
        if (!is_bound(account.stage)) seen[account] += amount;
        else bound[staged(account.line, account.due_year, account.due_year, account.stage)] += amount;
    }
    for (const auto& [account, amount] : held) {
        if (!is_bound(account.stage) || account.budget_year == account.due_year) continue;
        auto& rest = bound[staged(account.line, account.due_year, account.due_year, account.stage)];
        const Money stays = std::min({rest, amount, balance_of(ledger, account)});
        if (stays <= Money{}) continue;
        seen[account] += stays;
        rest -= stays;
    }
    for (const auto& [account, amount] : bound)
        if (!amount.is_zero()) seen[account] += amount;
    return seen;
}

}  // namespace foerderlauf
