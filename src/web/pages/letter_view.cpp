#include "web/pages/letter_view.hpp"

namespace foerderlauf {

namespace {

using Kind = LetterBlock::Kind;

View::Views lines_view(const std::vector<std::string>& lines) {
    View::Views views;
    for (const auto& line : lines) views.emplace_back(View::Group{{"line", line}});
    return views;
}

std::string joined_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : "\n") + line;
    return text;
}

/// The first cell of a row names it, the others follow.
View::Views rows_view(const LetterBlock& block) {
    View::Views rows;
    for (const auto& row : block.rows) {
        View::Views cells;
        for (std::size_t column = 1; column < row.size(); ++column)
            cells.emplace_back(
                View::Group{{"cell", row[column]}, {"column", column < block.head.size() ? block.head[column] : ""}});
        rows.emplace_back(View::Group{{"row_name", row.front()}, {"cells", std::move(cells)}});
    }
    return rows;
}

View block_view(const LetterBlock& block) {
    View view = View::Group{{"heading_of_block", false}, {"paragraph", false},       {"items", false},
                            {"amount", false},           {"facts_of_letter", false}, {"table", false},
                            {"rows", rows_view(block)}};
    switch (block.kind) {
        case Kind::Heading: view["heading_of_block"] = joined_lines(block.lines); break;
        case Kind::Items: view["items"] = View::Group{{"lines", lines_view(block.lines)}}; break;
        case Kind::Amount: view["amount"] = joined_lines(block.lines); break;
        case Kind::Facts: view["facts_of_letter"] = true; break;
        case Kind::Table: view["table"] = View::Group{{"columns", lines_view(block.head)}}; break;
        case Kind::Paragraph:
        case Kind::Signature: view["paragraph"] = joined_lines(block.lines); break;
    }
    return view;
}

/// Without the marks that turn what follows around (U+202A to U+202E, U+2066 to U+2069): they are frozen with the letter's
/// words and turn nothing around here, as they do not on paper (src/letters/typst/press.mjs).
std::string without_turns(std::string text) {
    for (const std::string_view mark :
         {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"})
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.erase(at, mark.size());
    return text;
}

View without_turns(const View& view) {
    if (const auto* words = std::get_if<std::string>(&view.any())) return without_turns(*words);
    if (const auto* list = std::get_if<View::Views>(&view.any())) {
        View::Views still;
        for (const auto& item : *list) still.push_back(without_turns(item));
        return still;
    }
    if (const auto* members = std::get_if<View::Group>(&view.any())) {
        View::Group still;
        for (const auto& [name, member] : *members) still.emplace(name, without_turns(member));
        return still;
    }
    return view;
}

}  // namespace

View letter_view(const LetterSheet& sheet) {
    View::Views information, blocks;
    for (const auto& [name, value] : sheet.information)
        information.emplace_back(View::Group{{"row_name", name}, {"value", value}});
    for (const auto& block : sheet.blocks) blocks.push_back(block_view(block));
    const View view = View::Group{{"authority", sheet.authority},
                                  {"place_and_day", sheet.place + (sheet.date.empty() ? "" : ", " + sheet.date)},
                                  {"information", std::move(information)},
                                  {"addressee", joined_lines(sheet.recipient)},
                                  {"title_of_letter", sheet.title},
                                  {"subject", joined_lines(sheet.subject)},
                                  {"blocks", std::move(blocks)}};
    return without_turns(view);
}

}  // namespace foerderlauf
