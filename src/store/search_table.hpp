#pragma once

#include "store/statement.hpp"
#include "store/store.hpp"

namespace foerderlauf {

/// The words of a case as the index keeps them (base/search_words.hpp).
struct SearchText {
    std::string told;    ///< for everybody who sees the case
    std::string untold;  ///< besides, for the authority: letters not served yet, drafts of the notice
    bool operator==(const SearchText&) const = default;
};
/// `row` as the projector made it; `letters` with their contents, erased ones empty.
SearchText search_text_of(const CaseRow& row, const std::vector<FrozenLetter>& letters);

/// The query of FTS5 for what somebody looks for: every word in quotes, so that none is an operator. Empty for no words.
std::string match_expression(const std::string& text);

class SearchReading {
public:
    explicit SearchReading(sqlite3* connection);
    SearchText of_case(CaseId id);

private:
    Statement of_case_;
};

class SearchWriting {
public:
    explicit SearchWriting(sqlite3* connection);
    /// Writes what changed against `before`.
    void keep(CaseId id, const SearchText& text, const SearchText& before);
    /// Removes what deleted rows left in the index: after an erasure no word of it may stand in the file.
    void purge();

private:
    Statement insert_, delete_, optimize_;
};

}  // namespace foerderlauf
