#pragma once

#include "workflow/definition.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace foerderlauf {

/// Where a state's box stands: `rank` counts rows from the top, `column` from the left, where the primary way is.
struct Box {
    const State* state = nullptr;
    int rank = 0;
    int column = 0;
};

/// A line between two boxes for all steps that lead from one to the other.
struct Line {
    std::string from, to;
    std::vector<std::string> titles;  ///< of the steps, for a person who points at the line
    bool primary = false;
    bool system_only = true;
    bool both_ways = false;  ///< a line for the way back as well
};

struct Layout {
    std::vector<Box> boxes;  ///< in the order of the states
    std::vector<Line> lines;
    std::vector<Line> told;  ///< ways from more than three states to the same one: told, not drawn
    int ranks = 0;
    int columns = 0;
    const Box& box(const std::string& state) const;
};

/// Rows by distance: first along primary steps, then along the others, system's last; ends that many states lead to stand
/// in the last row.
Layout layout_of(const Machine& machine);

}  // namespace foerderlauf
