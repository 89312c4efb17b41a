#pragma once

#include "reports/description.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace foerderlauf {

/// How a row of cells looks.
enum class RowLook { Title, Note, Header, Plain, Subtotal, Total };

/// What Excel shows as the properties of the file.
struct WorkbookProperties {
    std::string title, subject, author, comments;
    Instant created{};
    std::vector<std::pair<std::string, std::string>> custom;  ///< name → text
};

struct SheetLook {
    std::string title;        ///< on the tab; legal and unique
    std::vector<int> widths;  ///< of the columns, in characters
    bool landscape = true;
    int header_row = 0;                     ///< frozen with all above it, repeated on every printed page; -1: none
    std::string footer_left, footer_right;  ///< printed; page and pages stand between them
    std::string page_of;                    ///< `Seite {page} von {pages}`
    std::vector<ColumnKind> kinds = {};     ///< how blank cells of the columns are formatted; empty: not at all
};

/// Cells from one corner to the other, both counted from 0 and part of it.
struct CellRange {
    int first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};

/// Colour a cell takes when a condition holds: light, with dark letters, readable in print too.
enum class MarkColour { Red, Green };

/// What may be typed into a cell. The spreadsheet shows title and hint at the cell and refuses everything else with the words.
struct InputRule {
    enum class Takes { Anything, Amount, Integer, Day, Listed } takes = Takes::Anything;
    std::optional<std::int64_t> least = {}, most = {};  ///< Integer
    std::string list;                                   ///< Listed: the range of the choices, see range_name
    std::string title, hint;                            ///< at most 32 and 255 characters
    std::string refusal;                                ///< at most 255 characters
};

/// A native chart over cells of the workbook.
struct ChartLook {
    ChartKind kind = ChartKind::Columns;
    struct Series {
        std::string name;        ///< in the legend
        std::string categories;  ///< range: `'Auswertung'!$A$5:$A$16`
        std::string values;
    };
    std::string title;
    std::vector<Series> series;
    bool stacked = false;
    bool amounts = true;            ///< the axis shows euro, else whole numbers
    int width = 720, height = 360;  ///< pixels
};

/// One sheet of a workbook. Cells must come row by row, from the left: they are packed while more come, so that a long sheet
/// needs little memory. Text is always text: it becomes no formula, no link and no control character.
class Sheet {
public:
    static constexpr int most_rows = 1'048'576;

    /// `kind` decides the number format; the cell must hold that kind or nothing.
    void write(int row, int column, const Cell& cell, ColumnKind kind, RowLook look);
    /// A live formula with the number or word it gives now, for programs that do not calculate.
    void write_formula(int row, int column, const std::string& formula, const Cell& value, ColumnKind kind,
                       RowLook look);
    /// Colours the cells for which the formula, written for the first of them, holds.
    void mark(const CellRange& range, const std::string& formula, MarkColour colour);
    /// Puts a chart with its upper left corner at the cell.
    void place_chart(int row, int column, const ChartLook& look);
    /// What may be typed into the cells; blank is always allowed.
    void expect_input(const CellRange& range, const InputRule& rule);
    /// Filter buttons over the header and the rows below it.
    void filter(int header_row, int last_row, int last_column);

private:
    friend class Workbook;
    struct Handles;
    explicit Sheet(std::shared_ptr<Handles> handles) : handles_{std::move(handles)} {}
    std::shared_ptr<Handles> handles_;
};

/// An .xlsx file being written; the only class that knows libxlsxwriter, which writes everything but the cells
/// (docs/decisions/0012-own-cells.md). Not thread-safe.
/// Throws std::runtime_error when a cell or the file cannot be written. Unsaved workbooks leave no file.
class Workbook {
public:
    Workbook(const std::filesystem::path& file, const WorkbookProperties& properties);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    Sheet add_sheet(const SheetLook& look);
    /// A name for one cell, known in the whole workbook.
    void define_name(const std::string& name, const std::string& sheet_title, int row, int column);
    void save();

private:
    friend class Sheet;
    struct Book;
    std::unique_ptr<Book> book_;
};

/// `DATE(2026,11,20)`: a day inside of a formula.
std::string date_formula(Date day);
/// `'Bewilligungen'!$L$5:$L$20`: cells of one column.
std::string range_name(const std::string& sheet_title, int first_row, int last_row, int column);
/// `B7` for (6, 1).
std::string cell_name(int row, int column);

/// The text as a cell may hold it: at most 32,767 characters, no control characters but line ends, and nothing Excel would
/// read as an escaped character (`_x000D_`).
std::string cell_text(std::string_view text);
/// True when `cell_text` would surely change nothing: most texts by far. False says nothing.
bool is_cell_text(std::string_view text);

}  // namespace foerderlauf
