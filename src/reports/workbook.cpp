#include "reports/workbook.hpp"

#include <array>
#include <map>
#include <numeric>
#include <stdexcept>
#include <xlsxwriter.h>

namespace foerderlauf {

namespace {

void expect_ok(lxw_error error) {
    if (error != LXW_NO_ERROR) throw std::runtime_error{std::string{"workbook: "} + lxw_strerror(error)};
}

/// The format's only number is a double. Up to 10^13 cents it is printed with its 16 digits and read back exactly.
double as_number(Money amount) { return static_cast<double>(amount.in_cents()) / 100; }
double as_number(Percent rate) { return static_cast<double>(rate.hundredths) / 10'000; }

lxw_datetime as_datetime(Date day) {
    return {static_cast<int>(day.year()),
            static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day())),
            0,
            0,
            0};
}

const char* number_format(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::Amount: return "#,##0.00 \"€\";[Red]-#,##0.00 \"€\"";
        case ColumnKind::Day: return "dd.mm.yyyy";
        case ColumnKind::Integer: return "0";
        case ColumnKind::Rate: return "0.00 %";
        case ColumnKind::Key: return "@";
        case ColumnKind::Text:
        case ColumnKind::Flag: return nullptr;
    }
    throw std::logic_error{"unknown kind of column"};
}

/// Amounts to the right, dates and small numbers in the middle, words to the left but off the amount beside them.
void place_in_cell(lxw_format* format, ColumnKind kind) {
    if (kind == ColumnKind::Amount || kind == ColumnKind::Rate) return format_set_align(format, LXW_ALIGN_RIGHT);
    const bool in_the_middle = kind == ColumnKind::Integer || kind == ColumnKind::Day || kind == ColumnKind::Flag;
    if (in_the_middle) return format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
}

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

struct Workbook::Book {
    lxw_workbook* handle = nullptr;
    std::filesystem::path file;
    std::map<std::pair<ColumnKind, RowLook>, lxw_format*> formats;

    lxw_format* format(ColumnKind kind, RowLook look);
    void dress(lxw_format* format, ColumnKind kind, RowLook look) const;
};

void Workbook::Book::dress(lxw_format* format, ColumnKind kind, RowLook look) const {
    format_set_font_name(format, "Calibri");
    if (const auto* number = number_format(kind); number && look != RowLook::Header)
        format_set_num_format(format, number);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    switch (look) {
        case RowLook::Title:
            format_set_bold(format);
            format_set_font_size(format, 14);
            return;
        case RowLook::Note: format_set_font_color(format, 0x555555); return;
        case RowLook::Header:
            format_set_bold(format);
            format_set_text_wrap(format);
            format_set_bg_color(format, 0xDCE6F1);
            format_set_bottom(format, LXW_BORDER_THIN);
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            place_in_cell(format, kind);
            return;
        case RowLook::Plain:
            // Rows keep their height: a wrapped text would be cut by programs that do not measure it.
            place_in_cell(format, kind);
            return;
        case RowLook::Subtotal:
            format_set_bold(format);
            format_set_top(format, LXW_BORDER_HAIR);
            format_set_bg_color(format, 0xF2F2F2);
            return;
        case RowLook::Total:
            format_set_bold(format);
            format_set_top(format, LXW_BORDER_THIN);
            format_set_bottom(format, LXW_BORDER_DOUBLE);
            return;
    }
}

lxw_format* Workbook::Book::format(ColumnKind kind, RowLook look) {
    auto& known = formats[{kind, look}];
    if (!known) {
        known = workbook_add_format(handle);
        dress(known, kind, look);
    }
    return known;
}

struct Sheet::Handles {
    Workbook::Book& book;
    lxw_worksheet* sheet;
};

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
        expect_ok(
            worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), look.widths[i], nullptr));
    const auto header = static_cast<lxw_row_t>(look.header_row);
    worksheet_set_paper(sheet, paper_for(look.widths));
    if (look.landscape) worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.8);
    worksheet_freeze_panes(sheet, header + 1, 0);
    expect_ok(worksheet_repeat_rows(sheet, header, header));
    auto page = footer_text(look.page_of);
    put_name(page, "{page}", "&P");
    put_name(page, "{pages}", "&N");
    expect_ok(worksheet_set_footer(
        sheet, ("&L" + footer_text(look.footer_left) + "&C" + page + "&R" + footer_text(look.footer_right)).c_str()));
    return Sheet{std::make_shared<Sheet::Handles>(Sheet::Handles{*book_, sheet})};
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
    if (const auto error = workbook_close(handle); error != LXW_NO_ERROR) {
        std::error_code ignored;
        std::filesystem::remove(book_->file, ignored);
        expect_ok(error);
    }
}

void Sheet::write(int row, int column, const Cell& cell, ColumnKind kind, RowLook look) {
    auto* sheet = handles_->sheet;
    auto* format = handles_->book.format(kind, look);
    const auto r = static_cast<lxw_row_t>(row);
    const auto c = static_cast<lxw_col_t>(column);
    constexpr double two_lines = 32;  // points
    if (look == RowLook::Header && column == 0) expect_ok(worksheet_set_row(sheet, r, two_lines, nullptr));
    if (const auto* text = std::get_if<std::string>(&cell))
        expect_ok(worksheet_write_string(sheet, r, c, cell_text(*text).c_str(), format));
    else if (const auto* amount = std::get_if<Money>(&cell))
        expect_ok(worksheet_write_number(sheet, r, c, as_number(*amount), format));
    else if (const auto* number = std::get_if<std::int64_t>(&cell))
        expect_ok(worksheet_write_number(sheet, r, c, static_cast<double>(*number), format));
    else if (const auto* rate = std::get_if<Percent>(&cell))
        expect_ok(worksheet_write_number(sheet, r, c, as_number(*rate), format));
    else if (const auto* day = std::get_if<Date>(&cell)) {
        auto moment = as_datetime(*day);
        expect_ok(worksheet_write_datetime(sheet, r, c, &moment, format));
    } else if (std::holds_alternative<std::monostate>(cell)) expect_ok(worksheet_write_blank(sheet, r, c, format));
    else throw std::logic_error{"a flag is written as a word"};
}

void Sheet::write_formula(int row, int column, const std::string& formula, const Cell& value, ColumnKind kind,
                          RowLook look) {
    const auto* amount = std::get_if<Money>(&value);
    const auto* number = std::get_if<std::int64_t>(&value);
    if (!amount && !number) throw std::logic_error{"a formula has a number for its value"};
    const double stored = amount ? as_number(*amount) : static_cast<double>(*number);
    expect_ok(worksheet_write_formula_num(handles_->sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                                          formula.c_str(), handles_->book.format(kind, look), stored));
}

void Sheet::filter(int header_row, int last_row, int last_column) {
    expect_ok(worksheet_autofilter(handles_->sheet, static_cast<lxw_row_t>(header_row), 0,
                                   static_cast<lxw_row_t>(last_row), static_cast<lxw_col_t>(last_column)));
}

std::string cell_name(int row, int column) {
    std::array<char, LXW_MAX_CELL_NAME_LENGTH> cell{};
    lxw_rowcol_to_cell(cell.data(), static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column));
    return cell.data();
}

}  // namespace foerderlauf
