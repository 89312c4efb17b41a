#include "web/pages/difference_lines.hpp"

#include "exchange/text_difference.hpp"

namespace foerderlauf {

namespace {

View line_view(const Words& words, const DifferenceLine& line) {
    using Kind = DifferenceLine::Kind;
    if (line.kind == Kind::Gap)
        return View::Group{{"line_mark", "…"}, {"line_kind", "gap"}, {"line_text", ""}, {"line_said", false}};
    const bool added = line.kind == Kind::Added, removed = line.kind == Kind::Removed;
    const auto* said = added ? "pages.versions.line_added" : "pages.versions.line_removed";
    return View::Group{{"line_mark", added     ? "+"
                                     : removed ? "−"
                                               : " "},
                       {"line_kind", added     ? "added"
                                     : removed ? "removed"
                                               : "kept"},
                       {"line_text", line.text},
                       {"line_said", added || removed ? View{words.sentence(said)} : View{false}}};
}

}  // namespace

View::Views difference_lines(const Words& words, std::string_view before, std::string_view after) {
    View::Views lines;
    for (const auto& line : difference_of(before, after)) lines.push_back(line_view(words, line));
    return lines;
}

}  // namespace foerderlauf
