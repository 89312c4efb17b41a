#pragma once

#include "reports/workbook.hpp"

#include <map>
#include <xlsxwriter.h>

namespace foerderlauf {

/// What the files of Workbook share; nobody else includes it. Throws std::runtime_error for what libxlsxwriter refuses.
void expect_ok(lxw_error error);

struct Workbook::Book {
    lxw_workbook* handle = nullptr;
    std::filesystem::path file;
    std::map<std::pair<ColumnKind, RowLook>, lxw_format*> formats;
    std::map<MarkColour, lxw_format*> mark_formats;

    lxw_format* format(ColumnKind kind, RowLook look);
    lxw_format* mark_format(MarkColour colour);
};

struct Sheet::Handles {
    Workbook::Book& book;
    lxw_worksheet* sheet;
    std::string title;
};

}  // namespace foerderlauf
