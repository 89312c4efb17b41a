#include "exchange/spreadsheet_parts.hpp"

#include "exchange/xml_events.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

/// Bytes of UTF-16 text of letters: names in the container of old and of encrypted files (MS-CFB).
bool names_wide(std::string_view bytes, std::string_view letters) {
    std::string wide;
    for (const char c : letters) wide += c, wide += '\0';
    return bytes.find(wide) != std::string_view::npos;
}

constexpr std::string_view compound_mark{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

/// `D7` → 3; nothing for what is no cell.
int column_of(std::string_view reference) {
    int column = 0;
    std::size_t letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 3;
         ++letters)
        column = column * 26 + (reference[letters] - 'A' + 1);
    return letters == 0 ? -1 : column - 1;
}

/// `_x000D_` is how a workbook spells a character that XML cannot hold; of the two that mean a line end one is kept.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with("_x000D_")) i += 6;
        else if (text.substr(i).starts_with("_x000A_")) plain += '\n', i += 6;
        else if (text[i] != '\r') plain += text[i];
    }
    return plain;
}

/// A sheet while it is read.
class SheetReading {
public:
    explicit SheetReading(const SheetSurroundings& around) : around_{around} {}

    bool begin(std::string_view name, const XmlEvents::Attributes& given) {
        if (name == "row") return begin_row(attribute_of(given, "r"));
        if (name == "c") begin_cell(given);
        else if (name == "f") formula_ = true;
        else if (name == "rPh") spoken_ = true;
        else if (name == "v" || (name == "t" && !spoken_)) taking_ = in_cell_;
        return true;
    }
    bool end(std::string_view name) {
        taking_ = false;
        if (name == "rPh") spoken_ = false;
        return name == "c" ? end_cell() : true;
    }
    bool text(std::string_view piece) {
        if (taking_) value_ += piece;
        return true;
    }
    std::vector<SheetRow> rows() {
        std::erase_if(rows_, [](const SheetRow& row) { return row.cells.empty(); });
        return std::move(rows_);
    }

private:
    bool begin_row(std::string_view number) {
        if (!rows_.empty() && rows_.back().cells.empty()) rows_.pop_back();
        int given = last_row_ + 1;
        std::from_chars(number.data(), number.data() + number.size(), given);
        last_row_ = given;
        next_column_ = 0;
        rows_.push_back({given, {}});
        return rows_.size() <= most_sheet_rows;
    }

    void begin_cell(const XmlEvents::Attributes& given) {
        const int column = column_of(attribute_of(given, "r"));
        column_ = column >= 0 ? column : next_column_;
        next_column_ = column_ + 1;
        type_ = std::string{attribute_of(given, "t")};
        style_ = -1;
        const auto style = attribute_of(given, "s");
        std::from_chars(style.data(), style.data() + style.size(), style_);
        value_.clear();
        formula_ = false;
        in_cell_ = true;
    }

    SheetCell cell() const {
        const auto style = static_cast<std::size_t>(style_);
        // A formula that gives no letter says that it gives text; one that nobody has counted says nothing.
        if (value_.empty()) return {column_, formula_ && type_ != "str" ? StoredAs::Uncounted : StoredAs::Text, ""};
        if (type_ == "s") {
            std::size_t place = around_.shared.size();
            std::from_chars(value_.data(), value_.data() + value_.size(), place);
            return {column_, StoredAs::Text, place < around_.shared.size() ? unescaped(around_.shared[place]) : ""};
        }
        if (type_ == "b") return {column_, StoredAs::Truth, value_};
        if (type_ == "e") return {column_, StoredAs::Fault, value_};
        if (type_ == "d") return {column_, StoredAs::Day, value_.substr(0, 10)};
        if (type_ == "str" || type_ == "inlineStr") return {column_, StoredAs::Text, unescaped(value_)};
        if (style_ >= 0 && style < around_.day_styles.size() && around_.day_styles[style])
            return {column_, StoredAs::Day, day_of_serial(value_, around_.from_1904)};
        return {column_, StoredAs::Number, value_};
    }

    bool end_cell() {
        in_cell_ = false;
        if (rows_.empty()) return true;  // a cell outside of every row
        auto read = cell();
        const bool blank = read.kind == StoredAs::Text && read.text.find_first_not_of(" \n\t") == std::string::npos;
        text_size_ += read.text.size();
        if (!blank) rows_.back().cells.push_back(std::move(read));
        return ++cells_ <= most_sheet_cells && text_size_ <= most_sheet_text;
    }

    const SheetSurroundings& around_;
    std::vector<SheetRow> rows_;
    int last_row_ = 0, column_ = 0, next_column_ = 0, style_ = -1;
    std::size_t cells_ = 0, text_size_ = 0;
    std::string type_, value_;
    bool in_cell_ = false, taking_ = false, formula_ = false, spoken_ = false;
};

}  // namespace

Result<std::vector<SheetRow>> read_sheet(const std::string& xml, const SheetSurroundings& around) {
    SheetReading reading{around};
    XmlEvents events;
    events.begin = [&](std::string_view name, const auto& given) { return reading.begin(name, given); };
    events.end = [&](std::string_view name) { return reading.end(name); };
    events.text = [&](std::string_view text) { return reading.text(text); };
    if (const auto read = read_xml(xml, events); !read) return tl::unexpected{read.error()};
    return reading.rows();
}

Result<std::vector<SheetRow>> read_spreadsheet(std::string_view bytes) {
    if (bytes.starts_with(compound_mark))
        return refuse(names_wide(bytes, "EncryptedPackage") ? "rows_xlsx.encrypted" : "rows_xlsx.old_format");
    const auto parts = ZipParts::open(bytes);
    if (!parts) return tl::unexpected{parts.error()};
    if (!parts->has("xl/workbook.xml")) return refuse("rows_xlsx.not_a_workbook");
    if (parts->has("xl/vbaProject.bin")) return refuse("rows_xlsx.macros");
    const auto around = read_surroundings(*parts);
    if (!around) return tl::unexpected{around.error()};
    const auto xml = parts->unpacked(around->part, most_part_bytes);
    if (!xml) return tl::unexpected{xml.error()};
    return read_sheet(*xml, *around);
}

std::string sheet_title(std::string_view bytes) {
    const auto parts = ZipParts::open(bytes);
    const auto around = parts && parts->has("xl/workbook.xml") ? read_surroundings(*parts)
                                                               : Result<SheetSurroundings>{refuse("rows_xlsx.broken")};
    return around ? around->title : std::string{};
}

std::string column_letters(int column) {
    std::string letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    return letters;
}

}  // namespace foerderlauf
