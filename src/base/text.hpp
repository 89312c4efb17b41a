#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// Well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool is_utf8(std::string_view bytes);

/// Without leading and trailing white space (blank, tab, line ends, no-break space).
std::string_view trimmed(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);
std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// Number of characters (code points), not bytes.
std::size_t length_of(std::string_view utf8);

/// The candidate that differs least from `word` (Levenshtein), or empty when none is near enough to be meant.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// Lower case for searching: ASCII and the German letters Ä Ö Ü.
std::string folded(std::string_view utf8);

}  // namespace foerderlauf
