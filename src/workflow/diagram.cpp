#include "workflow/diagram.hpp"

#include <fmt/format.h>

namespace foerderlauf {

namespace {

/// Mermaid ends a label at a line end and reads `;` and `:` as its own; number signs spell them.
std::string mermaid_text(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '"': safe += "#34;"; break;
            case '#': safe += "#35;"; break;
            case ':': safe += "#58;"; break;
            case ';': safe += "#59;"; break;
            case '\n': safe += ' '; break;
            default: safe += c;
        }
    }
    return safe;
}

std::string dot_text(std::string_view text) {
    std::string safe = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') safe += '\\';
        if (c == '\n') safe += "\\n";
        else safe += c;
    }
    return safe + '"';
}

}  // namespace

std::string diagram_mermaid(const Machine& machine) {
    std::string text = "stateDiagram-v2\n";
    for (const auto& state : machine.states)
        text += fmt::format("    state \"{}\" as {}\n", mermaid_text(state.label), state.name);
    text += fmt::format("    [*] --> {}\n", machine.initial);
    for (const auto& step : machine.steps)
        for (const auto& from : step.from)
            text += fmt::format("    {} --> {}: {}\n", from, step.target(from), mermaid_text(step.title));
    for (const auto& state : machine.states)
        if (state.final) text += fmt::format("    {} --> [*]\n", state.name);
    return text;
}

std::string diagram_dot(const Machine& machine) {
    std::string text = fmt::format("digraph {} {{\n    label={};\n    rankdir=TB;\n    node [shape=box];\n",
                                   dot_text(machine.name), dot_text(machine.title));
    for (const auto& state : machine.states)
        text += fmt::format("    {} [label={}{}];\n", dot_text(state.name), dot_text(state.label),
                            state.final ? ", peripheries=2" : "");
    for (const auto& step : machine.steps)
        for (const auto& from : step.from)
            text += fmt::format("    {} -> {} [label={}];\n", dot_text(from), dot_text(step.target(from)),
                                dot_text(step.title));
    return text + "}\n";
}

}  // namespace foerderlauf
