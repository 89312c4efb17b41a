#include "base/text.hpp"
#include "workflow/diagram.hpp"
#include "workflow/diagram_layout.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace foerderlauf {

namespace {

// All lengths in the drawing's own units; the page scales it as a whole.
constexpr int box_width = 190, box_height = 50, row_gap = 36, lane_width = 12, least_gap = 26, margin = 4,
              least_width = 960;

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            default: safe += c;
        }
    }
    return safe;
}

/// The label in one line, or in two when it is too wide for the box.
std::vector<std::string> lines_of(const std::string& label) {
    if (length_of(label) <= 22) return {label};
    std::size_t best = std::string::npos;
    for (auto blank = label.find(' '); blank != std::string::npos; blank = label.find(' ', blank + 1)) {
        const auto off_middle = [&](std::size_t at) {
            return at > label.size() / 2 ? at - label.size() / 2 : label.size() / 2 - at;
        };
        if (best == std::string::npos || off_middle(blank) < off_middle(best)) best = blank;
    }
    if (best == std::string::npos) return {label};
    return {label.substr(0, best), label.substr(best + 1)};
}

/// Which gap beside a column a long line runs in: 0 is left of column 0, c + 1 right of column c.
struct Lane {
    int gap = 0;
    int index = 0;
};

/// Coordinates of everything drawn. Long lines to the same box share a lane, so that they read as one.
class Drawing {
public:
    Drawing(const Machine& machine, const Layout& layout)
        : machine_{machine}, layout_{layout}, lanes_in_gap_(static_cast<std::size_t>(layout.columns) + 1) {
        for (const auto& line : layout_.lines)
            if (is_long(line)) choose_lane(line);
    }

    std::string svg(std::string_view current, std::string_view description) const;

private:
    int rows_apart(const Line& line) const { return std::abs(layout_.box(line.from).rank - layout_.box(line.to).rank); }
    bool is_level(const Line& line) const {
        return rows_apart(line) == 0 && std::abs(layout_.box(line.from).column - layout_.box(line.to).column) == 1;
    }
    bool is_long(const Line& line) const { return rows_apart(line) != 1 && !is_level(line); }

    int gap_for(const Line& line) const {
        const auto& from = layout_.box(line.from);
        const auto& to = layout_.box(line.to);
        if (from.column == to.column)
            return to.rank < from.rank ? to.column : to.column + 1;  // back on the left, on on the right
        return from.column < to.column ? to.column : to.column + 1;
    }

    void choose_lane(const Line& line) {
        const int gap = gap_for(line);
        const auto key = std::pair{gap, line.to};
        if (lanes_.contains(key)) return;
        lanes_[key] = {gap, lanes_in_gap_[static_cast<std::size_t>(gap)]++};
    }

    int gap_width(int gap) const { return least_gap + lane_width * lanes_in_gap_[static_cast<std::size_t>(gap)]; }
    int left_of_gap(int gap) const {
        int x = margin;
        for (int before = 0; before < gap; ++before) x += gap_width(before) + box_width;
        return x;
    }
    int left(const Box& box) const { return left_of_gap(box.column) + gap_width(box.column); }
    int right(const Box& box) const { return left(box) + box_width; }
    int middle(const Box& box) const { return left(box) + box_width / 2; }
    int top(const Box& box) const { return margin + box.rank * (box_height + row_gap); }
    int bottom(const Box& box) const { return top(box) + box_height; }
    int centre(const Box& box) const { return top(box) + box_height / 2; }
    int lane_x(Lane lane) const {
        return left_of_gap(lane.gap) + least_gap / 2 + lane_width / 2 + lane_width * lane.index;
    }

    /// A page draws it as wide as its column: a small machine must not become a poster.
    int width() const {
        return std::max(least_width, left_of_gap(layout_.columns) + gap_width(layout_.columns) + margin);
    }
    int height() const { return 2 * margin + layout_.ranks * (box_height + row_gap) - row_gap; }

    std::string level_path(const Line& line, std::string& tips) const;
    std::string short_path(const Line& line, std::string& tips) const;
    std::string long_path(const Line& line, std::string& tips) const;
    std::string line_svg(const Line& line) const;
    std::string box_svg(const Box& box, bool current) const;
    std::string ways_in_words() const;

    const Machine& machine_;
    const Layout& layout_;
    std::vector<int> lanes_in_gap_;
    std::map<std::pair<int, std::string>, Lane> lanes_;
};

std::string down_tip(int x, int y) { return fmt::format("M{} {}l-5-9h10z", x, y); }
std::string up_tip(int x, int y) { return fmt::format("M{} {}l-5 9h10z", x, y); }
std::string left_tip(int x, int y) { return fmt::format("M{} {}l9-5v10z", x, y); }
std::string right_tip(int x, int y) { return fmt::format("M{} {}l-9-5v10z", x, y); }

/// Between neighbours of one row.
std::string Drawing::level_path(const Line& line, std::string& tips) const {
    const auto& from = layout_.box(line.from);
    const auto& to = layout_.box(line.to);
    const bool rightwards = to.column > from.column;
    const int start = rightwards ? right(from) : left(from);
    const int end = rightwards ? left(to) : right(to);
    tips += rightwards ? right_tip(end, centre(to)) : left_tip(end, centre(to));
    if (line.both_ways) tips += rightwards ? left_tip(start, centre(from)) : right_tip(start, centre(from));
    return fmt::format("M{} {}H{}", start, centre(from), end);
}

