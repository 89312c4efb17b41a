// In which order money is used (ANBest-Gk Nr. 1.2): how much of the grant the bills that are due let the recipient call.
#include "workflow/checks/check.hpp"

#include "budget/award.hpp"
#include "workflow/settlement.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace foerderlauf {

namespace {

/// award × due ÷ eligible, rounded down; the whole award once all eligible costs are due.
Money proportion_of(Money award, Money due, Money eligible) {
    if (due >= eligible) return award;
    const auto product = static_cast<__int128>(award.in_cents()) * due.in_cents();
    return Money::cents(static_cast<std::int64_t>(product / eligible.in_cents()));
}

const List& rows_of(const Question& question, const std::string& path) {
    static const List none;
    const auto* rows = question.at(path).as_list();
    return rows ? *rows : none;
}

bool counts(const Question& question, const std::string& item) {
    const auto& plan = rows_of(question, question.parameter("plan"));
    const auto planned = [&](bool eligible) {
        return std::ranges::any_of(plan, [&](const Value& entry) {
            const auto* row = entry.as_record();
            return row && text_of(*row, "item") == item && flag_of(*row, "eligible") == eligible;
        });
    };
    return planned(true) || !planned(false);
}

/// A bill as requests name it: item, payee, day, amount. Named again by a later request it is the same bill, and counts once.
using Bill = std::array<std::string, 4>;
using Bills = std::map<Bill, Money>;

/// Payments that count: those for an item the plan holds as not eligible do not. Twice in one list is two bills.
Bills bills_of(const Question& question, const List& payments) {
    Bills bills;
    for (const auto& entry : payments) {
        const auto* row = entry.as_record();
        if (!row || !counts(question, text_of(*row, "item"))) continue;
        const auto cents = integer_of(*row, "amount_cents");
        bills[{text_of(*row, "item"), text_of(*row, "payee"), text_of(*row, "due"), std::to_string(cents)}] +=
            Money::cents(cents);
    }
    return bills;
}

void add(Bills& known, const Bills& bills) {
    for (const auto& [bill, amount] : bills) known[bill] = std::max(known[bill], amount);
}

/// Bills and amounts asked for by the other requests of this case that count.
struct Asked {
    Bills bills;
    Money amount;
};

Asked asked_before(const Question& question) {
    Asked asked;
    const auto states = question.parameter_names("counts_in");
    const auto rows = question.parameter("rows"), amount = question.parameter("amount");
    const auto step = question.step.name + ".";
    for (const auto& other : question.file.machines) {
        if (other.id == question.machine.id || other.name != question.machine.name) continue;
        if (std::ranges::find(states, other.state) == states.end()) continue;
        if (const auto* payments = given_at(other, step + rows).as_list())
            add(asked.bills, bills_of(question, *payments));
        const auto* approved = given_at(other, question.parameter("approved")).as_integer();
        const auto* requested = given_at(other, step + amount).as_integer();
        asked.amount += Money::cents(approved ? *approved : requested ? *requested : 0);
    }
    asked.amount = std::max(Money{}, asked.amount - question.file.held_in("repaid"));
    return asked;
}

/// The highest sum of all requests that the financing type allows for the payments due so far (ANBest-Gk Nr. 1.2), the award at most.
Money allowed_by_order_of_use(const Question& question, Money due) {
    const auto& grant = question.file.grant;
    const auto type = parse_financing_type(text_of(grant, "financing_type"));
    const auto planned = financing_of({}, rows_of(question, question.parameter("cover")), {});
    // Own and other money comes first: what the plan names counts even where the request says less (ANBest-Gk Nr. 1.2.2).
    const Money own = std::max(planned.own, question.money_at(question.parameter("own"))),
                other = std::max(planned.other, question.money_at(question.parameter("other")));
    const Money award = Money::cents(integer_of(grant, "award_cents"));
    const Money eligible = Money::cents(integer_of(grant, "eligible_cents"));
    switch (type ? *type : FinancingType::Full) {
        case FinancingType::Proportional:
            if (const auto rate = Percent::parse(text_of(grant, "rate"))) return std::min(award, share_of(due, *rate));
            return Money{};
        case FinancingType::Fixed: return proportion_of(award, due, eligible);
        case FinancingType::Deficit:
        case FinancingType::Full: return std::clamp(due - own - other, Money{}, award);
    }
    return Money{};
}

}  // namespace

/// order_of_use {rows, amount, own, other, plan, cover, approved, counts_in}: all requests together stay within what the financing type
/// allows for all payments due so far. Cumulative, so that no cent is lost by rounding each request.
Verdict order_of_use(const Question& question) {
    const auto* amount = member(question.input, question.parameter("amount")).as_integer();
    const auto& payments = list_of(question.input, question.parameter("rows"));
    if (!amount || payments.empty()) return passed();
    const auto before = asked_before(question);
    auto bills = before.bills;
    add(bills, bills_of(question, payments));
    Money due;
    for (const auto& [bill, sum] : bills) due += sum;
    const Money allowed = allowed_by_order_of_use(question, due);
    if (before.amount + Money::cents(*amount) <= allowed) return passed();
    return blocked(question, "order_of_use",
                   {{"due_cents", due.in_cents()},
                    {"allowed_cents", allowed.in_cents()},
                    {"before_cents", before.amount.in_cents()},
                    {"left_cents", std::max(Money{}, allowed - before.amount).in_cents()}});
}

}  // namespace foerderlauf
