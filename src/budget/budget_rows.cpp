#include "budget/ledger.hpp"

#include <set>

namespace foerderlauf {

namespace {

/// Sums of what stands at accounts with these years, a stage at a time.
struct Stages {
    Money available, reserved, bound, paid, repaid, blocked, unmet;

    void add(const std::string& stage, Money amount) {
        if (stage == "available") available += amount;
        else if (stage == "reserved") reserved += amount;
        else if (stage == "committed" || stage == "called" || stage == "ordered") bound += amount;
        else if (stage == "paid" || stage == "used") paid += amount;
        else if (stage == "blocked") blocked += amount;
        else if (stage == "unmet") unmet += amount;
        else if (stage == "repaid") {
            repaid += amount;
            paid += amount;
        }  // paid is all that was ever paid
    }
    void add(const Stages& other) {
        available += other.available;
        reserved += other.reserved;
        bound += other.bound;
        paid += other.paid;
        repaid += other.repaid;
        blocked += other.blocked;
    }
};

/// Everything known of one line and budget year: its own money under its own year, commitment appropriations under later ones.
struct Outside {
    Money appropriation, carry_over, virement_in, virement_out, block, opened;
    bool has_appropriation = false;
    void add(const std::string& kind, Money amount) {
        if (kind == "appropriation") {
            appropriation += amount;
            has_appropriation = true;
        } else if (kind == "carry_over") carry_over += amount;
        else if (kind == "virement_in") virement_in += amount;
        else if (kind == "virement_out") virement_out += amount;
        else if (kind == "block") block += amount;
        else if (kind == "opened") opened += amount;
    }
};
struct Standing {
    Stages inside;
    Outside outside;
};
using ByDueYear = std::map<int, Standing>;
using ByBudgetYear = std::map<int, ByDueYear>;

BudgetRow own_money(const std::string& line, int year, const Standing& own) {
    BudgetRow row;
    row.line = line;
    row.year = year;
    row.appropriation = own.outside.appropriation;
    row.carry_over = own.outside.carry_over;
    row.virement_in = own.outside.virement_in;
    row.virement_out = own.outside.virement_out;
    row.blocked = own.outside.block + own.inside.blocked;
    row.block_unmet = own.inside.unmet;
    row.reserved = own.inside.reserved;
    row.committed = own.inside.bound;
    row.paid = own.inside.paid;
    row.repaid = own.inside.repaid;
    row.available = own.inside.available;
    row.opened = own.outside.has_appropriation;
    return row;
}

CommitmentAppropriation commitment_appropriation(int due_year, const Standing& given) {
    const auto& [inside, outside] = given;
    return {.due_year = due_year,
            .appropriation = outside.appropriation + outside.carry_over + outside.virement_in - outside.virement_out,
            .reserved = inside.reserved,
            .used = inside.bound + inside.paid + outside.opened,
            .free = inside.available};
}

/// What earlier budget years bound for `year`, added to its row.
void add_bound_before(BudgetRow& row, const ByBudgetYear& years) {
    Stages bound;
    Money newest_free;
    for (const auto& [budget_year, due] : years) {
        const auto found = due.find(row.year);
        if (budget_year >= row.year || found == due.end()) continue;
        bound.add(found->second.inside);
        newest_free = found->second.inside.available;
    }
    row.committed += bound.bound;
    row.paid += bound.paid;
    row.repaid += bound.repaid;
    if (row.opened) return;  // reservations of past budget years have lapsed, and so has what was free for this one
    row.reserved += bound.reserved;
    row.available += newest_free;
}

BudgetRow row_of(const std::string& line, int year, const ByBudgetYear& years) {
    static const Standing nothing;
    const auto budget = years.find(year);
    const auto* own = &nothing;
    if (budget != years.end())
        if (const auto found = budget->second.find(year); found != budget->second.end()) own = &found->second;

    auto row = own_money(line, year, *own);
    add_bound_before(row, years);
    if (budget != years.end())
        for (const auto& [due_year, given] : budget->second)
            if (due_year > year) row.commitment_appropriations.push_back(commitment_appropriation(due_year, given));
    return row;
}

}  // namespace

std::vector<BudgetRow> budget_rows(const Balances& balances, const Balances& from_outside) {
    std::map<std::string, ByBudgetYear> lines;
    const auto standing = [&](const LedgerAccount& account) -> Standing& {
        return lines[account.line][account.budget_year][account.due_year];
    };
    for (const auto& [account, amount] : balances) standing(account).inside.add(account.stage, amount);
    for (const auto& [account, amount] : from_outside) standing(account).outside.add(account.stage, amount);

    std::vector<BudgetRow> rows;
    for (const auto& [line, years] : lines) {
        std::set<int> with_row;
        for (const auto& [budget_year, due] : years) {
            with_row.insert(budget_year);
            for (const auto& [due_year, given] : due) with_row.insert(due_year);
        }
        for (const int year : with_row) rows.push_back(row_of(line, year, years));
    }
    return rows;
}

void count_outside(Balances& from_outside, const Posting& posting) {
    const bool comes_in = posting.from.stage == "outside";
    if (comes_in == (posting.to.stage == "outside")) return;
    const bool named_after_leaving = posting.kind == "virement_out" || posting.kind == "block" ||
                                     posting.kind == "opened";
    auto account = comes_in ? posting.to : posting.from;
    account.stage = posting.kind;
    if (comes_in != named_after_leaving) from_outside[account] += posting.amount;
    else from_outside[account] -= posting.amount;
}

}  // namespace foerderlauf
