#pragma once

#include "base/value.hpp"

#include <string>

namespace foerderlauf {

/// A letter as a flat OpenDocument text: the sheet as `record_of` makes it (with `draft`, `code`, `address`, `sha256` and
/// `squares`), put into a template by mustache. Words are data: XML signs in them are escaped, characters that XML 1.0 has no
/// place for are left out. Pure; throws std::logic_error when the template is none.
///
/// The template gets, beside the texts of the sheet: `information: [{name, value}]`; lines as `[{line, last}]`; of every block
/// its kind as a section, `lines`, of facts `rows: [{name, value}]`, of a table `name`, `columns: [{name}]`, `head` and
/// `rows: [{cells}]` with `{line, figure}` (figure: a column of amounts, set to the right), of a heading `annex`, when it begins
/// with the word the template names in its first line (`{{!annex WORD}}`); `widths: [{name, weight}]` of all columns;
/// `squares` as base64 of an SVG of 18 mm.
std::string fodt_of(const std::string& form, const Record& letter);

}  // namespace foerderlauf
