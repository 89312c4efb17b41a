#include "casework/search.hpp"

#include "base/search_words.hpp"
#include "casework/case_row.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

constexpr std::size_t words_before = 8, words_behind = 24;

bool is_wanted(const SearchWord& word, const std::vector<std::vector<std::string>>& wanted) {
    return std::ranges::any_of(wanted, [&](const std::vector<std::string>& group) {
        const auto exact = std::ranges::find(group, word.normal) != group.end();
        const auto& last = group.back();  // may go on
        return exact || word.normal.starts_with(last) || (!word.plain.empty() && word.plain.starts_with(last));
    });
}

/// Texts of a case that this reader may read, in the order in which a place is looked for.
std::vector<SearchPart> readable_parts(Snapshot& snapshot, const CaseReading& reading) {
    const auto row = row_of(*reading.definition, reading.file);
    std::vector<SearchPart> parts;
    for (const auto& part : row.words)
        if (part.told || !reading.as_applicant) parts.push_back(part);
    for (auto& letter : snapshot.letters(reading.file.id)) {
        const bool untold = std::ranges::find(row.untold_letters, letter.seq) != row.untold_letters.end();
        if (!untold || !reading.as_applicant) parts.push_back({"letter", std::move(letter.content), !untold});
    }
    return parts;
}

void add_place(Snapshot& snapshot, const Programmes& programmes, const Account& account, const std::string& wanted,
               SearchHit& hit) {
    auto file = snapshot.case_file(hit.row.id);
    if (!file) return;
    const auto reading = reading_without_offers(programmes, account, std::move(*file));
    for (const auto& part : readable_parts(snapshot, reading)) {
        if (part.kind == "letter" && !hit.pieces.empty()) return;  // every letter has number, name and title
        auto pieces = snippet_of(part.text, wanted);
        if (pieces.empty()) continue;
        hit.kind = part.kind == "case" ? std::string{} : part.kind;
        hit.pieces = std::move(pieces);
        if (part.kind != "case" && part.kind != "title")
            return;  // number and title stand there anyway: a text says more
    }
}

}  // namespace

std::vector<SnippetPiece> snippet_of(std::string_view text, std::string_view wanted) {
    const auto groups = wanted_words(wanted);
    const auto words = search_words(text);
    const auto first = std::ranges::find_if(words, [&](const SearchWord& word) { return is_wanted(word, groups); });
    std::vector<SnippetPiece> pieces;
    if (first == words.end()) return pieces;
    const auto at = static_cast<std::size_t>(first - words.begin());
    const auto from = at > words_before ? at - words_before : 0;
    const auto to = std::min(words.size(), at + words_behind);
    std::size_t written = from == 0 ? 0 : words[from].begin;
    if (from > 0) pieces.push_back({"… ", false});
    for (auto number = from; number < to; ++number) {
        const auto& word = words[number];
        if (!is_wanted(word, groups)) continue;
        if (word.begin > written) pieces.push_back({std::string{text.substr(written, word.begin - written)}, false});
        pieces.push_back({std::string{text.substr(word.begin, word.end - word.begin)}, true});
        written = word.end;
    }
    const auto end = to == words.size() ? text.size() : words[to - 1].end;
    if (end > written) pieces.push_back({std::string{text.substr(written, end - written)}, false});
    if (to < words.size()) pieces.push_back({" …", false});
    return pieces;
}

SearchResult search_cases(Store& store, const Programmes& programmes, const Account& account, CaseQuery query) {
    SearchResult result;
    if (wanted_words(query.text).empty()) return result;
    const auto limit = static_cast<std::size_t>(query.limit++);
    store.read([&](Snapshot& snapshot) {
        auto rows = snapshot.cases(query);
        result.more = rows.size() > limit;
        if (result.more) rows.resize(limit);
        for (auto& row : rows) {
            SearchHit hit{std::move(row), {}, {}};
            add_place(snapshot, programmes, account, query.text, hit);
            result.hits.push_back(std::move(hit));
        }
        query.after.reset();
        result.count = snapshot.count(query);
    });
    return result;
}

}  // namespace foerderlauf
