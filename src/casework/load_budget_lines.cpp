#include "casework/config_file.hpp"
#include "casework/installation.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

constexpr int first_year = 2000;
constexpr int last_year = 2199;

/// A budget line as it is being read: what its rows share, and the lines of the file its years stand in.
struct LineBeingRead {
    BudgetLineRow head;
    int current_year = 0;
    bool until_current = false;
    std::map<int, BudgetLineRow> years = {};
    std::map<int, int> stands_in = {};  ///< year → line of the file
};

/// `16 90`, `633 01`: digits with one blank before the last two.
bool has_shape(std::string_view text, std::size_t digits_before) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != digits_before + 3 || text[digits_before] != ' ') return false;
    return std::ranges::all_of(text.substr(0, digits_before), is_digit) &&
           std::ranges::all_of(text.substr(digits_before + 1), is_digit);
}

std::optional<int> parse_year(std::string_view text, int current_year) {
    if (text == "current") return current_year;
    int year = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), year);
    const bool whole = fault == std::errc{} && end == text.data() + text.size();
    return whole && year >= first_year && year <= last_year ? std::optional{year} : std::nullopt;
}

std::optional<int> year_at(const YamlNode& row, std::string_view key, int current_year, YamlReader& reader) {
    const auto* node = row.find(key);
    if (!node) return {};
    const auto text = reader.scalar(*node);
    const auto year = parse_year(text, current_year);
    if (!year) reader.complain(*node, "budget_lines.year", {{"given", text}});
    return year;
}

Money amount_at(const YamlNode& row, YamlReader& reader) {
    reader.required_text(row, "amount");
    const auto amount = reader.parsed(row, "amount", Money::parse);
    if (amount && *amount < Money{}) reader.complain(*row.find("amount"), "budget_lines.negative");
    return amount.value_or(Money{});
}

struct Span {
    int from = 0, to = 0;
};

/// `year: 2026`, or `from: 2019, to: current`; nothing when it cannot be read or lies after the current year only.
std::optional<Span> span_of(const YamlNode& row, const LineBeingRead& line, YamlReader& reader) {
    const bool one = row.find("year"), several = row.find("from") && row.find("to"),
               half = row.find("from") || row.find("to");
    if (one == several || (one && half)) {
        reader.complain(row, "budget_lines.year_or_span");
        return {};
    }
    const auto from = year_at(row, one ? "year" : "from", line.current_year, reader);
    const auto to = year_at(row, one ? "year" : "to", line.current_year, reader);
    if (!from || !to) return {};
    const bool to_is_current = several && row.find("to")->text == "current";
    if (*from > *to && !to_is_current) reader.complain(row, "budget_lines.span", {{"from", *from}, {"to", *to}});
    return Span{*from, line.until_current ? std::min(*to, line.current_year) : *to};
}

void read_appropriation(const YamlNode& row, LineBeingRead& line, YamlReader& reader) {
    if (!reader.expect_map(row, {"year", "from", "to", "amount"})) return;
    const auto amount = amount_at(row, reader);
    const auto span = span_of(row, line, reader);
    if (!span) return;
    for (int year = span->from; year <= span->to; ++year) {
        if (const auto first = line.stands_in.find(year); first != line.stands_in.end()) {
            reader.complain(row, "budget_lines.year_twice", {{"year", year}, {"first_line", first->second}});
            continue;
        }
        line.stands_in[year] = row.line;
        auto& budget = line.years[year] = line.head;
        budget.year = year;
        budget.appropriation = amount;
    }
}

std::optional<int> due_year_of(const YamlNode& row, int year, const LineBeingRead& line, YamlReader& reader) {
    const auto* later = row.find("years_later");
    if ((later != nullptr) == (row.find("due_year") != nullptr)) {
        reader.complain(row, "budget_lines.due_year_or_later");
        return {};
    }
    if (!later) return year_at(row, "due_year", line.current_year, reader);
    const auto count = reader.integer(row, "years_later");
    if (!count) return {};
    if (*count < 1 || *count > 50) {
        reader.complain(*later, "budget_lines.years_later");
        return {};
    }
    return year + static_cast<int>(*count);
}

