#pragma once

#include <map>
#include <string>

/// The parts of an .xlsx file, written by hand so that a test may break each of them.
struct XlsxInTest {
    std::map<std::string, std::string> parts;

    /// A workbook with this `<sheetData>`, texts 0, 1, 2, … as `shared` and the styles 0: plain, 1: date, 2: own date format,
    /// 3: `0.00 "d"`, which is none.
    explicit XlsxInTest(const std::string& sheet_data, const std::string& shared = {}, bool from_1904 = false);

    /// As a ZIP archive, deflated; under a password when one is given.
    std::string bytes(const char* password = nullptr) const;
};

/// `<c r="D7" t="inlineStr">` with the text.
std::string text_cell(const std::string& place, const std::string& text);
/// A number in a style.
std::string number_cell(const std::string& place, const std::string& number, int style = 0);
/// `<row r="7">` around the cells.
std::string sheet_row(int number, const std::string& cells);
