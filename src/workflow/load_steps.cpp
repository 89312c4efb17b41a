#include "workflow/load_parts.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

void read_target(const YamlNode& node, YamlReader& reader, Step& step) {
    const auto* to = node.find("to");
    if (!to) return;
    if (!to->is_map()) {
        step.to = reader.scalar(*to);
        return;
    }
    for (const auto& member : to->children) step.to_by_from[member.key] = reader.scalar(member);
    for (const auto& from : step.from)
        if (!step.to_by_from.contains(from))
            reader.complain(*to, "load.to_incomplete", {{"step", step.name}, {"state", from}});
    for (const auto& [from, target] : step.to_by_from)
        if (!step.leads_from(from)) reader.complain(*to, "load.to_too_much", {{"step", step.name}, {"state", from}});
}

/// `by: owner` means whoever owns the state the case is in; it is spelled out here once.
void read_duties(const YamlNode& node, YamlReader& reader, const Machine& machine, Step& step) {
    step.by = reader.names(node, "by");
    if (std::ranges::find(step.by, "owner") == step.by.end()) return;
    if (step.by.size() != 1) reader.complain(*node.find("by"), "load.owner_alone", {{"step", step.name}});
    step.by.clear();
    for (const auto& from : step.from) {
        const auto* state = machine.state(from);
        if (!state) continue;  // told by verify
        step.by_from[from] = state->owner;
        if (std::ranges::find(step.by, state->owner) == step.by.end()) step.by.push_back(state->owner);
    }
}

Step read_step(const YamlNode& node, YamlReader& reader, const Machine& machine) {
    reader.expect_map(node, {"from", "to", "by", "title", "reason", "primary", "source", "warning"});
    Step step;
    step.name = node.key;
    step.place = reader.place(node);
    step.title = reader.required_text(node, "title");
    step.source = reader.text(node, "source");
    step.warning = reader.text(node, "warning");
    step.primary = reader.flag(node, "primary");
    step.from = reader.names(node, "from");
    read_target(node, reader, step);
    read_duties(node, reader, machine, step);
    if (!is_name(step.name, Dashes::Refused)) reader.complain(node, "load.bad_name", {{"name", step.name}});
    for (const auto* key : {"from", "by"})
        if (!node.find(key)) reader.complain(node, "yaml.missing_key", {{"key", key}});
    if (const auto* reason = node.find("reason")) {
        step.reason_required = reader.scalar(*reason) == "required";
        if (!step.reason_required) reader.complain(*reason, "load.reason");
    }
    return step;
}

/// The step that a key of `fields`, `checks` or `effects` names; complains when there is none.
Step* step_named(const YamlNode& node, YamlReader& reader, Machine& machine) {
    const auto found = std::ranges::find(machine.steps, node.key, &Step::name);
    if (found != machine.steps.end()) return &*found;
    std::vector<std::string> known;
    for (const auto& step : machine.steps) known.push_back(step.name);
    reader.unknown(node, "load.unknown_step", node.key, known);
    return nullptr;
}

void read_fields(const YamlNode& root, YamlReader& reader, Machine& machine, const OptionLists& lists) {
    const auto* fields = root.find("fields");
    if (!fields || !reader.expect_map(*fields)) return;
    for (const auto& node : fields->children) {
        if (node.key == "open" && !machine.inside.empty()) machine.opening = load_fields(node, "open", reader, lists);
        else if (auto* step = step_named(node, reader, machine))
            step->fields = load_fields(node, step->name, reader, lists);
    }
    if (machine.opening.title.empty()) machine.opening.title = machine.title;
    for (auto& step : machine.steps) step.fields.title = step.title;
}

/// The one member of `{name: argument}`, or a complaint.
const YamlNode* only_member(const YamlNode& node, YamlReader& reader) {
    if (node.is_map() && node.children.size() == 1) return &node.children.front();
    reader.complain(node, "load.single_key");
    return nullptr;
}

void read_check(const YamlNode& node, YamlReader& reader, const std::vector<std::string>& known_checks, Step& step) {
    CheckUse use;
    use.check = node.key;
    use.place = reader.place(node);
    if (std::ranges::find(known_checks, use.check) == known_checks.end())
        reader.unknown(node, "load.unknown_check", use.check, known_checks);
    const bool bare = node.kind == YamlNode::Kind::Null;
    if (!bare && !reader.expect_map(node)) return;
    for (const auto& parameter : node.children) {
        if (parameter.key == "source") use.source = reader.scalar(parameter);
        else use.parameters[parameter.key] = reader.value(parameter);
    }
    step.checks.push_back(std::move(use));
}

void read_checks(const YamlNode& root, YamlReader& reader, Machine& machine,
                 const std::vector<std::string>& known_checks) {
    const auto* checks = root.find("checks");
    if (!checks || !reader.expect_map(*checks)) return;
    for (const auto& node : checks->children) {
        auto* step = step_named(node, reader, machine);
        if (!step || !expect_list(node, reader)) continue;
        for (const auto& item : node.children)
            if (const auto* use = only_member(item, reader)) read_check(*use, reader, known_checks, *step);
    }
}

void read_effects(const YamlNode& root, YamlReader& reader, Machine& machine) {
    const auto* effects = root.find("effects");
    if (!effects || !reader.expect_map(*effects)) return;
    for (const auto& node : effects->children) {
        auto* step = step_named(node, reader, machine);
        if (!step || !expect_list(node, reader)) continue;
        for (const auto& item : node.children)
            if (const auto* effect = only_member(item, reader))
                if (auto use = read_effect(*effect, reader)) step->effects.push_back(std::move(*use));
    }
}

}  // namespace

void load_steps(const YamlNode& root, YamlReader& reader, Machine& machine, const Loading& loading) {
    const auto* steps = root.find("steps");
    if (!steps) {
        reader.complain(root, "yaml.missing_key", {{"key", "steps"}});
        return;
    }
    if (!reader.expect_map(*steps)) return;
    for (const auto& node : steps->children)
        if (reader.expect_map(node)) machine.steps.push_back(read_step(node, reader, machine));
    read_fields(root, reader, machine, loading.lists);
    read_checks(root, reader, machine, loading.known_checks);
    read_effects(root, reader, machine);
}

}  // namespace foerderlauf
