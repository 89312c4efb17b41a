#pragma once

#include "web/pages/form_view.hpp"

namespace foerderlauf {

/// A table for reading inside an AnswersPart. `caption` is its name, read out, and shown where a part has several.
View answers_table(const std::string& caption, const View::Views& heads, View::Views lines, std::string sum = {});
View answers_head(const std::string& label, bool number);
/// A line from its cells, each beside the head it belongs to. The first cell names the line.
View answers_line(const View::Views& heads, const std::vector<std::string>& cells);

/// What was given, for reading: lines for single values and tables for rows, as `_answers` prints them.
struct AnswersPart {
    std::string id, title;
    View::Views lines = {}, tables = {};

    void add_line(const std::string& label, std::string words);
    /// The same, marked: something that must be given is not.
    void add_lacking(const std::string& label, std::string words);
    /// The field's value as a line, or as a table when it has rows; nothing when nothing was given.
    void add_field(const Field& field, const Value& value, const Words& words);
    bool empty() const { return lines.empty() && tables.empty(); }
    View view() const;
};

}  // namespace foerderlauf
