#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// One line of the difference between two texts.
struct DifferenceLine {
    enum class Kind { Kept, Added, Removed, Gap };  ///< Gap: equal lines that are left out
    Kind kind = Kind::Kept;
    std::string text;  ///< without its line end; empty for a gap
    int number = 0;    ///< of the line in the new text, for a removed one in the old; 0 for a gap
    bool operator==(const DifferenceLine&) const = default;
};

/// What changed from one text to another, line by line as a person would say it (libgit2), with two equal lines around
/// each change. Nothing for equal texts. Texts are UTF-8.
std::vector<DifferenceLine> difference_of(std::string_view before, std::string_view after);

/// Neighbouring words that share their fate, with the blanks and line ends between them.
struct DifferencePiece {
    enum class Kind { Kept, Added, Removed };
    Kind kind = Kind::Kept;
    std::string text;
    bool operator==(const DifferencePiece&) const = default;
};

/// What changed from one text to another, word by word; the kept and added pieces together are the new text but for the number of
/// blanks. Texts are UTF-8 without control characters other than line ends.
std::vector<DifferencePiece> difference_of_words(std::string_view before, std::string_view after);

}  // namespace foerderlauf
