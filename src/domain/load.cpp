#include "domain/load.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <iterator>
#include <yaml-cpp/yaml.h>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

/// Where errors of one file are gathered, so that the person who wrote it sees all of them at once.
struct Findings {
    std::string file;
    std::vector<LoadError> errors = {};

    void add(int line, std::string key, Record values = {}) {
        errors.push_back({{file, line}, {std::move(key), std::move(values)}});
    }
    void add(const YAML::Node& node, std::string key, Record values = {}) {
        add(node.Mark().line + 1, std::move(key), std::move(values));
    }
    void throw_if_any() const {
        if (!errors.empty()) throw BadFile{errors};
    }
};

std::string text_of_file(const fs::path& file, Findings& findings) {
    std::string text;
    std::ifstream stream;
    // A folder can be opened and then throws on reading.
    if (fs::is_regular_file(file)) stream.open(file, std::ios::binary);
    if (stream.is_open()) text.assign(std::istreambuf_iterator<char>{stream}, {});
    if (!stream.is_open() || stream.bad()) findings.add(0, "load.not_readable");
    else if (!is_utf8(text)) findings.add(0, "load.not_utf8");
    findings.throw_if_any();
    return text;
}

/// The file as a map. Without one nothing else can be said about the file, so this error is thrown at once.
YAML::Node root_of(const fs::path& file, Findings& findings) {
    auto text = text_of_file(file, findings);
    // yaml-cpp takes a quote left open for closed when the file ends in a line end, and swallows the lines in between.
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    YAML::Node root;
    try {
        root = YAML::Load(text);
    } catch (const YAML::Exception& broken) {
        findings.add(broken.mark.line + 1, "load.syntax", {{"said", broken.msg}});
    }
    if (findings.errors.empty() && !root.IsMap()) findings.add(root, "load.not_a_map", {{"key", ""}});
    findings.throw_if_any();
    return root;
}

/// One map of a file: takes the members it knows, each once, and then complains about the others.
class Row {
public:
    Row(const YAML::Node& node, Findings& findings) : node_{node}, findings_{findings} {
        if (!node.IsMap()) findings_.add(node, "load.not_a_map", {{"key", node.IsScalar() ? node.Scalar() : ""}});
    }

    std::optional<std::string> text(const std::string& key) {
        const auto value = find(key);
        if (!value) return {};
        if (!value.IsScalar() || value.Scalar().empty()) return complain(value, "load.not_a_text", key);
        return value.Scalar();
    }
    std::string required_text(const std::string& key) {
        const auto value = text(key);
        if (!value && !find(key)) findings_.add(node_, "load.missing_key", {{"key", key}});
        return value.value_or("");
    }
    std::optional<int> integer(const std::string& key, int least, int most) {
        const auto value = find(key);
        if (!value) return {};
        int number{};
        if (!value.IsScalar() || !YAML::convert<int>::decode(value, number) || number < least || number > most) {
            findings_.add(value, "load.not_a_number", {{"key", key}, {"least", least}, {"most", most}});
            return {};
        }
        return number;
    }
    bool flag(const std::string& key) {
        const auto value = find(key);
        if (!value) return false;
        if (!value.IsScalar() || (value.Scalar() != "true" && value.Scalar() != "false")) {
            complain(value, "load.not_a_flag", key);
            return false;
        }
        return value.Scalar() == "true";
    }
    std::optional<Date> date(const std::string& key) {
        const auto value = text(key);
        if (!value) return {};
        const auto day = parse_date(*value);
        if (!day) complain(find(key), "load.not_a_date", key);
        return day ? std::optional{*day} : std::nullopt;
    }
    std::vector<YAML::Node> list(const std::string& key) {
        const auto value = find(key);
        if (!value) return {};
        if (!value.IsSequence()) { complain(value, "load.not_a_list", key); return {}; }
        return {value.begin(), value.end()};
    }
    void complain_about_others() {
        std::set<std::string> seen;
        if (!node_.IsMap()) return;
        for (const auto& member : node_) {
            const auto key = member.first.IsScalar() ? member.first.Scalar() : std::string{};
            if (!seen.insert(key).second) findings_.add(member.first, "load.duplicate_key", {{"key", key}});
            else if (std::ranges::find(known_, key) == known_.end()) complain_unknown(member.first, key);
        }
    }
    void complain(const std::string& message, Record values = {}) { findings_.add(node_, message, std::move(values)); }
    std::nullopt_t complain(const YAML::Node& at, const std::string& message, const std::string& key) {
        findings_.add(at, message, {{"key", key}, {"given", at.IsScalar() ? at.Scalar() : ""}});
        return std::nullopt;
    }
    YAML::Node find(const std::string& key) {
        if (std::ranges::find(known_, key) == known_.end()) known_.push_back(key);
        if (!node_.IsMap()) return YAML::Node{YAML::NodeType::Undefined};
        const YAML::Node& map = node_;   // operator[] of a constant node does not insert
        return map[key];
    }

private:
    void complain_unknown(const YAML::Node& at, const std::string& key) {
        const auto meant = nearest(key, known_);
        if (meant.empty()) findings_.add(at, "load.unknown_key", {{"key", key}});
        else findings_.add(at, "load.unknown_key_meant", {{"key", key}, {"meant", meant}});
    }

