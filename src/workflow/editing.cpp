// What changes a case without moving it: editing forms, opening cases and machines, documents.
#include "workflow/check_list.hpp"
#include "workflow/consequences.hpp"
#include "workflow/partners.hpp"
#include "workflow/ranking.hpp"
#include "workflow/succession.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

using Kind = Refusal::Kind;

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string held_duty(const std::vector<std::string>& duties, const Actor& actor) {
    const auto held = std::ranges::find_if(duties, [&](const std::string& duty) { return actor.has(duty); });
    return held == duties.end() ? std::string{} : *held;
}

const std::vector<std::string>& editors_of(const Machine& machine, const std::string& form) {
    static const std::vector<std::string> nobody;
    const auto found = machine.form_editors.find(form);
    return found == machine.form_editors.end() ? nobody : found->second;
}

bool editable_now(const Machine& machine, const std::string& state, const std::string& form) {
    const auto* known = machine.state(state);
    return known && contains(known->edits, form);
}

/// Only what differs from the answers as they stand, and of a check list what is confirmed for a newer application.
Record changes(const CaseFile& file, const Edit& wish, bool of_check_list, const Record& patch) {
    static const Record none;
    const auto answers = file.forms.find(wish.form);
    const Record& given = answers == file.forms.end() ? none : answers->second;
    const auto before = file.outdated.find(wish.form);
    Record changed;
    for (const auto& [field, value] : patch) {
        const bool confirmed = of_check_list && before != file.outdated.end() && before->second.contains(field);
        if (member(given, field) != value || confirmed) changed.emplace(field, value);
    }
    return changed;
}

Refusal not_in_this_state(const Machine& machine, const std::string& state, const std::string& title, const char* key) {
    const auto* known = machine.state(state);
    return {Kind::Blocked,
            {"refusal.blocked", {{"title", title}}},
            {{"not_from_this_state",
              {},
              {key, {{"title", title}, {"state", state}, {"state_label", known ? known->label : state}}}}},
            {}};
}

Refusal in_conflict(const std::string& title, std::vector<Blocker> blockers) {
    return {Kind::Blocked, {"refusal.blocked", {{"title", title}}}, std::move(blockers), {}};
}

/// Duties that act in this programme, by steps or by writing a form; who only reads or looks after accounts adds nothing to a file.
std::string acting_duty_of(const Definition& definition, const Actor& actor) {
    const auto acts = [&](const std::string& duty) {
        return std::ranges::any_of(definition.machines, [&](const Machine& machine) {
            return std::ranges::any_of(machine.steps, [&](const Step& step) { return contains(step.by, duty); }) ||
                   std::ranges::any_of(machine.form_editors,
                                       [&](const auto& editors) { return contains(editors.second, duty); });
        });
    };
    const auto held = std::ranges::find_if(actor.duties, acts);
    return held == actor.duties.end() ? std::string{} : *held;
}

}  // namespace

std::vector<std::string> editable_forms(const Definition& definition, const CaseFile& file, const Actor& actor) {
    const auto* state = definition.main().state(file.main().state);
    std::vector<std::string> forms;
    if (!state) return forms;
    for (const auto& form : state->edits)
        if (!held_duty(editors_of(definition.main(), form), actor).empty()) forms.push_back(form);
    return forms;
}

Result<NewEvents> edit(const Definition& definition, const CaseFile& file, const Situation& situation,
                       const Edit& wish) {
    const Machine& machine = definition.main();
    const auto form = definition.forms.find(wish.form);
    if (form == definition.forms.end()) return refuse(Kind::NotFound, "refusal.no_such_form", {{"form", wish.form}});
    const auto duty = held_duty(editors_of(machine, wish.form), wish.actor);
    if (duty.empty()) return refuse(Kind::NotAllowed, "refusal.not_your_form", {{"form", form->second.title}});
    if (wish.seen_seq && *wish.seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *wish.seen_seq}});
    const auto& state = file.main().state;
    if (!editable_now(machine, state, wish.form))
        return tl::unexpected{not_in_this_state(machine, state, form->second.title, "blocker.not_editable")};
    const auto patch = decode(form->second, wish.patch, wish.spelling);
    if (!patch) return tl::unexpected{patch.error()};
    if (auto conflict = conflict_of(file, wish.actor, duty); !conflict.empty())
        return tl::unexpected{in_conflict(form->second.title, std::move(conflict))};
    const auto answers = file.forms.find(wish.form);
    auto changed = changes(file, wish, check_list_named(definition, wish.form) != nullptr, *patch);
    if (changed.empty()) return NewEvents{};
    Record after = answers == file.forms.end() ? Record{} : answers->second;
    merge_patch(after, changed);
    if (auto wrong = unreasoned_points(definition, wish.form, after); !wrong.empty())
        return tl::unexpected{Refusal{Kind::BadInput, {"refusal.fields", {}}, {}, std::move(wrong)}};

    Event event = new_event(definition, file, situation, wish.actor);
    event.duty = duty;
    event.step = "edit_" + wish.form;
    event.from = event.to = state;
    event.facts.form = wish.form;
    event.facts.fields = std::move(changed);
    if (const auto partners = partners_after(file, event.facts.fields); !partners)
        return tl::unexpected{partners.error()};
    else if (*partners) event.facts.values["partners"] = **partners;
    return NewEvents{std::move(event)};
}

