#include "casework/payment_orders.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

namespace foerderlauf {

namespace {

constexpr std::array<std::string_view, 4> duties_of_money = {"cashier", "budget_officer", "finance", "auditor"};
constexpr auto ordered = "ordered";
constexpr int most_read = 5'000;  ///< cases looked through for what is ordered

/// Whether the step moves money so; an empty `from` stands for any.
bool moves(const Step& step, std::string_view from, std::string_view to) {
    return std::ranges::any_of(step.effects, [&](const EffectUse& use) {
        const auto* move = use.effect == "move" ? use.argument.as_record() : nullptr;
        return move && (from.empty() || text_of(*move, "from") == from) && text_of(*move, "to") == to;
    });
}

bool confirms(const Step& step) { return moves(step, ordered, "paid"); }

/// Who confirms such payments in any programme: their cases are looked through.
std::vector<std::string> confirming_duties(const Programmes& programmes) {
    std::set<std::string> duties;
    for (const auto& name : programmes.names())
        for (const auto& machine : programmes.current(name)->machines)
            if (const auto* step = confirming_step(machine)) duties.insert(step->by.begin(), step->by.end());
    return {duties.begin(), duties.end()};
}

/// The account it goes to: the one named with the request, else the case's (the paths stand at the check of the changed account).
std::string iban_of(const CaseFile& file, const Machine& machine, const MachineFile& request) {
    for (const auto& step : machine.steps)
        for (const auto& use : step.checks) {
            if (use.check != "account_confirmed") continue;
            const auto path = text_of(use.parameters, "iban");
            const auto dot = path.find('.');
            auto given = dot == std::string::npos
                             ? std::string{}
                             : text_of(request.given_with(path.substr(0, dot)), path.substr(dot + 1));
            if (!given.empty()) return given;
            const auto* known = file.at(text_of(use.parameters, "known")).as_text();
            return known ? *known : std::string{};
        }
    return {};
}

void add_who_ordered(PaymentOrder& order, const Machine& machine) {
    for (const auto& entry : order.reading.file.history) {
        const auto* step = entry.machine == order.machine ? machine.step(entry.step) : nullptr;
        if (!step || !moves(*step, {}, ordered)) continue;
        order.ordered_on = berlin_day(entry.at);
        order.ordered_by = entry.account;
    }
}

PaymentOrder order_of(CaseReading reading, const MachineFile& request, const Machine& machine, const Step& step) {
    PaymentOrder order;
    order.machine = request.id;
    order.confirms = &step;
    order.iban = iban_of(reading.file, machine, request);
    for (const auto& [account, amount] : reading.file.held)
        if (account.stage == ordered && !amount.is_zero()) {
            order.amount += amount;
            order.by_line[account.line] += amount;
        }
    for (auto& offer : offers(*reading.definition, reading.file, reading.situation, reading.actor, request.id))
        if (offer.step == &step) order.offer = std::move(offer);
    order.reading = std::move(reading);
    add_who_ordered(order, machine);
    return order;
}

bool has_to_do_with_money(const Actor& actor) {
    return std::ranges::any_of(duties_of_money, [&](std::string_view duty) { return actor.has(duty); });
}

}  // namespace

const Step* confirming_step(const Machine& machine) {
    const auto found = std::ranges::find_if(machine.steps, confirms);
    return found == machine.steps.end() || machine.inside.empty() ? nullptr : &*found;
}

bool handles_payments(const Account& account) {
    return std::ranges::any_of(duties_of_money, [&](std::string_view duty) { return account.holds(duty); });
}

PaymentOrders payment_orders(Store& store, const Programmes& programmes, const Dispatcher& dispatcher,
                             const Clock& clock, const Account& account) {
    CaseQuery query;
    query.visibility = visibility_of(account, programmes);
    query.owners = confirming_duties(programmes);
    query.limit = most_read;
    std::vector<CaseRow> rows;
    if (!query.owners.empty()) store.read([&](Snapshot& snapshot) { rows = snapshot.cases(query); });
    PaymentOrders found;
    for (const auto& row : rows) {
        auto reading = read_case(store, programmes, dispatcher, clock, account, row.id);
        if (!reading || !has_to_do_with_money(reading->actor)) continue;
        for (const auto& request : reading->file.machines) {
            const auto* machine = reading->definition->machine(request.name);
            const auto* step = machine ? confirming_step(*machine) : nullptr;
            if (!step || !step->leads_from(request.state)) continue;
            const auto copied = request;
            found.orders.push_back(order_of(std::move(*reading), copied, *machine, *step));
            break;  // one of a case is on its way at a time: what is ordered is all its money
        }
    }
    std::ranges::sort(found.orders, {}, [](const PaymentOrder& order) {
        return std::tuple{order.ordered_on, order.reading.file.id};
    });
    found.more = found.orders.size() > PaymentOrders::most || std::cmp_equal(rows.size(), most_read);
    if (found.orders.size() > PaymentOrders::most) found.orders.resize(PaymentOrders::most);
    return found;
}

}  // namespace foerderlauf
