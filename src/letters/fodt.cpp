#include "letters/fodt.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <kainjow/mustache.hpp>
#include <openssl/evp.h>
#include <stdexcept>

namespace foerderlauf {

namespace {

namespace mustache = kainjow::mustache;
using Data = mustache::data;

/// What XML 1.0 § 2.2 allows, escaped.
std::string in_xml(const std::string& plain) {
    std::string safe;
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const auto byte = static_cast<unsigned char>(plain[at]);
        if (byte < 0x20 && byte != '\t' && byte != '\n') continue;
        const std::string_view rest = std::string_view{plain}.substr(at, 3);
        if (rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") {  // U+FFFE and U+FFFF are no characters
            at += 2;
            continue;
        }
        switch (byte) {
            case '&': safe += "&amp;"; break;
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&apos;"; break;
            default: safe += plain[at];
        }
    }
    return safe;
}

std::string text_in(const Value& value) { return value.as_text() ? *value.as_text() : std::string{}; }

std::vector<std::string> texts_in(const List& list) {
    std::vector<std::string> texts;
    for (const auto& value : list) texts.push_back(text_in(value));
    return texts;
}

/// An empty text would still open its section.
Data text_or_nothing(const std::string& text) { return text.empty() ? Data{false} : Data{text}; }

Data list_data() { return Data{Data::type::list}; }
Data object_data() { return Data{Data::type::object}; }

Data lines_data(const List& lines) {
    auto data = list_data();
    for (std::size_t at = 0; at < lines.size(); ++at) {
        auto line = object_data();
        line.set("line", text_in(lines[at]));
        line.set("last", Data{at + 1 == lines.size()});
        data << line;
    }
    return data;
}

Data named(const std::string& name, const std::string& value) {
    auto data = object_data();
    data.set("name", name);
    data.set("value", value);
    return data;
}

/// `1.234,00 €`, `−5,00 €`, `70 %` and small numbers, but no year.
bool is_figure(std::string_view text) {
    for (const std::string_view unit : {" €", "\u00A0€", " %", "\u00A0%"})
        if (text.ends_with(unit)) text.remove_suffix(unit.size());
    for (const std::string_view sign : {"−", "-"})
        if (text.starts_with(sign)) text.remove_prefix(sign.size());
    const bool digits = !text.empty() && std::ranges::all_of(text, [](char character) {
        return (character >= '0' && character <= '9') || character == '.' || character == ',';
    });
    return digits && (text.size() <= 3 || text.find(',') != std::string_view::npos);
}

/// One table: its columns' weights go to all others' into `widths`.
class TableData {
public:
    TableData(const Record& block, std::string name, Data& widths) : name_{std::move(name)}, widths_{widths} {
        rows_.push_back(texts_in(list_of(block, "head")));
        for (const auto& row : list_of(block, "rows")) {
            auto cells = texts_in(*row.as_list());
            cells.resize(rows_.front().size());
            rows_.push_back(std::move(cells));
        }
    }

    Data made() {
        auto columns = list_data(), rows = list_data();
        for (std::size_t column = 0; column < rows_.front().size(); ++column) {
            columns << measured(column);
            figures_.push_back(rows_.size() > 1 &&
                               std::ranges::all_of(rows_.begin() + 1, rows_.end(), [column](const auto& row) {
                                   return row[column].empty() || is_figure(row[column]);
                               }));
        }
        for (std::size_t row = 1; row < rows_.size(); ++row) {
            auto data = object_data();
            data.set("cells", cells_of(rows_[row]));
            rows << data;
        }
        auto table = object_data();
        table.set("name", name_);
        table.set("columns", columns);
        table.set("head", cells_of(rows_.front()));
        table.set("rows", rows);
        return table;
    }

private:
    Data measured(std::size_t column) {
        std::size_t longest = 8;
        for (const auto& row : rows_) longest = std::max(longest, length_of(row[column]));
        auto width = object_data(), names = object_data();
        const auto name = name_ + "." + std::to_string(column + 1);
        width.set("name", name);
        width.set("weight", std::to_string(std::min<std::size_t>(longest, 40)));
        widths_ << width;
        names.set("name", name);
        return names;
    }

