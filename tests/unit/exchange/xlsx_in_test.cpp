#include "unit/exchange/xlsx_in_test.hpp"

#include <stdexcept>
#include <zip.h>

XlsxInTest::XlsxInTest(const std::string& sheet_data, const std::string& shared, bool from_1904) {
    const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    parts["xl/workbook.xml"] = head + "<workbook xmlns:r=\"r\"><workbookPr date1904=\"" + (from_1904 ? "1" : "0") +
                               "\"/><sheets><sheet name=\"Alt\" sheetId=\"9\" state=\"hidden\" r:id=\"rId9\"/>"
                               "<sheet name=\"Liste\" sheetId=\"4\" r:id=\"rId1\"/><sheet name=\"Auswahl\" "
                               "sheetId=\"5\" r:id=\"rId9\"/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] =
        head + "<Relationships><Relationship Id=\"rId9\" Target=\"worksheets/sheet9.xml\"/>"
               "<Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    parts["xl/worksheets/sheet1.xml"] = head + "<worksheet><sheetData>" + sheet_data + "</sheetData></worksheet>";
    parts["xl/sharedStrings.xml"] = head + "<sst>" + shared + "</sst>";
    parts["xl/styles.xml"] = head +
                             "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-407]dd/\\ mmmm\\ yyyy;@\"/>"
                             "<numFmt numFmtId=\"165\" formatCode=\"0.00 &quot;d&quot;\"/></numFmts>"
                             "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                             "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
                             "numFmtId=\"165\"/></cellXfs></styleSheet>";
}

std::string XlsxInTest::bytes(const char* password) const {
    zip_error_t error;
    zip_error_init(&error);
    auto* memory = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(memory);
    auto* archive = zip_open_from_source(memory, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!archive) throw std::runtime_error{"no archive"};
    for (const auto& [name, text] : parts) {
        auto* source = zip_source_buffer(archive, text.data(), text.size(), 0);
        const auto place = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (place < 0) throw std::runtime_error{"no part"};
        if (password) zip_file_set_encryption(archive, static_cast<zip_uint64_t>(place), ZIP_EM_AES_256, password);
    }
    if (zip_close(archive) != 0) throw std::runtime_error{"not closed"};
    zip_source_open(memory);
    zip_stat_t about;
    zip_source_stat(memory, &about);
    std::string packed(about.size, '\0');
    zip_source_read(memory, packed.data(), packed.size());
    zip_source_close(memory);
    zip_source_free(memory);
    return packed;
}

std::string text_cell(const std::string& place, const std::string& text) {
    return "<c r=\"" + place + R"(" t="inlineStr"><is><t>)" + text + "</t></is></c>";
}

std::string number_cell(const std::string& place, const std::string& number, int style) {
    return "<c r=\"" + place + "\" s=\"" + std::to_string(style) + "\"><v>" + number + "</v></c>";
}

std::string sheet_row(int number, const std::string& cells) {
    return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}
