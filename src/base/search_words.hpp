#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// A word of a text as a search compares it: small letters without marks, `ä ö ü ß` as `ae oe ue ss`.
struct SearchWord {
    std::string normal;
    std::string plain;      ///< the same with `a o u` where that differs (`Possneck` for `Pößneck`), else empty
    std::size_t begin = 0;  ///< bytes of the text it stands in
    std::size_t end = 0;
};

/// The words of a text: runs of letters, digits and signs beyond ASCII that are no punctuation. A word of more than 64 bytes
/// counts with its first 64. Well-formed UTF-8 is expected; of anything else the bytes are skipped.
std::vector<SearchWord> search_words(std::string_view text);

/// The words of a text with a blank between them, the plain forms behind a `·`, which stands in no word: what an index keeps.
std::string indexed_words(std::string_view text);

/// What somebody looks for: groups of words that stand side by side (`EGOV-2026-0042` is one of three), written apart by
/// blanks. The last word of each group may go on. At most 12 groups of 12 words; nothing in it is an operator.
std::vector<std::vector<std::string>> wanted_words(std::string_view query);

/// Whether an index text (`indexed_words`) has every group somewhere.
bool has_words(std::string_view indexed, const std::vector<std::vector<std::string>>& wanted);

}  // namespace foerderlauf
