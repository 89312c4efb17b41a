// Checks of a proof of use (Verwendungsnachweis, ANBest-Gk Nr. 6): what it is about, and that its tables agree.
#include "workflow/checks/check.hpp"

#include "workflow/settlement.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const List& own_rows(const Question& question, std::string_view parameter) {
    return list_of(question.input, question.parameter(parameter));
}

std::map<std::string, Money> sums_by_item(const List& rows) {
    std::map<std::string, Money> sums;
    for (const auto& entry : rows)
        if (const auto* row = entry.as_record())
            sums[text_of(*row, "item")] += Money::cents(integer_of(*row, "amount_cents"));
    return sums;
}

const List& rows_at(const Question& question, const std::string& path) {
    static const List none;
    const auto* rows = question.at(path).as_list();
    return rows ? *rows : none;
}

std::string cell(const std::string& rows, std::size_t number, const std::string& column) {
    return rows + "." + std::to_string(number) + "." + column;
}

}  // namespace

/// something_paid: money of the grant was paid; without it there is nothing to prove.
Verdict something_paid(const Question& question) {
    const Money ever = paid_and_kept(question.file) + question.file.held_in("repaid");
    return ever.is_zero() ? blocked(question, "something_paid") : passed();
}

/// none_on_its_way {machine, states}: no machine of that name stands in one of these states.
Verdict none_on_its_way(const Question& question) {
    Verdict verdict;
    const auto states = question.parameter_names("states");
    const auto* machine = question.definition.machine(question.parameter("machine"));
    for (const auto& other : question.file.machines)
        if (machine && other.id != 1 && other.name == machine->name &&
            std::ranges::find(states, other.state) != states.end())
            block(verdict, question, "none_on_its_way",
                  {{"title", machine->title}, {"state", machine->state(other.state)->label}});
    return verdict;
}

/// rows_of_plan {rows, plan}: every row names an item of the plan (the proof follows the plan's structure).
Verdict rows_of_plan(const Question& question) {
    Verdict verdict;
    const auto rows = question.parameter("rows");
    const auto planned = sums_by_item(rows_at(question, question.parameter("plan")));
    const auto& given = own_rows(question, "rows");
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto* row = given[i].as_record();
        const auto item = row ? text_of(*row, "item") : std::string{};
        if (item.empty() || planned.contains(item)) continue;
        List known;
        for (const auto& [name, amount] : planned) known.emplace_back(name);
        verdict.fields.emplace(cell(rows, i, "item"),
                               Message{"field.not_in_plan", {{"given", item}, {"known", std::move(known)}}});
    }
    return verdict;
}

/// days_in_period {rows, day, first, last}: the day in that column lies within the period of the grant and not in the future.
Verdict days_in_period(const Question& question) {
    Verdict verdict;
    const auto first = date_of(question.at(question.parameter("first")));
    const auto last = date_of(question.at(question.parameter("last")));
    const auto rows = question.parameter("rows"), column = question.parameter("day");
    const auto& given = own_rows(question, "rows");
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto* row = given[i].as_record();
        const auto day = row ? date_of(member(*row, column)) : std::nullopt;
        if (day && *day > question.situation.today)
            verdict.fields.emplace(cell(rows, i, column),
                                   Message{"field.date_too_late.today",
                                           {{"given", to_iso(*day)}, {"latest", to_iso(question.situation.today)}}});
        if (!day || !first || !last || (*day >= *first && *day <= *last)) continue;
        verdict.fields.emplace(cell(rows, i, column),
                               Message{"field.payment_outside_period",
                                       {{"given", to_iso(*day)}, {"first", to_iso(*first)}, {"last", to_iso(*last)}}});
    }
    return verdict;
}

/// vouchers_match {vouchers, costs}: the vouchers of each item sum to its actual costs.
Verdict vouchers_match(const Question& question) {
    Verdict verdict;
    const auto costs = sums_by_item(own_rows(question, "costs"));
    auto vouchers = sums_by_item(own_rows(question, "vouchers"));
    for (const auto& [item, amount] : costs)
        if (const Money listed = vouchers[item]; listed != amount)
            block(verdict, question, "vouchers_match",
                  {{"item", item},
                   {"costs_cents", amount.in_cents()},
                   {"vouchers_cents", listed.in_cents()},
                   {"difference_cents", (amount > listed ? amount - listed : listed - amount).in_cents()}});
    for (const auto& [item, listed] : vouchers)
        if (!costs.contains(item))
            block(verdict, question, "vouchers_match", {{"item", item}, {"vouchers_cents", listed.in_cents()}},
                  "blocker.vouchers_match.no_such_item");
    return verdict;
}

