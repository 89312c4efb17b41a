#pragma once

#include "domain/load.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace foerderlauf {

/// A line of fixed width, its columns counted in characters whatever the bytes were.
class Gv100adLine {
public:
    Gv100adLine(int line_number, std::vector<std::string> characters)
        : number{line_number}, characters_{std::move(characters)} {}
    int number;  ///< in the file, from 1
    std::size_t width() const { return characters_.size(); }
    /// The characters of these columns (from 0, the last included) as UTF-8 without the blanks round them; what lies
    /// beyond the end of the line is empty.
    std::string text(std::size_t from, std::size_t to) const;

private:
    std::vector<std::string> characters_;
};

struct Gv100adText {
    std::vector<Gv100adLine> lines;
    bool read_as_latin1 = false;
};

/// The lines of the file, line ends `\n` or `\r\n`, blank ones left out. Mistakes go to `errors`: bytes that are neither UTF-8
/// nor mean one letter only, text converted twice (`Ã¶`), control characters; such a line is left out.
Gv100adText lines_of_gv100ad(std::string_view bytes, const std::string& file_name, std::vector<LoadError>& errors);

}  // namespace foerderlauf