    const YAML::Node node_;
    Findings& findings_;
    std::vector<std::string> known_;
};

/// `07-01`, a day of any year.
std::optional<std::chrono::month_day> day_of_year(Row& row, const std::string& key) {
    const auto text = row.text(key);
    if (!text) return {};
    const auto day = parse_date("2000-" + *text);   // a leap year, so that 29 February can be said
    if (!day) return row.complain(row.find(key), "load.not_a_day_of_year", key);
    return day->month() / day->day();
}

std::set<std::string> places(Row& row, const std::string& key) {
    std::set<std::string> prefixes;
    for (const auto& item : row.list(key)) {
        const auto prefix = item.IsScalar() ? item.Scalar() : std::string{};
        const bool digits = std::ranges::all_of(prefix, [](char c) { return c >= '0' && c <= '9'; });
        if (prefix.size() < 2 || prefix.size() > 8 || !digits) row.complain(item, "load.not_a_place", key);
        else prefixes.insert(prefix);
    }
    // An empty list would make a local holiday one of the whole Land.
    if (row.find(key) && prefixes.empty()) row.complain(row.find(key), "load.no_place", key);
    return prefixes;
}

HolidayRule holiday_rule(Row& row) {
    HolidayRule rule;
    rule.name = row.required_text("name");
    rule.fixed = day_of_year(row, "day");
    rule.days_after_easter = row.integer("days_after_easter", -60, 100);
    rule.from_year = row.integer("from_year", 1900, 9999).value_or(rule.from_year);
    rule.to_year = row.integer("to_year", 1900, 9999).value_or(rule.to_year);
    rule.places = places(row, "places");
    rule.source = row.required_text("source");
    rule.unverified = row.flag("unverified");
    rule.note = row.text("note").value_or("");
    if (bool{row.find("day")} == bool{row.find("days_after_easter")}) row.complain("load.holiday_one_day");
    if (rule.to_year < rule.from_year) row.complain("load.end_before_start");
    row.complain_about_others();
    return rule;
}

/// `1.27 %` or `-0.88 %`: exactly two decimals.
std::optional<std::int64_t> base_rate_hundredths(Row& row, const std::string& key) {
    const auto text = row.required_text(key);
    if (text.empty()) return {};
    const bool negative = text.starts_with('-');
    const auto size = Percent::parse(std::string_view{text}.substr(negative ? 1 : 0));
    if (!size) return row.complain(row.find(key), "load.not_a_rate", key);
    return negative ? -size->hundredths : size->hundredths;
}

bool begins_half_year(Date day) {
    using namespace std::chrono;
    return day.day() == std::chrono::day{1} && (day.month() == January || day.month() == July);
}

BaseRate base_rate(Row& row) {
    BaseRate rate;
    const auto from = row.date("from");
    if (!row.find("from")) row.complain("load.missing_key", {{"key", "from"}});
    rate.from = from.value_or(Date{});
    rate.to = row.date("to");
    rate.hundredths = base_rate_hundredths(row, "rate").value_or(0);
    rate.source = row.required_text("source");
    rate.unverified = row.flag("unverified");
    if (from && !begins_half_year(*from)) row.complain("load.base_rate_day", {{"from", to_iso(*from)}});
    if (from && rate.to && *rate.to < *from) row.complain("load.end_before_start");
    row.complain_about_others();
    return rate;
}

