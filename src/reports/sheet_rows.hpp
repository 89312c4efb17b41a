#pragma once

#include "reports/packed_text.hpp"
#include "reports/query.hpp"

#include <array>
#include <string_view>

namespace foerderlauf {

/// The rows of one sheet as the file holds them (ECMA-376 part 1, § 18.3.1): cells come row by row, from the left. `style` is the
/// number of the cell's format; texts are clean (`cell_text`). Throws std::logic_error for a cell out of its order.
/// Not thread-safe.
class SheetRows {
public:
    /// Points, for the row of the next cell, before any of its cells.
    void make_row_higher(int row, int height);
    void write(int row, int column, int style, std::string_view text);
    void write(int row, int column, int style, Money amount);
    void write(int row, int column, int style, Percent rate);
    void write(int row, int column, int style, Date day);
    void write(int row, int column, int style, std::int64_t number);
    void write_blank(int row, int column, int style);
    /// `=A1+B1` with its value: an amount, a whole number or a word.
    void write_formula(int row, int column, int style, std::string_view formula, const Cell& value);

    /// `A1:S20`: from the first cell to the last. `A1` when there is none.
    std::string dimension() const;
    /// Ends the last row and gives the packed rows, which live as long as this. Once: nothing may be written any more.
    PackedText& finish();

private:
    void begin_row(int row, std::string_view more);
    char* begin_cell(int row, int column, int style, std::size_t room);
    void end_at(const char* at);
    void write_number(int row, int column, int style, std::int64_t whole, int decimals);

    PackedText packed_;
    std::string piece_;     ///< being written: as long as it may get
    std::size_t used_ = 0;  ///< of it
    int row_ = -1, column_ = -1;
    int first_row_ = 0, first_column_ = 0, last_column_ = 0;
    std::array<char, 8> row_name_{};  ///< `12` for row 11
    std::size_t row_name_length_ = 0;
};

}  // namespace foerderlauf