void read_commitment_appropriation(const YamlNode& row, LineBeingRead& line, YamlReader& reader) {
    if (!reader.expect_map(row, {"year", "due_year", "years_later", "amount"})) return;
    reader.required_text(row, "year");
    const auto year = year_at(row, "year", line.current_year, reader);
    const auto amount = amount_at(row, reader);
    if (!year) return;
    const auto due_year = due_year_of(row, *year, line, reader);
    if (!due_year) return;
    if (*due_year <= *year) {
        reader.complain(row, "budget_lines.due_not_later", {{"year", *year}, {"due_year", *due_year}});
        return;
    }
    const auto budget = line.years.find(*year);
    if (budget == line.years.end()) {
        // A rule for the current year says nothing while that year has no appropriation; a named year is a mistake.
        const bool left_out = row.find("year")->text == "current" || (line.until_current && *year > line.current_year);
        if (!left_out) reader.complain(row, "budget_lines.no_appropriation", {{"year", *year}});
        return;
    }
    if (!budget->second.commitment_appropriations.emplace(*due_year, amount).second)
        reader.complain(row, "budget_lines.due_twice", {{"year", *year}, {"due_year", *due_year}});
}

void each_row(const YamlNode& map, std::string_view key, YamlReader& reader,
              const std::function<void(const YamlNode&)>& read) {
    const auto* list = map.find(key);
    if (!list) return;
    if (!list->is_sequence()) return reader.complain(*list, "yaml.not_a_list", {{"key", key}});
    for (const auto& row : list->children) read(row);
}

LineBeingRead read_line(const YamlNode& node, int current_year, YamlReader& reader) {
    LineBeingRead line{{}, current_year};
    if (!reader.expect_map(node, {"programme", "chapter", "title", "label", "demo", "until_current", "appropriations",
                                  "commitment_appropriations"}))
        return line;
    line.head.programme = reader.required_text(node, "programme");
    line.head.chapter = reader.required_text(node, "chapter");
    line.head.title = reader.required_text(node, "title");
    line.head.label = reader.required_text(node, "label");
    line.head.demo = reader.flag(node, "demo");
    line.until_current = reader.flag(node, "until_current");
    if (!line.head.chapter.empty() && !has_shape(line.head.chapter, 2))
        reader.complain(*node.find("chapter"), "budget_lines.chapter", {{"given", line.head.chapter}});
    if (!line.head.title.empty() && !has_shape(line.head.title, 3))
        reader.complain(*node.find("title"), "budget_lines.title", {{"given", line.head.title}});
    if (!node.find("appropriations")) reader.complain(node, "yaml.missing_key", {{"key", "appropriations"}});
    each_row(node, "appropriations", reader, [&](const YamlNode& row) { read_appropriation(row, line, reader); });
    each_row(node, "commitment_appropriations", reader,
             [&](const YamlNode& row) { read_commitment_appropriation(row, line, reader); });
    return line;
}

}  // namespace

std::vector<BudgetLineRow> load_budget_lines(const std::filesystem::path& file, int current_year) {
    std::vector<BudgetLineRow> rows;
    std::map<std::string, int> stands_in;
    read_config_file(file, [&](const YamlNode& root, YamlReader& reader) {
        if (!reader.expect_map(root, {"budget_lines"})) return;
        if (!root.find("budget_lines")) reader.complain(root, "yaml.missing_key", {{"key", "budget_lines"}});
        each_row(root, "budget_lines", reader, [&](const YamlNode& node) {
            auto line = read_line(node, current_year, reader);
            const auto [first, is_new] = stands_in.emplace(line.head.line(), node.line);
            if (!is_new)
                reader.complain(node, "budget_lines.line_twice",
                                {{"line", line.head.line()}, {"first_line", first->second}});
            for (auto& [year, row] : line.years) rows.push_back(std::move(row));
        });
    });
    return rows;
}

}  // namespace foerderlauf
