#include "workflow/settlement.hpp"

#include "domain/calendar.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

Money amount_in(const Record& row) { return Money::cents(integer_of(row, "amount_cents")); }

bool eligible_in(const List& plan, const std::string& item) {
    return std::ranges::any_of(plan, [&](const Value& entry) {
        const auto* row = entry.as_record();
        return row && text_of(*row, "item") == item && flag_of(*row, "eligible");
    });
}

/// What is cut of items that count at all: a cut of what was never eligible lowers nothing.
Money eligible_cuts(const List& cuts, const List& plan) {
    Money sum;
    for (const auto& entry : cuts)
        if (const auto* row = entry.as_record(); row && eligible_in(plan, text_of(*row, "item")))
            sum += amount_in(*row);
    return sum;
}

Money not_below_zero(Money amount) { return std::max(Money{}, amount); }

/// What the case holds by the year it is due in, on its way or paid, so that it sums to the award: what is to come back comes off
/// the earliest year first, as it is booked back, and what is not bound yet is due in the last year of the slices.
std::map<std::int64_t, Money> slices_within(const Balances& held, Money award, const List& slices) {
    std::map<std::int64_t, Money> years;
    Money sum;
    for (const auto& [account, amount] : held)
        if (account.stage != "reserved" && account.stage != "repaid" && account.stage != "available") {
            years[account.due_year] += amount;
            sum += amount;
        }
    Money beyond = not_below_zero(sum - award);
    for (auto& [year, amount] : years) {
        const Money part = std::min(beyond, amount);
        amount -= part;
        beyond -= part;
    }
    std::int64_t last = years.empty() ? 0 : years.rbegin()->first;
    for (const auto& entry : slices)
        if (const auto* row = entry.as_record()) last = std::max(last, integer_of(*row, "year"));
    if (sum < award && last != 0) years[last] += award - sum;
    return years;
}

}  // namespace

Financing financing_of(const List& costs, const List& cover, const List& plan) {
    Financing sums;
    for (const auto& entry : costs) {
        const auto* row = entry.as_record();
        if (row && (flag_of(*row, "eligible") || eligible_in(plan, text_of(*row, "item"))))
            sums.eligible += amount_in(*row);
    }
    for (const auto& entry : cover) {
        const auto* row = entry.as_record();
        if (!row) continue;
        (text_of(*row, "kind") == "own" ? sums.own : sums.other) += amount_in(*row);
    }
    return sums;
}

Result<Settlement> settlement_of(const CaseFile& file, const SettlementRows& rows, Money threshold) {
    const auto plan = financing_of(rows.plan_costs, rows.plan_cover, {});
    Settlement settlement;
    settlement.actual = financing_of(rows.costs, rows.cover, rows.plan_costs);
    settlement.actual.eligible = not_below_zero(settlement.actual.eligible - eligible_cuts(rows.cuts, rows.plan_costs));

    const auto& grant = file.grant;
    const auto type = parse_financing_type(text_of(grant, "financing_type"));
    if (!type) return tl::unexpected{type.error()};
    // The own share of the plan has to be used (ANBest-Gk Nr. 1.1): whoever put in less does not get the rest as a deficit.
    if (*type == FinancingType::Deficit || *type == FinancingType::Full)
        settlement.actual.own = std::max(settlement.actual.own, plan.own);
    const auto rate = Percent::parse(text_of(grant, "rate"));
    const Money in_force = Money::cents(integer_of(grant, "award_cents"));
    const auto measured = recalculated_award(*type, rate ? std::optional{*rate} : std::nullopt, in_force, plan,
                                             settlement.actual);
    if (!measured) return tl::unexpected{measured.error()};

    settlement.award = in_force - *measured < threshold ? in_force : *measured;
    settlement.paid = paid_and_kept(file);
    settlement.release = bound_beyond(file, settlement.award);
    settlement.reclaim = claimable_beyond(file, settlement.award);
    return settlement;
}

