// Conflict of interest (§§ 20 and 21 VwVfG): declared by the person concerned, or by the decider for an account.
#include "base/text.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

Event conflict_event(const Definition& definition, const CaseFile& file, const Situation& situation, const Actor& actor,
                     const char* step, const std::string& reason) {
    Event event = new_event(definition, file, situation, actor);
    event.duty = actor.has("decider") ? "decider" : actor.duties.empty() ? std::string{} : actor.duties.front();
    event.step = step;
    event.from = event.to = file.main().state;
    event.facts.reason = FreeText{reason};
    return event;
}

Refusal reason_missing() {
    return {Kind::BadInput, {"refusal.fields", {}}, {}, {{"reason", {"field.reason_missing", {}}}}};
}

/// Whoever decided cannot step aside afterwards as if it had not happened.
bool has_decided(const Definition& definition, const CaseFile& file, PersonId person) {
    const auto decides = [&](const Taken& entry) {
        const auto* step = entry.machine == 1 ? definition.main().step(entry.step) : nullptr;
        return step && std::ranges::find(step->effects, "decide", &EffectUse::effect) != step->effects.end();
    };
    return std::ranges::any_of(file.history,
                               [&](const Taken& entry) { return entry.person == person && decides(entry); });
}

}  // namespace

std::vector<Blocker> conflict_of(const CaseFile& file, const Actor& actor, const std::string& duty) {
    if (duty == "system" || duty.starts_with("applicant_")) return {};
    const auto found = std::ranges::find_if(
        file.conflicts, [&](const Conflict& conflict) { return !conflict.lifted && conflict.person == actor.person; });
    if (found == file.conflicts.end()) return {};
    return {{"no_conflict",
             found->kind == "excluded" ? "§ 20 VwVfG" : "§ 21 VwVfG",
             {"blocker.no_conflict", {{"kind", found->kind}}}}};
}

Result<NewEvents> declare_conflict(const Definition& definition, const CaseFile& file, const Situation& situation,
                                   const Actor& actor, PersonId person, const std::string& kind,
                                   const std::string& reason) {
    const bool authority = std::ranges::any_of(
        actor.duties, [](const std::string& duty) { return !duty.starts_with("applicant_") && duty != "auditor"; });
    if (!authority || (person != actor.person && !actor.has("decider")))
        return refuse(Kind::NotAllowed, "refusal.not_your_conflict");
    if (kind != "excluded" && kind != "concern")
        return tl::unexpected{Refusal{
            Kind::BadInput, {"refusal.fields", {}}, {}, {{"kind", {"field.conflict_kind", {{"given", kind}}}}}}};
    if (trimmed(reason).empty()) return tl::unexpected{reason_missing()};
    if (has_decided(definition, file, person))
        return tl::unexpected{Refusal{Kind::Blocked,
                                      {"refusal.blocked", {{"title", kind}}},
                                      {{"already_decided", "§ 20 VwVfG", {"blocker.already_decided", {}}}},
                                      {}}};
    Event event = conflict_event(definition, file, situation, actor, "declare_conflict", reason);
    event.facts.values["conflict"] = Record{
        {"number", static_cast<std::int64_t>(file.conflicts.size()) + 1}, {"person", person}, {"kind", kind}};
    return NewEvents{std::move(event)};
}

Result<NewEvents> lift_conflict(const Definition& definition, const CaseFile& file, const Situation& situation,
                                const Actor& actor, std::int64_t number, const std::string& reason) {
    const auto found = std::ranges::find(file.conflicts, number, &Conflict::number);
    if (found == file.conflicts.end()) return refuse(Kind::NotFound, "refusal.no_such_conflict", {{"number", number}});
    if (!actor.has("decider")) return refuse(Kind::NotAllowed, "refusal.not_your_conflict");
    if (trimmed(reason).empty()) return tl::unexpected{reason_missing()};
    const auto refused = [&](const char* check, const char* source, const char* key) {
        return tl::unexpected{
            Refusal{Kind::Blocked, {"refusal.blocked", {{"title", found->kind}}}, {{check, source, {key, {}}}}, {}}};
    };
    if (found->kind == "excluded") return refused("excluded_stays", "§ 20 VwVfG", "blocker.excluded_stays");
    if (found->person == actor.person) return refused("own_conflict", "§ 21 VwVfG", "blocker.own_conflict");
    if (found->lifted) return refused("already_lifted", "§ 21 VwVfG", "blocker.already_lifted");
    Event event = conflict_event(definition, file, situation, actor, "lift_conflict", reason);
    event.facts.values["lifted"] = number;
    return NewEvents{std::move(event)};
}

}  // namespace foerderlauf