/// cover_matches {costs, cover, grant}: all costs are covered to the cent by own and other money and this grant, and by no more of
/// the grant than was granted.
Verdict cover_matches(const Question& question) {
    const auto field = question.parameter("grant");
    const auto* used = member(question.input, field).as_integer();
    if (!used) return passed();
    const Money granted = Money::cents(integer_of(question.file.grant, "award_cents"));
    if (Money::cents(*used) > granted)
        return wrong_field(field, "field.award_left_above", {{"award_cents", granted.in_cents()}});
    const Money costs = sum_of(own_rows(question, "costs"), "amount_cents");
    const Money cover = sum_of(own_rows(question, "cover"), "amount_cents") + Money::cents(*used);
    if (costs == cover) return passed();
    return blocked(question, "cover_matches",
                   {{"costs_cents", costs.in_cents()},
                    {"cover_cents", cover.in_cents()},
                    {"difference_cents", (costs > cover ? costs - cover : cover - costs).in_cents()}});
}

/// grant_used_within {costs, grant}: not more of the grant was used than was paid, nor more than was spent.
Verdict grant_used_within(const Question& question) {
    const auto field = question.parameter("grant");
    const auto* used = member(question.input, field).as_integer();
    const Money paid = paid_and_kept(question.file);
    const Money most = std::min(paid, sum_of(own_rows(question, "costs"), "amount_cents"));
    if (!used || Money::cents(*used) <= most) return passed();
    return wrong_field(field, "field.grant_used_above", {{"paid_cents", most.in_cents()}});
}

/// cuts_of_costs {costs, cuts}: what is cut stands among the costs, and no more of it than that.
Verdict cuts_of_costs(const Question& question) {
    Verdict verdict;
    auto left = sums_by_item(rows_at(question, question.parameter("costs")));
    const auto cuts = question.parameter("cuts");
    const auto& given = own_rows(question, "cuts");
    for (std::size_t i = 0; i < given.size(); ++i) {
        const auto* row = given[i].as_record();
        if (!row) continue;
        const auto found = left.find(text_of(*row, "item"));
        const Money cut = Money::cents(integer_of(*row, "amount_cents"));
        if (found == left.end()) {
            List known;
            for (const auto& [name, amount] : left) known.emplace_back(name);
            verdict.fields.emplace(
                cell(cuts, i, "item"),
                Message{"field.not_in_plan", {{"given", text_of(*row, "item")}, {"known", std::move(known)}}});
        } else if (cut > found->second) {
            verdict.fields.emplace(cell(cuts, i, "amount_cents"),
                                   Message{"field.cut_above", {{"amount_cents", found->second.in_cents()}}});
        } else found->second -= cut;
    }
    return verdict;
}

/// unchanged_since {paid, award}: what was paid and what the grant is are still what the examination measured; else it is made again.
Verdict unchanged_since(const Question& question) {
    if (question.file.grant.empty()) return passed();  // a judgment took it away: nothing is measured any more
    const Money measured = question.money_at(question.parameter("paid"));
    const Money paid = paid_and_kept(question.file);
    const Money reclaim = question.money_at(question.parameter("reclaim"));
    const Money beyond = claimable_beyond(question.file, question.money_at(question.parameter("award")));
    if (paid == measured && beyond == reclaim) return passed();
    return blocked(question, "unchanged_since",
                   {{"measured_cents", measured.in_cents()}, {"paid_cents", paid.in_cents()}});
}

/// proof_accepted {machine, states}: where paid money was kept under a grant, a machine of that name ended in one of these states.
Verdict proof_accepted(const Question& question) {
    const bool owes_proof = !paid_and_kept(question.file).is_zero() &&
                            integer_of(question.file.grant, "award_cents") > 0;
    if (!owes_proof) return passed();
    const auto name = question.parameter("machine");
    const auto states = question.parameter_names("states");
    const bool accepted = std::ranges::any_of(question.file.machines, [&](const MachineFile& other) {
        return other.name == name && std::ranges::find(states, other.state) != states.end();
    });
    return accepted ? passed() : blocked(question, "proof_accepted");
}

}  // namespace foerderlauf