Money paid_and_kept(const CaseFile& file) { return file.held_in("paid") + file.held_in("used"); }

Money claimable_beyond(const CaseFile& file, Money award) {
    Money claimed;  // and neither returned nor to be claimed twice, whether it is still asked for or was given up
    for (const auto& machine : file.machines) claimed += owed_of(machine).principal;
    return not_below_zero(paid_and_kept(file) - claimed - award);
}

Money bound_beyond(const CaseFile& file, Money award) {
    const Money on_its_way = file.held_in("called") + file.held_in("ordered");
    const Money callable = not_below_zero(award - paid_and_kept(file) - on_its_way);
    return not_below_zero(file.held_in("committed") - callable);
}

Owed owed_of(const MachineFile& repayment) {
    const auto amount = [&](const char* step, const char* name) {
        const auto given = repayment.given.find(step);
        return given == repayment.given.end() ? Money{} : Money::cents(integer_of(given->second, name));
    };
    return {amount("claim", "principal_cents") - amount("confirm_payment", "returned_cents"),
            amount("claim", "interest_cents") - amount("confirm_payment", "interest_returned_cents") -
                amount("waive_interest", "waived_interest_cents")};
}

Money received_after(const MachineFile& repayment, const Event& event) {
    const auto given = repayment.given.find("confirm_payment");
    const auto* computed = event.step == "confirm_payment" ? member(event.facts.values, "computed").as_record()
                                                           : nullptr;
    const auto* known = computed ? computed : given == repayment.given.end() ? nullptr : &given->second;
    if (!known) return Money{};
    return Money::cents(integer_of(*known, "returned_cents") + integer_of(*known, "interest_returned_cents"));
}

Money received_before(const MachineFile& repayment, const Event& event, const std::string& step) {
    if (event.step == step) return received_after(repayment, event);
    const auto given = repayment.given.find(step);
    return given == repayment.given.end() ? Money{} : Money::cents(integer_of(given->second, "received_before_cents"));
}

std::optional<Date> next_open_instalment(const List& rows, Money received) {
    std::vector<std::pair<Date, Money>> instalments;
    for (const auto& entry : rows)
        if (const auto* row = entry.as_record())
            if (const auto day = parse_date(text_of(*row, "due"))) instalments.emplace_back(*day, amount_in(*row));
    std::ranges::stable_sort(instalments, {}, &std::pair<Date, Money>::first);
    for (const auto& [day, amount] : instalments) {
        if (received < amount) return day;
        received -= amount;
    }
    return std::nullopt;
}

Record lowered_grant(const Record& grant, Money award, Date valid_from, const Balances& held) {
    Record lowered = grant;
    lowered["award_cents"] = award.in_cents();
    lowered["version"] = integer_of(grant, "version", 1) + 1;
    lowered["valid_from"] = to_iso(valid_from);
    List slices;
    for (const auto& [year, amount] : slices_within(held, award, list_of(grant, "slices")))
        if (!amount.is_zero()) slices.emplace_back(Record{{"year", year}, {"amount_cents", amount.in_cents()}});
    lowered["slices"] = std::move(slices);
    return lowered;
}

std::vector<Posting> release_from_the_end(const Balances& held, Money amount, int this_year) {
    std::vector<LedgerAccount> bound;
    for (const auto& [account, money] : held)
        if (account.stage == "committed" && money > Money{}) bound.push_back(account);
    std::ranges::sort(bound, std::greater{}, [&](const LedgerAccount& account) {
        return std::pair{account.due_year < this_year, account.due_year};
    });
    std::vector<Posting> postings;
    for (const auto& account : bound) {
        const Money part = std::min(amount, held.at(account));
        if (part.is_zero()) break;
        auto available = account;
        available.stage = "available";
        postings.push_back({part, account, available});
        amount -= part;
    }
    return postings;
}

}  // namespace foerderlauf
