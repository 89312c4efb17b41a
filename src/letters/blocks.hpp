#pragma once

#include "base/value.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foerderlauf {

/// One part of a letter's body, as a look lays it out.
struct LetterBlock {
    enum class Kind {
        Heading,    ///< one line
        Paragraph,  ///< lines as they were broken
        Items,      ///< one line each
        Amount,     ///< what the letter is about in figures; further lines below it
        Facts,      ///< rows without a head: what, and then its value
        Table,      ///< rows below a head
        Signature,
    };
    Kind kind = Kind::Paragraph;
    std::vector<std::string> lines = {};
    std::vector<std::string> head = {};
    std::vector<std::vector<std::string>> rows = {};
    bool operator==(const LetterBlock&) const = default;
};

/// A letter's words cut into what a sheet of paper has places for.
struct LetterSheet {
    std::string authority, place, date;
    std::vector<std::pair<std::string, std::string>> information;  ///< `Aktenzeichen`, `EGOV-2026-0042`
    std::vector<std::string> recipient;
    std::string title;
    std::vector<std::string> subject;
    std::vector<LetterBlock> blocks;
};

/// Cuts the text of a letter. Its first three parts, divided by empty lines, are the head (authority; place and date;
/// lines `name: value`), the recipient, and the title with the lines below it. In what follows a line begins with
///
///     ##   a heading
///     =    the amount the letter is about
///     –    an item of a list
///     ||   the head of a table, its columns divided by ` | `
///     |    a row of it; without a head before it, a fact and its value
///     ~    the signature
///
/// and a blank; every other line is part of a paragraph, or goes on with the last row or item when no empty line divides
/// them. Every text has a sheet: what fits nothing is a paragraph. Pure.
LetterSheet letter_sheet(std::string_view text);

/// A value put into a template keeps its words and can never become one of the marks above: a line that begins with one is
/// set in by a blank, and `|` becomes `¦`.
std::string without_marks(std::string_view value);

/// The sheet as a look gets it: `authority`, `place`, `date`, `number` (the value beside the first information), `information`,
/// `recipient`, `title`, `subject`, `blocks: [{kind, lines, head, rows}]`, kinds in small letters.
Record record_of(const LetterSheet& sheet);

}  // namespace foerderlauf
