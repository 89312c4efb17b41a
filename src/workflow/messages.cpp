#include "workflow/messages.hpp"

#include "base/text.hpp"
#include "forms/field_value.hpp"
#include "workflow/consequences.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

constexpr auto consultation = "consultation";

bool acts_for_body(const Actor& actor) { return actor.has("applicant_clerk") || actor.has("applicant_signatory"); }

/// Duties of the authority that take steps or write forms in this programme: who only reads or looks after accounts is no officer.
bool takes_steps(const Definition& definition, const std::string& duty) {
    return std::ranges::any_of(definition.machines, [&](const Machine& machine) {
        return std::ranges::any_of(machine.steps,
                                   [&](const Step& step) { return std::ranges::find(step.by, duty) != step.by.end(); });
    });
}

bool is_officer(const Definition& definition, const std::string& duty) {
    return duty != "adviser" && duty != "system" && !is_applicant_duty(duty) && takes_steps(definition, duty);
}

Refusal nobody_reads(const char* key) {
    return {Kind::Blocked, {"refusal.message", {}}, {{"not_from_this_state", {}, {key, {}}}}, {}};
}

bool comes_before_overtaken(const Refusal& refusal) { return refusal.kind == Kind::NotAllowed; }

Result<std::string> readable(const std::string& text) {
    Field field;
    field.kind = FieldKind::LongText;
    field.max_length = longest_message;
    auto clean = clean_text(field, text);
    const auto wrong = [](Message why) {
        return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, {{"text", std::move(why)}}}};
    };
    if (!clean) {
        auto why = clean.error().message;  // `field.too_long` becomes `field.message.too_long`
        return wrong({"field.message." + why.key.substr(why.key.find('.') + 1), std::move(why.values)});
    }
    if (trimmed(*clean).empty()) return wrong({"field.message.missing", {}});
    return clean;
}

}  // namespace

Result<std::string> writing_duty(const Definition& definition, const CaseFile& file, const Actor& actor) {
    if (acts_for_body(actor)) {
        if (!file.authority_sees && file.main().state != consultation)
            return tl::unexpected{nobody_reads("blocker.nobody_reads_yet")};
        return std::string{actor.has("applicant_clerk") ? "applicant_clerk" : "applicant_signatory"};
    }
    std::string duty;
    const auto officer = std::ranges::find_if(actor.duties,
                                              [&](const auto& held) { return is_officer(definition, held); });
    if (file.authority_sees && officer != actor.duties.end()) duty = *officer;
    else if (actor.has("adviser")) duty = "adviser";
    if (duty.empty()) return refuse(Kind::NotAllowed, "refusal.not_your_message");
    if (duty == "adviser" && file.main().state != consultation)
        return tl::unexpected{nobody_reads("blocker.no_consultation")};
    if (auto conflict = conflict_of(file, actor, duty); !conflict.empty())
        return tl::unexpected{Refusal{Kind::Blocked, {"refusal.message", {}}, std::move(conflict), {}}};
    return duty;
}

Result<NewEvents> write_message(const Definition& definition, const CaseFile& file, const Situation& situation,
                                const Actor& actor, const std::string& text, std::optional<std::int64_t> seen_seq) {
    const auto duty = writing_duty(definition, file, actor);
    if (!duty && comes_before_overtaken(duty.error())) return tl::unexpected{duty.error()};
    if (seen_seq && *seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *seen_seq}});
    const bool from_state = duty || duty.error().blockers.front().check != "not_from_this_state";
    if (!from_state) return tl::unexpected{duty.error()};
    auto words = readable(text);
    if (!words) return tl::unexpected{words.error()};
    if (!duty) return tl::unexpected{duty.error()};
    Event event = new_event(definition, file, situation, actor);
    event.duty = *duty;
    event.step = "write_message";
    event.from = event.to = file.main().state;
    event.facts.values["message"] = Record{{"text", FreeText{std::move(*words)}}};
    return NewEvents{std::move(event)};
}

std::string last_duty_of_authority(const CaseFile& file) {
    const auto acts = [](const Taken& taken) {
        return taken.account != 0 && !is_applicant_duty(taken.duty) && !taken.duty.empty() && taken.duty != "adviser" &&
               taken.duty != "admin";
    };
    const auto acted = std::find_if(file.history.rbegin(), file.history.rend(), acts);
    return acted == file.history.rend() ? std::string{} : acted->duty;
}

std::string duty_for_messages(const Definition& definition, const CaseFile& file) {
    const auto* state = definition.main().state(file.main().state);
    if (state && !state->owner.empty() && !is_applicant_duty(state->owner)) return state->owner;
    return last_duty_of_authority(file);
}

bool is_addressed(const Account& account, const Definition& definition, const CaseFile& file,
                  const CaseMessage& message) {
    const auto actor = actor_on(account, file);
    if (!is_applicant_duty(message.duty)) return acts_for_body(actor);
    const auto duty = duty_for_messages(definition, file);
    return actor.has(duty) && may_see(account, file) && conflict_of(file, actor, duty).empty();
}

}  // namespace foerderlauf
