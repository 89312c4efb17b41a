#include "reports/sheet_rows.hpp"

#include "reports/workbook.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace foerderlauf {

namespace {

constexpr std::size_t piece_length = 262'144;
constexpr std::size_t marks_of_cell = 160;  ///< more than what stands around the value of a cell, and than any number
constexpr std::size_t longest_escape = 5;   ///< `&amp;`

char* put(char* at, std::string_view text) {
    std::memcpy(at, text.data(), text.size());
    return at + text.size();
}

char* put_whole(char* at, std::uint64_t number) { return std::to_chars(at, at + 20, number).ptr; }

/// `A`, `AB`: as spreadsheets count columns.
char* put_column(char* at, int column) {
    constexpr int letters = 26;
    if (column >= letters) at = put_column(at, column / letters - 1);
    *at = static_cast<char>('A' + column % letters);
    return at + 1;
}

/// `80000.5` for 8000050 with two decimals: the exact number, without blank decimals.
char* put_decimal(char* at, std::int64_t whole, int decimals) {
    auto magnitude = static_cast<std::uint64_t>(whole);
    if (whole < 0) {
        *at++ = '-';
        magnitude = 0 - magnitude;
    }
    std::uint64_t unit = 1;
    for (int i = 0; i < decimals; ++i) unit *= 10;
    at = put_whole(at, magnitude / unit);
    auto rest = magnitude % unit;
    if (rest == 0) return at;
    *at++ = '.';
    for (; rest > 0; rest %= unit) {
        unit /= 10;
        *at++ = static_cast<char>('0' + rest / unit);
    }
    return at;
}

char* put_escaped(char* at, std::string_view text) {
    for (const char c : text) switch (c) {
            case '&': at = put(at, "&amp;"); break;
            case '<': at = put(at, "&lt;"); break;
            case '>': at = put(at, "&gt;"); break;
            default: *at++ = c;
        }
    return at;
}

/// Readers drop it unless they are told not to.
bool has_blank_end(std::string_view text) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\n'; };
    return is_blank(text.front()) || is_blank(text.back());
}

/// Days as spreadsheets count them: 1 is 1 January 1900, and 60 a 29 February 1900 that never was.
std::int64_t serial_of(Date day) {
    using namespace std::chrono;
    const auto days = (sys_days{day} - sys_days{year{1899} / December / 30}).count();
    return days > 60 ? days : days - 1;
}

}  // namespace

void SheetRows::write(int row, int column, int style, std::string_view text) {
    if (text.empty()) return write_blank(row, column, style);
    auto* at = begin_cell(row, column, style, text.size() * longest_escape);
    at = put(at, has_blank_end(text) ? R"( t="inlineStr"><is><t xml:space="preserve">)" : R"( t="inlineStr"><is><t>)");
    end_at(put(put_escaped(at, text), "</t></is></c>"));
}

void SheetRows::write(int row, int column, int style, Money amount) {
    write_number(row, column, style, amount.in_cents(), 2);
}
void SheetRows::write(int row, int column, int style, Percent rate) {
    write_number(row, column, style, rate.hundredths, 4);
}
void SheetRows::write(int row, int column, int style, Date day) { write_number(row, column, style, serial_of(day), 0); }
void SheetRows::write(int row, int column, int style, std::int64_t number) {
    write_number(row, column, style, number, 0);
}

void SheetRows::write_number(int row, int column, int style, std::int64_t whole, int decimals) {
    auto* at = put(begin_cell(row, column, style, 0), "><v>");
    end_at(put(put_decimal(at, whole, decimals), "</v></c>"));
}

void SheetRows::write_blank(int row, int column, int style) { end_at(put(begin_cell(row, column, style, 0), "/>")); }

void SheetRows::write_formula(int row, int column, int style, std::string_view formula, const Cell& value) {
    const auto* word = std::get_if<std::string>(&value);
    const auto* amount = std::get_if<Money>(&value);
    const auto* number = std::get_if<std::int64_t>(&value);
    if (!word && !amount && !number) throw std::logic_error{"a formula has a number or a word for its value"};
    const auto length = formula.size() + (word ? word->size() : 0);
    auto* at = put(begin_cell(row, column, style, length * longest_escape), word ? " t=\"str\"><f>" : "><f>");
    at = put(put_escaped(at, formula.substr(1)), "</f><v>");
    if (word) at = put_escaped(at, *word);
    else at = amount ? put_decimal(at, amount->in_cents(), 2) : put_decimal(at, *number, 0);
    end_at(put(at, "</v></c>"));
}

void SheetRows::make_row_higher(int row, int height) {
    begin_row(row, R"( ht=")" + std::to_string(height) + R"(" customHeight="1")");
}

std::string SheetRows::dimension() const {
    if (row_ < 0) return "A1";
    return cell_name(first_row_, first_column_) + ":" + cell_name(row_, last_column_);
}

PackedText& SheetRows::finish() {
    if (row_ >= 0) end_at(put(piece_.data() + used_, "</row>"));
    piece_.resize(used_);
    if (used_ > 0) packed_.add(std::move(piece_));
    return packed_;
}

void SheetRows::begin_row(int row, std::string_view more) {
    if (row <= row_) throw std::logic_error{"workbook: a row is written after the rows below it"};
    if (row_ < 0) first_row_ = row;
    else end_at(put(piece_.data() + used_, "</row>"));
    if (used_ >= piece_length) {
        piece_.resize(used_);
        packed_.add(std::exchange(piece_, {}));
        used_ = 0;
    }
    if (piece_.size() < piece_length + marks_of_cell) piece_.resize(piece_length + piece_length / 8);
    row_ = row;
    column_ = -1;
    auto* const name = row_name_.data();
    row_name_length_ = static_cast<std::size_t>(put_whole(name, static_cast<std::uint64_t>(row) + 1) - name);
    auto* at = put(piece_.data() + used_, "<row r=\"");
    at = put(put(at, {name, row_name_length_}), "\"");
    end_at(put(put(at, more), ">"));
}

/// Where the rest of the cell goes: `<c r="S12" s="4"` is written, and there is room for what follows.
char* SheetRows::begin_cell(int row, int column, int style, std::size_t room) {
    if (row != row_) begin_row(row, {});
    if (column <= column_) throw std::logic_error{"workbook: a cell is written after those to its right"};
    first_column_ = first_row_ == row && column_ < 0 ? column : std::min(first_column_, column);
    last_column_ = std::max(last_column_, column);
    column_ = column;
    const auto needed = used_ + room + 2 * marks_of_cell;  // the row is ended too
    if (piece_.size() < needed) piece_.resize(std::max(needed, piece_.size() + piece_.size() / 2));
    auto* at = put_column(put(piece_.data() + used_, "<c r=\""), column);
    at = put(at, {row_name_.data(), row_name_length_});
    if (style > 0) at = put_whole(put(at, "\" s=\""), static_cast<std::uint64_t>(style));
    return put(at, "\"");
}

void SheetRows::end_at(const char* at) { used_ = static_cast<std::size_t>(at - piece_.data()); }

}  // namespace foerderlauf
