#include "letters/blocks.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace foerderlauf {

namespace {

using Kind = LetterBlock::Kind;

struct Mark {
    std::string_view sign;
    Kind kind;
};
constexpr std::array<Mark, 6> marks = {{
    {"## ", Kind::Heading},
    {"= ", Kind::Amount},
    {"– ", Kind::Items},
    {"|| ", Kind::Table},
    {"| ", Kind::Facts},
    {"~ ", Kind::Signature},
}};

constexpr std::string_view between_columns = " | ";

const Mark* mark_of(std::string_view line) {
    const auto found = std::ranges::find_if(marks, [&](const Mark& mark) { return line.starts_with(mark.sign); });
    return found == marks.end() ? nullptr : found;
}

std::vector<std::string> columns_of(std::string_view line) {
    std::vector<std::string> columns;
    for (;;) {
        const auto end = line.find(between_columns);
        columns.emplace_back(trimmed(line.substr(0, end)));
        if (end == std::string_view::npos) return columns;
        line.remove_prefix(end + between_columns.size());
    }
}

/// Puts line after line where it belongs. An empty line ends what is open.
class Body {
public:
    void take(const std::string& line) {
        if (trimmed(line).empty()) {
            open_ = false;
            return;
        }
        if (const auto* mark = mark_of(line)) return marked(*mark, line.substr(mark->sign.size()));
        const std::string plain{trimmed(line)};
        if (!open_ || blocks_.back().kind == Kind::Heading) return begin(Kind::Paragraph).lines.push_back(plain);
        go_on(blocks_.back(), plain);
    }
    std::vector<LetterBlock> blocks() && { return std::move(blocks_); }

private:
    LetterBlock& begin(Kind kind) {
        open_ = true;
        return blocks_.emplace_back(LetterBlock{kind});
    }
    LetterBlock& same_or_begin(Kind kind) {
        return open_ && blocks_.back().kind == kind ? blocks_.back() : begin(kind);
    }

    void marked(const Mark& mark, const std::string& rest) {
        if (mark.kind == Kind::Table) {
            begin(Kind::Table).head = columns_of(rest);
        } else if (mark.kind == Kind::Facts) {
            const bool in_table = open_ && blocks_.back().kind == Kind::Table;
            (in_table ? blocks_.back() : same_or_begin(Kind::Facts)).rows.push_back(columns_of(rest));
        } else {
            same_or_begin(mark.kind).lines.emplace_back(trimmed(rest));
        }
    }

    /// The rest of a value that had several lines.
    static void go_on(LetterBlock& block, const std::string& line) {
        if (!block.rows.empty()) block.rows.back().back() += ' ' + line;
        else if (block.kind == Kind::Items) block.lines.back() += ' ' + line;
        else if (!block.head.empty()) block.head.back() += ' ' + line;
        else block.lines.push_back(line);
    }

    std::vector<LetterBlock> blocks_;
    bool open_ = false;  ///< the last block may still grow
};

/// The lines up to the next empty one, which is passed over with those that follow it.
std::vector<std::string> next_part(const std::vector<std::string>& lines, std::size_t& at) {
    std::vector<std::string> part;
    while (at < lines.size() && trimmed(lines[at]).empty()) ++at;
    for (; at < lines.size() && !trimmed(lines[at]).empty(); ++at) part.emplace_back(trimmed(lines[at]));
    return part;
}

void read_head(const std::vector<std::string>& lines, LetterSheet& sheet) {
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const auto& line = lines[at];
        if (at == 0) {
            sheet.authority = line;
        } else if (at == 1) {
            const auto comma = line.rfind(", ");
            sheet.place = line.substr(0, comma);
            if (comma != std::string::npos) sheet.date = line.substr(comma + 2);
        } else {
            const auto colon = line.find(": ");
            if (colon == std::string::npos) sheet.information.emplace_back(line, "");
            else sheet.information.emplace_back(line.substr(0, colon), line.substr(colon + 2));
        }
    }
}

const char* name_of(Kind kind) {
    static constexpr const char* names[] = {"heading", "paragraph", "items", "amount", "facts", "table", "signature"};
    return names[static_cast<std::size_t>(kind)];
}

List list_from(const std::vector<std::string>& lines) { return List{lines.begin(), lines.end()}; }

}  // namespace

LetterSheet letter_sheet(std::string_view text) {
    std::vector<std::string> lines;
    for (const auto& line : split(text, '\n')) lines.emplace_back(line);
    std::size_t at = 0;
    LetterSheet sheet;
    read_head(next_part(lines, at), sheet);
    sheet.recipient = next_part(lines, at);
    auto titles = next_part(lines, at);
    if (!titles.empty()) sheet.title = titles.front();
    if (titles.size() > 1) sheet.subject.assign(titles.begin() + 1, titles.end());
    Body body;
    for (; at < lines.size(); ++at) body.take(lines[at]);
    sheet.blocks = std::move(body).blocks();
    return sheet;
}

std::string without_marks(std::string_view value) {
    std::string safe;
    bool first = true;
    for (const auto& line : split(value, '\n')) {
        if (!first) safe += '\n';
        first = false;
        if (mark_of(line)) safe += ' ';
        for (const char character : line) {
            if (character == '|') safe += "¦";
            else safe += character;
        }
    }
    return safe;
}

Record record_of(const LetterSheet& sheet) {
    List information;
    for (const auto& [name, value] : sheet.information) information.emplace_back(List{name, value});
    List blocks;
    for (const auto& block : sheet.blocks) {
        List rows;
        for (const auto& row : block.rows) rows.emplace_back(list_from(row));
        blocks.emplace_back(Record{{"kind", name_of(block.kind)},
                                   {"lines", list_from(block.lines)},
                                   {"head", list_from(block.head)},
                                   {"rows", std::move(rows)}});
    }
    return {{"authority", sheet.authority},
            {"place", sheet.place},
            {"date", sheet.date},
            {"number", sheet.information.empty() ? std::string{} : sheet.information.front().second},
            {"information", std::move(information)},
            {"recipient", list_from(sheet.recipient)},
            {"title", sheet.title},
            {"subject", list_from(sheet.subject)},
            {"blocks", std::move(blocks)}};
}

}  // namespace foerderlauf
