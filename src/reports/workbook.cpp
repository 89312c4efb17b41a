#include "reports/sheet_parts.hpp"
#include "reports/workbook_parts.hpp"

#include <array>
#include <numeric>
#include <stdexcept>

namespace foerderlauf {

namespace {

/// A sheet is printed one page wide; a wide one needs larger paper to stay readable.
std::uint8_t paper_for(const std::vector<int>& widths) {
    constexpr std::uint8_t a3 = 8, a4 = 9;
    constexpr int widest_on_a4 = 180;  // characters
    return std::accumulate(widths.begin(), widths.end(), 0) > widest_on_a4 ? a3 : a4;
}

/// `&` begins a code in headers and footers.
std::string footer_text(const std::string& text) {
    std::string safe;
    for (const char c : cell_text(text)) safe += c == '&' ? std::string{"&&"} : std::string{c};
    return safe;
}

void put_name(std::string& text, std::string_view place, const char* code) {
    if (const auto at = text.find(place); at != std::string::npos) text.replace(at, place.size(), code);
}

}  // namespace

void expect_ok(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error{std::string{"workbook: "} + lxw_strerror(error)};
}

Workbook::Workbook(const std::filesystem::path& file, const WorkbookProperties& properties)
    : book_{std::make_unique<Book>()} {
    // Zip64 stays off: Excel opens it, others do not always, and no sheet here comes near four gigabytes.
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = nullptr, .use_zip64 = LXW_FALSE};
    book_->file = file;
    book_->handle = workbook_new_opt(file.c_str(), &options);
    if (!book_->handle) throw std::runtime_error{"workbook: out of memory"};

    auto title = cell_text(properties.title), subject = cell_text(properties.subject),
         author = cell_text(properties.author), comments = cell_text(properties.comments);
    lxw_doc_properties described{};
    described.title = title.data();
    described.subject = subject.data();
    described.author = author.data();
    described.comments = comments.data();
    described.created = std::chrono::floor<std::chrono::seconds>(properties.created).time_since_epoch().count();
    expect_ok(workbook_set_properties(book_->handle, &described));
    for (const auto& [name, text] : properties.custom) {
        const auto value = cell_text(text).substr(0, 255);  // longest custom property; ASCII here
        expect_ok(workbook_set_custom_property_string(book_->handle, name.c_str(), value.c_str()));
    }
}

Workbook::~Workbook() {
    if (book_->handle) lxw_workbook_free(book_->handle);
}

Sheet Workbook::add_sheet(const SheetLook& look) {
    auto* sheet = workbook_add_worksheet(book_->handle, look.title.c_str());
    if (!sheet) throw std::runtime_error{"workbook: the sheet " + look.title + " cannot be added"};
    for (std::size_t i = 0; i < look.widths.size(); ++i)
        expect_ok(worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), look.widths[i],
                                       i < look.kinds.size() ? book_->format(look.kinds[i], RowLook::Plain) : nullptr));
    const auto header = static_cast<lxw_row_t>(look.header_row);
    worksheet_set_paper(sheet, paper_for(look.widths));
    if (look.landscape) worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.8);
    if (look.header_row >= 0) {
        worksheet_freeze_panes(sheet, header + 1, 0);
        expect_ok(worksheet_repeat_rows(sheet, header, header));
    }
    auto page = footer_text(look.page_of);
    put_name(page, "{page}", "&P");
    put_name(page, "{pages}", "&N");
    expect_ok(worksheet_set_footer(
        sheet, ("&L" + footer_text(look.footer_left) + "&C" + page + "&R" + footer_text(look.footer_right)).c_str()));
    book_->rows.push_back(std::make_shared<SheetRows>());
    return Sheet{std::make_shared<Sheet::Handles>(Sheet::Handles{*book_, sheet, book_->rows.back()})};
}