Result<NewEvents> open_case(const Definition& definition, const Situation& situation, const Opening& wish) {
    const Machine& machine = definition.main();
    const auto& form = definition.forms.begin()->second.name == machine.state(machine.initial)->edits.front()
                           ? definition.forms.begin()->second
                           : definition.forms.at(machine.state(machine.initial)->edits.front());
    const auto duty = held_duty(editors_of(machine, form.name), wish.actor);
    if (duty.empty())
        return refuse(Kind::NotAllowed, "refusal.not_your_recipient", {{"recipient", wish.recipient.name}});
    auto answers = decode(form, wish.answers, wish.spelling);
    if (!answers) return tl::unexpected{answers.error()};
    std::erase_if(*answers, [](const auto& entry) { return entry.second.is_empty(); });

    CaseFile blank = empty_case(0);
    blank.recipient = wish.recipient;
    Event event = new_event(definition, blank, situation, wish.actor);
    event.duty = duty;
    event.step = "open";
    event.to = machine.initial;
    event.facts.opened = {
        {"programme", definition.programme}, {"machine", machine.name}, {"recipient", record_of(wish.recipient)}};
    if (wish.represented_by) event.facts.opened["represented_by"] = record_of(*wish.represented_by);
    event.facts.form = form.name;
    event.facts.fields = std::move(*answers);
    if (const auto partners = partners_after(blank, event.facts.fields); !partners)
        return tl::unexpected{partners.error()};
    else if (*partners) event.facts.values["partners"] = **partners;
    return NewEvents{std::move(event)};
}

Result<NewEvents> open_machine(const Definition& definition, const CaseFile& file, const Situation& situation,
                               const Command& command) {
    const auto* machine = definition.machine(command.step);
    if (!machine || machine->inside != definition.main().name)
        return refuse(Kind::NotFound, "refusal.no_such_machine", {{"machine", command.step}});
    if (machine->opened_by.empty())
        return refuse(Kind::NotAllowed, "refusal.opened_by_a_step", {{"title", machine->title}});
    const auto duty = held_duty(machine->opened_by, command.actor);
    if (duty.empty())
        return refuse(
            Kind::NotAllowed, "refusal.not_your_duty",
            {{"title", machine->title}, {"duties", List(machine->opened_by.begin(), machine->opened_by.end())}});
    if (command.seen_seq && *command.seen_seq < file.seq)
        return refuse(Kind::Overtaken, "refusal.overtaken", {{"seq", file.seq}, {"seen_seq", *command.seen_seq}});
    if (!contains(machine->opens_in, file.main().state))
        return tl::unexpected{
            not_in_this_state(definition.main(), file.main().state, machine->title, "blocker.not_from_this_state")};
    auto input = decode(machine->opening, command.fields, command.spelling);
    if (!input) return tl::unexpected{input.error()};
    std::erase_if(*input, [](const auto& entry) { return entry.second.is_empty(); });
    if (auto conflict = conflict_of(file, command.actor, duty); !conflict.empty())
        return tl::unexpected{in_conflict(machine->title, std::move(conflict))};
    const auto open = std::ranges::count_if(file.machines, [&](const MachineFile& child) {
        const auto* state = child.name == machine->name ? machine->state(child.state) : nullptr;
        return state && !state->final;
    });
    if (open >= machine->open_at_once)
        return tl::unexpected{
            Refusal{Kind::Blocked,
                    {"refusal.blocked", {{"title", machine->title}}},
                    {{"open_at_once",
                      machine->open_at_once_source,
                      {"blocker.open_at_once", {{"title", machine->title}, {"allowed", machine->open_at_once}}}}},
                    {}}};

    Event event = new_event(definition, file, situation, command.actor);
    event.machine = static_cast<MachineId>(file.machines.size()) + 1;
    event.duty = duty;
    event.step = "open";
    event.to = machine->initial;
    event.facts.opened = {{"machine", machine->name}};
    event.facts.fields = std::move(*input);
    schedule_opening(definition, file, situation, *machine, event);
    return NewEvents{std::move(event)};
}

Result<NewEvents> add_document(const Definition& definition, const CaseFile& file, const Situation& situation,
                               const Actor& actor, const Document& document) {
    const auto duty = acting_duty_of(definition, actor);
    if (duty.empty()) return refuse(Kind::NotAllowed, "refusal.not_your_document");
    if (!contains(definition.document_kinds, document.kind)) {
        const auto& kinds = definition.document_kinds;
        return tl::unexpected{Refusal{
            Kind::BadInput,
            {"refusal.fields", {}},
            {},
            {{"kind",
              {"field.document_kind", {{"given", document.kind}, {"kinds", List(kinds.begin(), kinds.end())}}}}}}};
    }
    const auto& state = file.main().state;
    const auto* known = definition.main().state(state);
    if (!known || known->final)
        return tl::unexpected{not_in_this_state(definition.main(), state, document.name, "blocker.not_editable")};
    if (auto conflict = conflict_of(file, actor, duty); !conflict.empty())
        return tl::unexpected{in_conflict(document.name, std::move(conflict))};
    Event event = new_event(definition, file, situation, actor);
    event.duty = duty;
    event.step = "add_document";
    event.from = event.to = state;
    event.facts.values["document"] = Record{{"id", document.id},
                                            {"kind", document.kind},
                                            {"name", FreeText{document.name}},
                                            {"sha256", document.sha256},
                                            {"size", document.size}};
    return NewEvents{std::move(event)};
}

}  // namespace foerderlauf
