#pragma once

#include "casework/reading.hpp"

namespace foerderlauf {

/// A piece of a found text: `found` is what was looked for.
struct SnippetPiece {
    std::string text;
    bool found = false;
    bool operator==(const SnippetPiece&) const = default;
};

/// A case with one place where it has what was looked for, out of what this reader may read.
struct SearchHit {
    CaseRow row;
    std::string kind;                  ///< title | description | message | notice | letter; empty: number or name
    std::vector<SnippetPiece> pieces;  ///< a few words around the first place
};
struct SearchResult {
    std::vector<SearchHit> hits;
    std::int64_t count = 0;  ///< of all pages
    bool more = false;
};

/// One page of the cases that have every word of `query.text`; rights are those of `query.visibility` and, for the place shown, of
/// the account. Without a word nothing is found.
SearchResult search_cases(Store& store, const Programmes& programmes, const Account& account, CaseQuery query);

/// The part of a text around the first wanted word, with all wanted words in it marked; empty where it has none.
std::vector<SnippetPiece> snippet_of(std::string_view text, std::string_view wanted);

}  // namespace foerderlauf