/// The rows below the only key of a file, each read by `read`; throws every error of the file together.
template <typename T>
std::vector<T> rows_of(const fs::path& file, const std::string& key, T (*read)(Row&),
                       const std::function<void(const T& row, const T& before, Row&)>& compare = {}) {
    Findings findings{file.string()};
    Row root{root_of(file, findings), findings};
    std::vector<T> rows;
    if (!root.find(key)) root.complain("load.missing_key", {{"key", key}});
    for (const auto& node : root.list(key)) {
        Row row{node, findings};
        rows.push_back(read(row));
        if (compare && rows.size() > 1) compare(rows.back(), rows[rows.size() - 2], row);
    }
    root.complain_about_others();
    findings.throw_if_any();
    return rows;
}

using Sentences = std::map<std::string, std::string, std::less<>>;

bool braces_match(std::string_view sentence) {
    bool open = false;
    for (const char c : sentence) {
        if ((c == '{' && open) || (c == '}' && !open)) return false;
        if (c == '{' || c == '}') open = c == '{';
    }
    return !open;
}

void gather_sentences(const YAML::Node& node, const std::string& prefix, Sentences& sentences, Findings& findings) {
    for (const auto& member : node) {
        const auto key = prefix + (member.first.IsScalar() ? member.first.Scalar() : std::string{});
        if (member.second.IsMap()) gather_sentences(member.second, key + ".", sentences, findings);
        else if (!member.second.IsScalar()) findings.add(member.first, "load.not_a_text", {{"key", key}});
        else if (!braces_match(member.second.Scalar())) findings.add(member.second, "load.text_braces", {{"key", key}});
        else if (!sentences.emplace(key, member.second.Scalar()).second)
            findings.add(member.first, "load.duplicate_key", {{"key", key}});
    }
}

std::vector<fs::path> text_files(const fs::path& folder, std::string_view language) {
    std::vector<fs::path> files;
    const auto start = fmt::format("texts.{}.", language);
    for (const auto& entry : fs::directory_iterator{folder}) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(start) && name.ends_with(".yaml")) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::string all_lines(const std::vector<LoadError>& errors) {
    std::vector<std::string> lines;
    for (const auto& error : errors) {
        std::vector<std::string> values;
        for (const auto& [name, value] : error.message.values)
            if (const auto* text = value.as_text()) values.push_back(name + "=" + *text);
        lines.push_back(fmt::format("{}: {} {}", to_text(error.place), error.message.key, joined(values, ", ")));
    }
    return joined(lines, "\n");
}

}  // namespace

BadFile::BadFile(std::vector<LoadError> errors) : std::runtime_error{all_lines(errors)}, errors_{std::move(errors)} {}

std::string to_text(const Place& place) {
    return place.line > 0 ? fmt::format("{}:{}", place.file, place.line) : place.file;
}

std::string sentence_of(const LoadError& error, const Texts& texts) {
    return to_text(error.place) + ": " + texts.sentence(error.message);
}

std::vector<HolidayRule> load_holidays(const fs::path& file) { return rows_of<HolidayRule>(file, "holidays", holiday_rule); }

BaseRates load_base_rates(const fs::path& file) {
    const auto in_order = [](const BaseRate& row, const BaseRate& before, Row& at) {
        if (row.from <= before.from) at.complain("load.not_ascending", {{"from", to_iso(row.from)}});
        else if (before.to && row.from <= *before.to) at.complain("load.overlapping", {{"from", to_iso(row.from)}});
    };
    return BaseRates{rows_of<BaseRate>(file, "base_rates", base_rate, in_order)};
}

Texts load_texts(const fs::path& file_or_folder, std::string_view language) {
    const bool folder = fs::is_directory(file_or_folder);
    const auto files = folder ? text_files(file_or_folder, language) : std::vector<fs::path>{file_or_folder};
    Sentences sentences;
    std::vector<LoadError> errors;
    for (const auto& file : files) {
        Findings findings{file.string()};
        try {
            gather_sentences(root_of(file, findings), "", sentences, findings);
        } catch (const BadFile&) {
            // The file's errors stand in `findings`; the other files are still read, so that all are told at once.
        }
        errors.insert(errors.end(), findings.errors.begin(), findings.errors.end());
    }
    if (files.empty()) errors.push_back({{file_or_folder.string(), 0}, {"load.no_texts", {{"language", language}}}});
    if (!errors.empty()) throw BadFile{std::move(errors)};
    return Texts{std::move(sentences)};
}

}  // namespace foerderlauf