    Data cells_of(const std::vector<std::string>& row) const {
        auto cells = list_data();
        for (std::size_t column = 0; column < row.size(); ++column) {
            auto cell = object_data();
            cell.set("line", row[column]);
            cell.set("figure", Data{static_cast<bool>(figures_[column])});
            cells << cell;
        }
        return cells;
    }

    const std::string name_;
    Data& widths_;
    std::vector<std::vector<std::string>> rows_;  ///< the head comes first
    std::vector<bool> figures_;
};

Data facts_data(const Record& block) {
    auto rows = list_data();
    for (const auto& row : list_of(block, "rows")) {
        auto cells = texts_in(*row.as_list());
        const auto name = cells.front();
        cells.erase(cells.begin());
        rows << named(name, joined(cells, " "));
    }
    auto facts = object_data();
    facts.set("rows", rows);
    return facts;
}

Data block_data(const Record& block, const std::string& table_name, const std::string& annex, Data& widths) {
    const auto kind = text_of(block, "kind");
    const auto& lines = list_of(block, "lines");
    auto data = object_data();
    data.set("lines", lines_data(lines));
    data.set("annex", Data{!annex.empty() && !lines.empty() && text_in(lines.front()).starts_with(annex)});
    if (kind == "table") data.set(kind, TableData{block, table_name, widths}.made());
    else if (kind == "facts") data.set(kind, facts_data(block));
    else data.set(kind, Data{true});
    return data;
}

std::string base64(const std::string& bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const auto length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                        reinterpret_cast<const unsigned char*>(bytes.data()),
                                        static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

/// The dark squares, as a picture with the size it is printed in.
std::string squares_picture(const List& rows) {
    if (rows.empty()) return {};
    std::string path;
    for (std::size_t y = 0; y < rows.size(); ++y) {
        const auto row = text_in(rows[y]);
        for (std::size_t x = 0; x < row.size(); ++x)
            if (row[x] == '1') path += "M" + std::to_string(x) + " " + std::to_string(y) + "h1v1h-1z";
    }
    const auto size = std::to_string(rows.size());
    return base64(R"(<svg xmlns="http://www.w3.org/2000/svg" width="18mm" height="18mm" viewBox="0 0 )" + size + " " +
                  size + R"("><path d=")" + path + R"("/></svg>)");
}

/// The word a heading begins with that stands for an annex, as the template's first line says.
std::string annex_word(const std::string& form) {
    constexpr std::string_view mark = "{{!annex ";
    if (!form.starts_with(mark)) return {};
    return form.substr(mark.size(), form.find("}}") - mark.size());
}

}  // namespace

std::string fodt_of(const std::string& form, const Record& letter) {
    auto data = object_data(), information = list_data(), blocks = list_data(), widths = list_data();
    for (const char* name : {"authority", "place", "date", "number", "title", "code", "address", "sha256"})
        data.set(name, text_or_nothing(text_of(letter, name)));
    data.set("draft", Data{flag_of(letter, "draft")});
    for (const auto& pair : list_of(letter, "information")) {
        const auto words = texts_in(*pair.as_list());
        information << named(words.front(), words.back());
    }
    int count = 0;
    for (const auto& block : list_of(letter, "blocks"))
        blocks << block_data(*block.as_record(), "Table" + std::to_string(++count), annex_word(form), widths);
    data.set("information", information);
    data.set("recipient", lines_data(list_of(letter, "recipient")));
    data.set("has_subject", Data{!list_of(letter, "subject").empty()});
    data.set("subject", lines_data(list_of(letter, "subject")));
    data.set("blocks", blocks);
    data.set("widths", widths);
    data.set("squares", text_or_nothing(squares_picture(list_of(letter, "squares"))));
    mustache::mustache document{form};
    if (!document.is_valid()) throw std::logic_error{"letter.fodt: " + document.error_message()};
    document.set_custom_escape(in_xml);
    return document.render(data);
}

}  // namespace foerderlauf