/// Between neighbouring rows: out of one box, along the gap, into the other. Sideways lines leave beside the straight one.
std::string Drawing::short_path(const Line& line, std::string& tips) const {
    const auto& from = layout_.box(line.from);
    const auto& to = layout_.box(line.to);
    const bool down = to.rank > from.rank;
    const int beside = from.column == to.column ? 0 : 24;
    const int start = middle(from) + (to.column > from.column ? beside : -beside);
    const int end = middle(to) + (to.column > from.column ? -beside : beside);
    const int from_y = down ? bottom(from) : top(from);
    const int to_y = down ? top(to) : bottom(to);
    tips += down ? down_tip(end, to_y) : up_tip(end, to_y);
    if (line.both_ways) tips += down ? up_tip(start, from_y) : down_tip(start, from_y);
    return fmt::format("M{} {}V{}H{}V{}", start, from_y, (from_y + to_y) / 2, end, to_y);
}

/// Over several rows: sideways into a lane of a gap, along it, and sideways into the box.
std::string Drawing::long_path(const Line& line, std::string& tips) const {
    const auto& from = layout_.box(line.from);
    const auto& to = layout_.box(line.to);
    const auto lane = lanes_.at({gap_for(line), line.to});
    const int x = lane_x(lane);
    const int end_y = centre(to) + (to.rank < from.rank ? 12 : -12);
    const bool enters_from_left = x < left(to);
    tips += enters_from_left ? right_tip(left(to), end_y) : left_tip(right(to), end_y);
    const int end_x = enters_from_left ? left(to) : right(to);
    const bool beside_lane = lane.gap == from.column || lane.gap == from.column + 1;
    if (beside_lane) {
        const bool leaves_left = x < left(from);
        const int start_y = centre(from) + (to.rank < from.rank ? -12 : 12);
        const int start_x = leaves_left ? left(from) : right(from);
        if (line.both_ways) tips += leaves_left ? right_tip(start_x, start_y) : left_tip(start_x, start_y);
        return fmt::format("M{} {}H{}V{}H{}", start_x, start_y, x, end_y, end_x);
    }
    // Boxes stand between: first out of the row, then across in the gap below or above it.
    const bool down = to.rank > from.rank;
    const int out_y = down ? bottom(from) + row_gap / 4 : top(from) - row_gap / 4;
    if (line.both_ways) tips += down ? up_tip(middle(from), bottom(from)) : down_tip(middle(from), top(from));
    return fmt::format("M{} {}V{}H{}V{}H{}", middle(from), down ? bottom(from) : top(from), out_y, x, end_y, end_x);
}

std::string Drawing::line_svg(const Line& line) const {
    std::string tips;
    const auto path = is_level(line)  ? level_path(line, tips)
                      : is_long(line) ? long_path(line, tips)
                                      : short_path(line, tips);
    const char* kind = line.primary ? " fl-draw__edge--main" : line.system_only ? " fl-draw__edge--system" : "";
    const char* tip_kind = line.primary ? " fl-draw__tip--main" : "";
    return fmt::format(
        "<g><title>{}</title><path class=\"fl-draw__edge{}\" d=\"{}\"/><path class=\"fl-draw__tip{}\" d=\"{}\"/></g>\n",
        escaped(joined(line.titles, ", ")), kind, path, tip_kind, tips);
}

std::string Drawing::box_svg(const Box& box, bool current) const {
    const char* kind = current ? " fl-draw__box--now" : box.state->final ? " fl-draw__box--final" : "";
    std::string svg = fmt::format(
        "<g{}><rect class=\"fl-draw__box{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\"/>",
        current ? " aria-current=\"step\"" : "", kind, left(box), top(box), box_width, box_height);
    const auto lines = lines_of(box.state->label);
    int y = centre(box) + (lines.size() == 1 ? 5 : -4);
    for (const auto& line : lines) {
        svg += fmt::format("<text{} x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                           current ? " class=\"fl-draw__on\"" : "", middle(box), y, escaped(line));
        y += 18;
    }
    return svg + "</g>\n";
}

std::string Drawing::ways_in_words() const {
    std::vector<std::string> ways;
    const auto label = [&](const std::string& state) { return machine_.state(state)->label; };
    for (const auto& step : machine_.steps) {
        std::map<std::string, std::vector<std::string>> from_by_target;
        for (const auto& from : step.from)
            if (const auto to = step.target(from); to != from && machine_.state(from) && machine_.state(to))
                from_by_target[to].push_back(label(from));
        for (const auto& [to, from] : from_by_target)
            ways.push_back(step.title + ": " + joined(from, ", ") + " → " + label(to));
    }
    return joined(ways, ". ");
}

std::string Drawing::svg(std::string_view current, std::string_view description) const {
    const auto id = "draw-" + machine_.name;
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fl-draw\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
        "aria-labelledby=\"{2}-title {2}-desc\">\n",
        width(), height(), escaped(id));
    svg += fmt::format("<title id=\"{0}-title\">{1}</title>\n<desc id=\"{0}-desc\">{2}</desc>\n", escaped(id),
                       escaped(machine_.title),
                       escaped(description.empty() ? ways_in_words() : std::string{description}));
    for (const auto& line : layout_.lines) svg += line_svg(line);
    for (const auto& box : layout_.boxes) svg += box_svg(box, box.state->name == current);
    return svg + "</svg>\n";
}

}  // namespace

std::string diagram_svg(const Machine& machine, std::string_view current_state, std::string_view description) {
    if (!machine.state(machine.initial)) return {};
    const auto layout = layout_of(machine);
    return Drawing{machine, layout}.svg(current_state, description);
}

}  // namespace foerderlauf
