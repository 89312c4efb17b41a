#pragma once

#include "reports/sheet_rows.hpp"
#include "reports/workbook.hpp"

#include <array>
#include <map>
#include <xlsxwriter.h>

namespace foerderlauf {

/// What the files of Workbook share; nobody else includes it. Throws std::runtime_error for what libxlsxwriter refuses.
void expect_ok(lxw_error error);

inline constexpr std::size_t kinds_of_columns = static_cast<std::size_t>(ColumnKind::Flag) + 1;
inline constexpr std::size_t looks_of_rows = static_cast<std::size_t>(RowLook::Total) + 1;

struct Workbook::Book {
    lxw_workbook* handle = nullptr;
    std::filesystem::path file;
    /// By kind of column, then look.
    std::array<std::array<lxw_format*, looks_of_rows>, kinds_of_columns> formats{};
    std::array<std::array<int, looks_of_rows>, kinds_of_columns> styles{};
    std::map<MarkColour, lxw_format*> mark_formats;
    std::vector<std::shared_ptr<SheetRows>> rows;  ///< of the sheets, in their order

    lxw_format* format(ColumnKind kind, RowLook look);
    /// The number that cells of the format carry in the file.
    int style(ColumnKind kind, RowLook look);
    lxw_format* mark_format(MarkColour colour);
};

struct Sheet::Handles {
    Workbook::Book& book;
    lxw_worksheet* sheet;
    std::shared_ptr<SheetRows> rows;
};

}  // namespace foerderlauf
