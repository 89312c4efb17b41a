#pragma once

#include "workflow/definition.hpp"

#include <string>
#include <string_view>

namespace foerderlauf {

/// The machine as a drawing from top to bottom: the way of the primary steps on the left, what leaves it beside it.
/// An `<svg>` element for a page: classes only (`fl-draw…`), a title, and a description that says the drawn ways in words
/// (or the caller's own, which can name the place of a case). `current_state`, if any, is marked.
/// Ways that lead from more than three states to the same one (withdrawing, say) are said in the description, not drawn.
std::string diagram_svg(const Machine& machine, std::string_view current_state = {}, std::string_view description = {});

/// The same machine for Mermaid (`stateDiagram-v2`) and Graphviz; every step is an edge.
std::string diagram_mermaid(const Machine& machine);
std::string diagram_dot(const Machine& machine);

}  // namespace foerderlauf
