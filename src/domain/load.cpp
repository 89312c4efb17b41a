#include "domain/load.hpp"

#include "base/text.hpp"
#include "domain/load_file.hpp"

#include <algorithm>
#include <functional>

namespace foerderlauf {

namespace {

namespace fs = std::filesystem;

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
        if (!value.IsSequence()) {
            complain(value, "load.not_a_list", key);
            return {};
        }
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
        const YAML::Node& map = node_;  // operator[] of a constant node does not insert
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
    const auto day = parse_date("2000-" + *text);  // a leap year, so that 29 February can be said
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

}  // namespace

std::vector<HolidayRule> load_holidays(const fs::path& file) {
    return rows_of<HolidayRule>(file, "holidays", holiday_rule);
}

BaseRates load_base_rates(const fs::path& file) {
    const auto in_order = [](const BaseRate& row, const BaseRate& before, Row& at) {
        if (row.from <= before.from) at.complain("load.not_ascending", {{"from", to_iso(row.from)}});
        else if (before.to && row.from <= *before.to) at.complain("load.overlapping", {{"from", to_iso(row.from)}});
    };
    return BaseRates{rows_of<BaseRate>(file, "base_rates", base_rate, in_order)};
}

}  // namespace foerderlauf
