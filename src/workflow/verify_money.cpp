#include "workflow/verify_parts.hpp"

#include <set>

namespace foerderlauf {

namespace {

enum class Held { Nothing, Reserved, Committed };

/// Where the machine stands and what it holds of the budget.
struct Holding {
    std::string state;
    Held held = Held::Nothing;
    bool operator==(const Holding&) const = default;
};

/// What a step's effects do to what is held, in their order, and the first thing they do wrong.
struct Booking {
    Held held;
    const char* wrong = nullptr;
    const EffectUse* by = nullptr;
};

void book(Booking& booking, const EffectUse& use) {
    const auto note = [&](const char* wrong) {
        if (!booking.wrong) {
            booking.wrong = wrong;
            booking.by = &use;
        }
    };
    if (use.effect == "reserve") {
        if (booking.held != Held::Nothing) note("verify.reserved_twice");
        booking.held = Held::Reserved;
    } else if (use.effect == "commit") {
        if (booking.held != Held::Reserved) note("verify.committed_unreserved");
        booking.held = Held::Committed;
    } else if (use.effect == "reserve_change") {
        if (booking.held != Held::Nothing) note("verify.reserved_twice");
        booking.held = Held::Reserved;
    } else if (use.effect == "release_change" || use.effect == "amend") {
        booking.held = Held::Nothing;  // what an amendment commits belongs to the grant, the main machine settles it
    } else if (use.effect == "release") {
        const auto stage = *use.argument.as_text() == "reserved" ? Held::Reserved : Held::Committed;
        if (booking.held == stage) booking.held = Held::Nothing;
    }
}

Booking booked(const Step& step, Held held) {
    Booking booking{held};
    for (const auto& use : step.effects) book(booking, use);
    return booking;
}

/// The checks `reserved` and `ledger_clear` keep a step from being taken with other money than they ask for.
bool lets_pass(const Step& step, Held held) {
    if (check_of(step, "reserved") && held != Held::Reserved) return false;
    return !check_of(step, "ledger_clear") || held != Held::Reserved;
}

void verify_machine(Inspection& inspection, const Machine& machine) {
    const auto moves = moves_of(machine);
    const auto walk = Walk<Holding>::of(
        {machine.initial, Held::Nothing}, moves, [](const Holding& holding, const Move& move) {
            if (!lets_pass(*move.step, holding.held)) return std::optional<Holding>{};
            return std::optional{Holding{move.to, booked(*move.step, holding.held).held}};
        });
    std::set<const EffectUse*> told;
    for (std::size_t i = 0; i < walk.reached.size(); ++i) {
        const auto& [state, held] = walk.reached[i].node;
        const auto& known = *machine.state(state);
        if (known.final && held != Held::Nothing)
            inspection.find(known.place, held == Held::Reserved ? "verify.still_reserved" : "verify.still_committed",
                            {{"state", known.label}}, walk.story(machine, i));
        for (const auto& move : moves) {
            if (move.from != state || !lets_pass(*move.step, held)) continue;
            const auto booking = booked(*move.step, held);
            if (!booking.wrong || !told.insert(booking.by).second) continue;
            auto story = walk.story(machine, i);
            story.push_back(Walk<Holding>::told(machine, move));
            inspection.find(booking.by->place, booking.wrong, {{"step", move.step->title}}, std::move(story));
        }
    }
}

}  // namespace

void verify_money(Inspection& inspection) {
    for (const auto& machine : inspection.definition.machines)
        if (machine.state(machine.initial)) verify_machine(inspection, machine);
}

}  // namespace foerderlauf
