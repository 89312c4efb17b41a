#include "workflow/diagram_layout.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

constexpr std::size_t most_drawn_to_one = 3;

bool by_system_only(const Step& step) {
    return std::ranges::all_of(step.by, [](const std::string& duty) { return duty == "system"; });
}

std::vector<Line> ways_of(const Machine& machine) {
    std::vector<Line> ways;
    for (const auto& step : machine.steps)
        for (const auto& from : step.from) {
            const auto to = step.target(from);
            if (from == to || !machine.state(from) || !machine.state(to)) continue;
            auto way = std::ranges::find_if(ways, [&](const Line& line) { return line.from == from && line.to == to; });
            if (way == ways.end()) way = ways.insert(ways.end(), Line{from, to, {}, false, true, false});
            way->titles.push_back(step.title);
            way->primary = way->primary || step.primary;
            way->system_only = way->system_only && by_system_only(step);
        }
    return ways;
}

/// Takes the ways out that would hide all others: one step from many states to one.
std::vector<Line> take_crowds(std::vector<Line>& ways) {
    std::map<std::pair<std::string, std::string>, std::size_t> count;  // (first title, target)
    for (const auto& way : ways) ++count[{way.titles.front(), way.to}];
    const auto crowded = [&](const Line& way) {
        return !way.primary && count[{way.titles.front(), way.to}] > most_drawn_to_one;
    };
    std::vector<Line> told;
    std::ranges::copy_if(ways, std::back_inserter(told), crowded);
    std::erase_if(ways, crowded);
    return told;
}

using Ranks = std::map<std::string, int>;

/// Extends the ranks along the given ways until nothing is added; the nearest ranked state counts.
void extend(Ranks& ranks, const std::vector<Line>& ways, bool (*counts)(const Line&)) {
    for (bool added = true; added;) {
        added = false;
        Ranks next;
        for (const auto& way : ways) {
            if (!counts(way) || !ranks.contains(way.from) || ranks.contains(way.to)) continue;
            const int rank = ranks.at(way.from) + 1;
            const auto found = next.find(way.to);
            if (found == next.end() || rank < found->second) next[way.to] = rank;
        }
        added = !next.empty();
        ranks.merge(next);
    }
}

Ranks ranks_of(const Machine& machine, const std::vector<Line>& ways) {
    Ranks ranks{{machine.initial, 0}};
    extend(ranks, ways, [](const Line& way) { return way.primary; });
    extend(ranks, ways, [](const Line& way) { return !way.system_only; });
    extend(ranks, ways, [](const Line&) { return true; });
    int last = 0;
    for (const auto& [state, rank] : ranks) last = std::max(last, rank);
    for (const auto& state : machine.states) ranks.emplace(state.name, last);
    return ranks;
}

/// The states of the left column: from the beginning along primary steps, then along whatever goes on to an end.
std::set<std::string> spine_of(const Machine& machine, const std::vector<Line>& ways, const Ranks& ranks) {
    std::set<std::string> spine;
    for (std::string at = machine.initial; !at.empty() && spine.insert(at).second;) {
        const Line* onward = nullptr;
        for (const auto& way : ways) {
            if (way.from != at || ranks.at(way.to) != ranks.at(at) + 1) continue;
            if (!onward || (way.primary && !onward->primary)) onward = &way;
        }
        at = onward ? onward->to : std::string{};
    }
    return spine;
}

/// Beside the primary way a state stands as near as possible to the column it is reached from.
void place_in_columns(Layout& layout, const std::set<std::string>& spine) {
    std::map<int, std::set<int>> taken;
    for (auto& box : layout.boxes)
        if (spine.contains(box.state->name)) taken[box.rank].insert(0);
    for (auto& box : layout.boxes) {
        if (spine.contains(box.state->name)) continue;
        for (box.column = 1; !taken[box.rank].insert(box.column).second;) ++box.column;
    }
}

void join_ways_back(std::vector<Line>& lines) {
    std::vector<Line> joined;
    for (auto& line : lines) {
        const auto back = std::ranges::find_if(
            joined, [&](const Line& other) { return other.from == line.to && other.to == line.from; });
        if (back == joined.end()) {
            joined.push_back(std::move(line));
            continue;
        }
        back->both_ways = true;
        back->primary = back->primary || line.primary;
        back->system_only = back->system_only && line.system_only;
        std::ranges::move(line.titles, std::back_inserter(back->titles));
    }
    lines = std::move(joined);
}

}  // namespace

const Box& Layout::box(const std::string& state) const {
    return *std::ranges::find_if(boxes, [&](const Box& box) { return box.state->name == state; });
}

Layout layout_of(const Machine& machine) {
    Layout layout;
    layout.lines = ways_of(machine);
    layout.told = take_crowds(layout.lines);
    const auto ranks = ranks_of(machine, layout.lines);
    for (const auto& state : machine.states) layout.boxes.push_back({&state, ranks.at(state.name), 0});
    place_in_columns(layout, spine_of(machine, layout.lines, ranks));
    join_ways_back(layout.lines);
    for (const auto& box : layout.boxes) {
        layout.ranks = std::max(layout.ranks, box.rank + 1);
        layout.columns = std::max(layout.columns, box.column + 1);
    }
    return layout;
}

}  // namespace foerderlauf
