#include "workflow/load_parts.hpp"

#include <filesystem>

namespace foerderlauf {

namespace {

const std::vector<std::string> known_keys = {"machine",      "title",   "inside",    "opens_in", "opened_by",
                                             "open_at_once", "initial", "forms",     "states",   "steps",
                                             "fields",       "checks",  "deadlines", "effects"};

void read_head(const YamlNode& root, const std::string& path, YamlReader& reader, Machine& machine) {
    machine.place = reader.place(root);
    for (const auto& member : root.children) machine.places[member.key] = reader.place(member);
    machine.name = reader.required_text(root, "machine");
    machine.title = reader.required_text(root, "title");
    machine.initial = reader.required_text(root, "initial");
    const auto expected = std::filesystem::path{path}.stem().string();
    if (!machine.name.empty() && machine.name != expected)
        reader.complain(*root.find("machine"), "load.name_differs", {{"name", machine.name}, {"expected", expected}});
}

/// Where a child machine lives and who opens it.
void read_opening(const YamlNode& root, YamlReader& reader, Machine& machine) {
    machine.inside = reader.text(root, "inside");
    machine.opens_in = reader.names(root, "opens_in");
    machine.opened_by = reader.names(root, "opened_by");
    if (machine.inside.empty()) {
        for (const auto* key : {"opens_in", "opened_by", "open_at_once"})
            if (const auto* node = root.find(key)) reader.complain(*node, "load.only_inside", {{"key", key}});
        return;
    }
    for (const auto* key : {"opens_in", "opened_by", "open_at_once"})
        if (!root.find(key)) reader.complain(root, "yaml.missing_key", {{"key", key}});
    const auto* at_once = root.find("open_at_once");
    if (!at_once || !reader.expect_map(*at_once)) return;
    reader.expect_map(*at_once, {"most", "source"});
    machine.open_at_once_source = reader.required_text(*at_once, "source");
    const auto most = reader.integer(*at_once, "most");
    if (most && *most >= 1 && *most <= 1000) machine.open_at_once = static_cast<int>(*most);
    else if (most || !at_once->find("most")) reader.complain(*at_once, "load.open_at_once");
}

void read_form_editors(const YamlNode& root, YamlReader& reader, Machine& machine) {
    const auto* forms = root.find("forms");
    if (!forms || !reader.expect_map(*forms)) return;
    for (const auto& node : forms->children) {
        if (!reader.expect_map(node)) continue;
        reader.expect_map(node, {"by"});
        if (!node.find("by")) reader.complain(node, "yaml.missing_key", {{"key", "by"}});
        machine.places["forms." + node.key] = reader.place(node);
        machine.form_editors[node.key] = reader.names(node, "by");
    }
}

State read_state(const YamlNode& node, YamlReader& reader) {
    reader.expect_map(node, {"label", "public", "owner", "edits", "no_clock", "final"});
    State state;
    state.name = node.key;
    state.place = reader.place(node);
    state.label = reader.required_text(node, "label");
    state.public_label = node.find("public") ? reader.text(node, "public") : state.label;
    state.owner = reader.text(node, "owner");
    state.edits = reader.names(node, "edits");
    state.no_clock = reader.text(node, "no_clock");
    state.final = reader.flag(node, "final");
    if (!is_name(state.name, Dashes::Refused)) reader.complain(node, "load.bad_name", {{"name", state.name}});
    if (state.final && !state.owner.empty()) reader.complain(node, "load.final_owner", {{"state", state.name}});
    if (!state.final && state.owner.empty()) reader.complain(node, "load.no_owner", {{"state", state.name}});
    return state;
}

void read_states(const YamlNode& root, YamlReader& reader, Machine& machine) {
    const auto* states = root.find("states");
    if (!states) {
        reader.complain(root, "yaml.missing_key", {{"key", "states"}});
        return;
    }
    if (!reader.expect_map(*states)) return;
    for (const auto& node : states->children)
        if (reader.expect_map(node)) machine.states.push_back(read_state(node, reader));
}

/// A machine that programmes share cites by name (`source: "@payment"`); each programme says what that is for it.
void cite(YamlNode& node, YamlReader& reader, const std::map<std::string, std::string>& sources) {
    if (node.key == "source" && node.is_scalar() && node.text.starts_with('@')) {
        const auto found = sources.find(node.text.substr(1));
        if (found != sources.end()) node.text = found->second;
        else reader.complain(node, "load.no_such_source", {{"name", node.text.substr(1)}});
    }
    for (auto& child : node.children) cite(child, reader, sources);
}

}  // namespace

std::optional<Machine> load_machine(const std::string& yaml, const std::string& path, Loading& loading) {
    auto root = read_yaml(yaml, path, loading.errors);
    YamlReader reader{path, loading.errors};
    if (!root || !reader.expect_map(*root)) return {};
    cite(*root, reader, loading.sources);
    reader.expect_map(*root, known_keys);
    Machine machine;
    read_head(*root, path, reader, machine);
    read_opening(*root, reader, machine);
    read_form_editors(*root, reader, machine);
    read_states(*root, reader, machine);
    load_steps(*root, reader, machine, loading);
    load_deadlines(*root, reader, machine);
    return machine;
}

}  // namespace foerderlauf
