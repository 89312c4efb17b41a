#include "store/search_table.hpp"

#include "base/search_words.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr auto words_of_case = "SELECT told, untold FROM search_index WHERE rowid = $1";
constexpr auto insert_words = "INSERT INTO search_index (rowid, told, untold) VALUES ($1, $2, $3)";
constexpr auto delete_words = "DELETE FROM search_index WHERE rowid = $1";
// https://www.sqlite.org/fts5.html#the_optimize_command: one segment without the marks of deleted words.
constexpr auto optimize_index = "INSERT INTO search_index (search_index) VALUES ('optimize')";

void add(std::string& words, std::string_view text) {
    const auto more = indexed_words(text);
    if (more.empty()) return;
    // A sign that stands in no word: nobody finds the end of one text and the beginning of the next side by side.
    words += (words.empty() ? "" : " \u00B7 ") + more;
}

}  // namespace

SearchText search_text_of(const CaseRow& row, const std::vector<FrozenLetter>& letters) {
    SearchText text;
    for (const auto& part : row.words) add(part.told ? text.told : text.untold, part.text);
    for (const auto& letter : letters) {
        const bool untold = std::ranges::find(row.untold_letters, letter.seq) != row.untold_letters.end();
        add(untold ? text.untold : text.told, letter.content);
    }
    return text;
}

std::string match_expression(const std::string& text) {
    std::string expression;
    for (const auto& group : wanted_words(text))
        expression += (expression.empty() ? "\"" : " AND \"") + joined(group, " ") + "\" *";
    return expression;
}

SearchReading::SearchReading(sqlite3* connection) : of_case_{connection, words_of_case} {}

SearchText SearchReading::of_case(CaseId id) {
    auto rows = of_case_.query(id);
    return rows.next() ? SearchText{rows.string(0), rows.string(1)} : SearchText{};
}

SearchWriting::SearchWriting(sqlite3* connection)
    : insert_{connection, insert_words}, delete_{connection, delete_words}, optimize_{connection, optimize_index} {}

void SearchWriting::keep(CaseId id, const SearchText& text, const SearchText& before) {
    if (text == before) return;
    if (before != SearchText{}) delete_.run(id);
    if (text != SearchText{}) insert_.run(id, text.told, text.untold);
}

void SearchWriting::purge() { optimize_.run(); }

}  // namespace foerderlauf