void Workbook::define_name(const std::string& name, const std::string& sheet_title, int row, int column) {
    std::array<char, LXW_MAX_CELL_NAME_LENGTH> cell{};
    lxw_rowcol_to_cell_abs(cell.data(), static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), LXW_TRUE,
                           LXW_TRUE);
    expect_ok(workbook_define_name(book_->handle, name.c_str(), ("='" + sheet_title + "'!" + cell.data()).c_str()));
}

void Workbook::save() {
    auto* handle = book_->handle;
    book_->handle = nullptr;  // closing frees it, whatever comes of it
    try {
        expect_ok(workbook_close(handle));
        put_rows(book_->file, book_->rows);
    } catch (const std::exception&) {
        std::error_code ignored;
        std::filesystem::remove(book_->file, ignored);
        throw;
    }
}

void Sheet::write(int row, int column, const Cell& cell, ColumnKind kind, RowLook look) {
    auto& rows = *handles_->rows;
    const int style = handles_->book.style(kind, look);
    constexpr int two_lines = 32;  // points
    if (look == RowLook::Header && column == 0) rows.make_row_higher(row, two_lines);
    if (const auto* text = std::get_if<std::string>(&cell)) {
        if (is_cell_text(*text)) rows.write(row, column, style, *text);
        else rows.write(row, column, style, cell_text(*text));
    } else if (const auto* amount = std::get_if<Money>(&cell)) rows.write(row, column, style, *amount);
    else if (const auto* number = std::get_if<std::int64_t>(&cell)) rows.write(row, column, style, *number);
    else if (const auto* rate = std::get_if<Percent>(&cell)) rows.write(row, column, style, *rate);
    else if (const auto* day = std::get_if<Date>(&cell)) rows.write(row, column, style, *day);
    else if (std::holds_alternative<std::monostate>(cell)) rows.write_blank(row, column, style);
    else throw std::logic_error{"a flag is written as a word"};
}

void Sheet::write_formula(int row, int column, const std::string& formula, const Cell& value, ColumnKind kind,
                          RowLook look) {
    const auto* word = std::get_if<std::string>(&value);
    handles_->rows->write_formula(row, column, handles_->book.style(kind, look), formula,
                                  word ? Cell{cell_text(*word)} : value);
}

void Sheet::mark(const CellRange& range, const std::string& formula, MarkColour colour) {
    lxw_conditional_format described{};
    described.type = LXW_CONDITIONAL_TYPE_FORMULA;
    auto criterion = formula;
    described.value_string = criterion.data();
    described.format = handles_->book.mark_format(colour);
    expect_ok(worksheet_conditional_format_range(
        handles_->sheet, static_cast<lxw_row_t>(range.first_row), static_cast<lxw_col_t>(range.first_column),
        static_cast<lxw_row_t>(range.last_row), static_cast<lxw_col_t>(range.last_column), &described));
}

void Sheet::filter(int header_row, int last_row, int last_column) {
    expect_ok(worksheet_autofilter(handles_->sheet, static_cast<lxw_row_t>(header_row), 0,
                                   static_cast<lxw_row_t>(last_row), static_cast<lxw_col_t>(last_column)));
}

std::string date_formula(Date day) {
    return "DATE(" + std::to_string(static_cast<int>(day.year())) + "," +
           std::to_string(static_cast<unsigned>(day.month())) + "," + std::to_string(static_cast<unsigned>(day.day())) +
           ")";
}

std::string range_name(const std::string& sheet_title, int first_row, int last_row, int column) {
    std::array<char, LXW_MAX_CELL_RANGE_LENGTH> range{};
    const auto c = static_cast<lxw_col_t>(column);
    lxw_rowcol_to_range_abs(range.data(), static_cast<lxw_row_t>(first_row), c, static_cast<lxw_row_t>(last_row), c);
    return "'" + sheet_title + "'!" + range.data();
}

std::string cell_name(int row, int column) {
    std::array<char, LXW_MAX_CELL_NAME_LENGTH> cell{};
    lxw_rowcol_to_cell(cell.data(), static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column));
    return cell.data();
}

}  // namespace foerderlauf
