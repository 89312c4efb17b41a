#include "bench/recorded_cells.hpp"

#include <array>
#include <cstring>
#include <expat.h>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <xlsxwriter.h>
#include <zip.h>

namespace foerderlauf::bench {

namespace {

enum class Kind : std::uint32_t { Blank, Number, Text, NumberFormula, TextFormula };

/// Followed by the bytes of a text or formula with their zero, then by those of the word a formula gives.
struct Cell {
    Kind kind = Kind::Blank;
    std::uint32_t row = 0, column = 0, style = 0;
    double number = 0;
    std::uint32_t text_size = 0, word_size = 0;
};

std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes; attributes += 2)
        if (*attributes == name) return attributes[1];
    return {};
}

struct Closing {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* part) const { zip_fclose(part); }
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

}  // namespace

/// Told by expat what stands in a sheet.
class SheetReader {
public:
    explicit SheetReader(RecordedCells::Sheet& sheet, unsigned& styles) : sheet_{sheet}, styles_{styles} {}

    void read(zip_file_t* part) {
        const std::unique_ptr<std::remove_pointer_t<XML_Parser>, Closing> parser{XML_ParserCreate(nullptr)};
        XML_SetUserData(parser.get(), this);
        XML_SetElementHandler(
            parser.get(),
            [](void* self, const XML_Char* name, const XML_Char** attributes) {
                static_cast<SheetReader*>(self)->begin(name, attributes);
            },
            [](void* self, const XML_Char* name) { static_cast<SheetReader*>(self)->end(name); });
        XML_SetCharacterDataHandler(parser.get(), [](void* self, const XML_Char* text, int size) {
            static_cast<SheetReader*>(self)->text_.append(text, static_cast<std::size_t>(size));
        });
        std::array<char, 65'536> piece{};
        for (;;) {
            const auto size = zip_fread(part, piece.data(), piece.size());
            if (size < 0 || XML_Parse(parser.get(), piece.data(), static_cast<int>(size), size == 0) != XML_STATUS_OK)
                throw std::runtime_error{"a recorded sheet cannot be read"};
            if (size == 0) return;
        }
    }

private:
    void begin(std::string_view name, const XML_Char** attributes) {
        text_.clear();
        if (name != "c") return;
        cell_ = {};
        formula_.clear();
        value_.clear();
        const std::string place{attribute(attributes, "r")}, style{attribute(attributes, "s")};
        cell_.row = lxw_name_to_row(place.c_str());
        cell_.column = lxw_name_to_col(place.c_str());
        cell_.style = style.empty() ? 0 : static_cast<std::uint32_t>(std::stoul(style));
        styles_ = std::max(styles_, cell_.style + 1);
        is_word_ = !attribute(attributes, "t").empty();
    }
    void end(std::string_view name) {
        if (name == "f") formula_ = "=" + text_;
        else if (name == "v" || name == "t") value_ = text_;
        else if (name == "c") keep();
    }
    void keep() {
        if (!formula_.empty()) cell_.kind = is_word_ ? Kind::TextFormula : Kind::NumberFormula;
        else if (!value_.empty()) cell_.kind = is_word_ ? Kind::Text : Kind::Number;
        if (!is_word_ && !value_.empty()) cell_.number = std::stod(value_);
        const auto& text = formula_.empty() ? value_ : formula_;
        if (cell_.kind != Kind::Number && cell_.kind != Kind::Blank)
            cell_.text_size = static_cast<std::uint32_t>(text.size() + 1);
        if (cell_.kind == Kind::TextFormula) cell_.word_size = static_cast<std::uint32_t>(value_.size() + 1);
        sheet_.cells.append(reinterpret_cast<const char*>(&cell_), sizeof cell_);
        sheet_.cells.append(text.c_str(), cell_.text_size);
        sheet_.cells.append(value_.c_str(), cell_.word_size);
        ++sheet_.count;
    }

    RecordedCells::Sheet& sheet_;
    unsigned& styles_;
    Cell cell_;
    bool is_word_ = false;
    std::string text_, formula_, value_;
};

RecordedCells::RecordedCells(const std::filesystem::path& workbook) {
    const std::unique_ptr<zip_t, Closing> archive{zip_open(workbook.c_str(), ZIP_RDONLY, nullptr)};
    if (!archive) throw std::runtime_error{"the recorded workbook cannot be read"};
    for (int number = 1;; ++number) {
        const auto name = "xl/worksheets/sheet" + std::to_string(number) + ".xml";
        const std::unique_ptr<zip_file_t, Closing> part{zip_fopen(archive.get(), name.c_str(), 0)};
        if (!part) return;
        SheetReader{sheets_.emplace_back(), styles_}.read(part.get());
    }
}

std::size_t RecordedCells::count() const {
    std::size_t sum = 0;
    for (const auto& sheet : sheets_) sum += sheet.count;
    return sum;
}

void RecordedCells::write_to(const std::filesystem::path& file) const {
    lxw_workbook_options options{.constant_memory = LXW_TRUE, .tmpdir = nullptr, .use_zip64 = LXW_FALSE};
    auto* book = workbook_new_opt(file.c_str(), &options);
    std::vector<lxw_format*> formats;
    for (unsigned i = 0; i < styles_; ++i) {
        formats.push_back(workbook_add_format(book));
        format_set_num_format(formats.back(), "#,##0.00 \"€\"");
        format_set_indent(formats.back(), static_cast<std::uint8_t>(i));
    }
    for (const auto& recorded : sheets_) {
        auto* sheet = workbook_add_worksheet(book, nullptr);
        const char* at = recorded.cells.data();
        for (std::size_t i = 0; i < recorded.count; ++i) {
            Cell cell;
            std::memcpy(&cell, at, sizeof cell);
            const char* text = at + sizeof cell;
            at = text + cell.text_size + cell.word_size;
            const auto row = static_cast<lxw_row_t>(cell.row);
            const auto column = static_cast<lxw_col_t>(cell.column);
            auto* format = formats[cell.style];
            switch (cell.kind) {
                case Kind::Blank: worksheet_write_blank(sheet, row, column, format); break;
                case Kind::Number: worksheet_write_number(sheet, row, column, cell.number, format); break;
                case Kind::Text: worksheet_write_string(sheet, row, column, text, format); break;
                case Kind::NumberFormula:
                    worksheet_write_formula_num(sheet, row, column, text, format, cell.number);
                    break;
                case Kind::TextFormula:
                    worksheet_write_formula_str(sheet, row, column, text, format, text + cell.text_size);
                    break;
            }
        }
    }
    if (workbook_close(book) != LXW_NO_ERROR) throw std::runtime_error{"bare workbook"};
}

}  // namespace foerderlauf::bench
