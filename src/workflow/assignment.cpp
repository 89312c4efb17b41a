// A case given to a named officer, and given on (Zuweisung): who has it in hand, never who may act.
#include "base/text.hpp"
#include "workflow/account.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

bool may_assign(const Actor& actor, const std::string& duty) { return actor.has(duty) || actor.has("decider"); }

tl::unexpected<Refusal> wrong(const char* field, const char* key) {
    return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{field, {key, {}}}}}};
}

tl::unexpected<Refusal> blocked_by(std::vector<Blocker> blockers) {
    return tl::unexpected{
        Refusal{Kind::Blocked, {"refusal.assignment_blocked", {{"step", "assign"}}}, std::move(blockers), {}}};
}

/// The duty asked for, or the first in turn that the officer holds.
std::string duty_of(const std::vector<std::string>& in_turn, const Assignment& wish) {
    if (!wish.duty.empty()) return wish.duty;
    const auto held = std::ranges::find_if(in_turn, [&](const auto& duty) { return wish.officer.has(duty); });
    return held != in_turn.end() ? *held : in_turn.empty() ? std::string{} : in_turn.front();
}

/// Whoever takes what nobody has need not say why; to give it away or to take it from somebody is to be explained.
bool needs_reason(const Actor& actor, const Assignment& wish, const Officer* before) {
    return before || wish.officer.person != actor.person;
}

}  // namespace

std::vector<std::string> duties_in_turn(const Definition& definition, const CaseFile& file) {
    std::vector<std::string> duties;
    for (const auto& machine_file : file.machines) {
        const auto* machine = definition.machine(machine_file.name);
        const auto* state = machine ? machine->state(machine_file.state) : nullptr;
        if (!state || state->final || state->owner.empty() || is_applicant_duty(state->owner)) continue;
        if (!contains(duties, state->owner)) duties.push_back(state->owner);
    }
    return duties;
}

std::vector<std::string> assignable_duties(const Definition& definition, const CaseFile& file, const Actor& actor) {
    auto duties = duties_in_turn(definition, file);
    std::erase_if(duties, [&](const auto& duty) { return !may_assign(actor, duty); });
    return duties;
}

Result<NewEvents> assign(const Definition& definition, const CaseFile& file, const Situation& situation,
                         const Actor& actor, const Assignment& wish) {
    const auto in_turn = duties_in_turn(definition, file);
    const auto duty = duty_of(in_turn, wish);
    const bool anything = std::ranges::any_of(in_turn, [&](const auto& one) { return may_assign(actor, one); });
    if (!anything && !actor.has("decider")) return refuse(Kind::NotAllowed, "refusal.not_your_assignment");
    if (wish.seen_seq && *wish.seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *wish.seen_seq}});
    if (!contains(in_turn, duty)) return wrong("duty", "field.duty_not_in_turn");
    if (!may_assign(actor, duty)) return refuse(Kind::NotAllowed, "refusal.not_your_assignment");
    if (!wish.officer.has(duty)) return wrong("account", "field.officer_without_duty");
    const auto found = file.officers.find(duty);
    const auto* before = found == file.officers.end() ? nullptr : &found->second;
    if (needs_reason(actor, wish, before) && trimmed(wish.reason).empty())
        return wrong("reason", "field.reason_missing");
    if (auto conflict = conflict_of(file, actor, actor.has(duty) ? duty : "decider"); !conflict.empty())
        return blocked_by(std::move(conflict));
    if (!conflict_of(file, wish.officer, duty).empty())
        return blocked_by({{"officer_in_conflict", "§§ 20 und 21 VwVfG", {"blocker.officer_in_conflict", {}}}});
    if (before && before->account == wish.officer.account)
        return blocked_by({{"has_it_already", "", {"blocker.has_it_already", {}}}});

    Event event = new_event(definition, file, situation, actor);
    event.duty = actor.has(duty) ? duty : "decider";
    event.step = "assign";
    event.from = event.to = file.main().state;
    if (!trimmed(wish.reason).empty()) event.facts.reason = FreeText{wish.reason};
    event.facts.values["officer"] = Record{
        {"duty", duty}, {"account", wish.officer.account}, {"person", wish.officer.person}};
    if (before) event.facts.values["officer_before"] = before->account;
    return NewEvents{std::move(event)};
}

}  // namespace foerderlauf
