#include "server/demo_story.hpp"

#include "forms/yaml_reader.hpp"
#include "server/files.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace foerderlauf {

namespace {

using Values = std::map<std::string, std::string>;

/// `{decided+14}` in parts: a name, whether its year is meant, days (or years) to add.
struct Placeholder {
    std::string name;
    bool year = false;
    int distance = 0;
};

Placeholder placeholder_in(std::string_view inside) {
    Placeholder found;
    const auto sign = inside.find_first_of("+-");
    if (sign != std::string_view::npos) {
        const auto digits = inside.substr(inside[sign] == '+' ? sign + 1 : sign);
        std::from_chars(digits.data(), digits.data() + digits.size(), found.distance);
        inside = inside.substr(0, sign);
    }
    found.year = inside.ends_with(".jahr");
    found.name = inside.substr(0, inside.size() - (found.year ? 5 : 0));
    return found;
}

class Stories {
public:
    Stories(const std::string& file, const YamlNode& root, YamlReader& reader, Date today)
        : file_{file}, templates_{root.find("templates")}, ways_{root.find("ways")}, reader_{reader}, today_{today} {}

    /// Every deed of one case, the opening first.
    std::vector<DemoDeed> told(const YamlNode& written, std::size_t number) {
        Values values{{"heute", to_german(today_)}};
        const YamlNode node = filled(by_template(written, values), values);
        if (!reader_.expect_map(node,
                                {"programme", "recipient", "by", "on", "this_year", "form", "documents", "steps"}))
            return {};
        if (!of_this_year(node)) return {};
        std::vector<DemoDeed> deeds;
        add(deeds, node, number);
        if (const auto* documents = node.find("documents"))
            for (const auto& kind : documents->children) add(deeds, document_deed(node, kind), number);
        if (const auto* steps = node.find("steps"))
            for (const auto& step : steps->children) add_step(deeds, step, values, number);
        return deeds;
    }

private:
    const YamlNode& by_template(const YamlNode& written, Values& values) {
        const auto name = reader_.text(written, "like");
        if (name.empty()) return written;
        if (const auto* given = written.find("with"))
            for (const auto& value : given->children) values[value.key] = filled(value, values).text;
        const auto* found = templates_ ? templates_->find(name) : nullptr;
        if (!found) reader_.complain(written, "demo.no_template", {{"given", name}});
        return found ? *found : written;
    }

    void add_step(std::vector<DemoDeed>& deeds, const YamlNode& step, const Values& values, std::size_t number) {
        const auto* way = step.find("way");
        if (!way) return add(deeds, step, number);
        const auto* found = ways_ ? ways_->find(way->text) : nullptr;
        if (!found) return reader_.complain(step, "demo.no_way", {{"given", way->text}});
        for (const auto& deed : found->children) add_step(deeds, filled(deed, values), values, number);
    }

    void add(std::vector<DemoDeed>& deeds, const YamlNode& node, std::size_t number) {
        Date day = deeds.empty() ? today_ : deeds.back().day;
        if (const auto* on = node.find("on")) {
            const auto written = parse_german_date(on->text);
            if (!written) return reader_.complain(*on, "demo.no_day", {{"given", on->text}});
            if (!deeds.empty() && *written < day) return reader_.complain(*on, "demo.too_early", {{"given", on->text}});
            day = *written;
        }
        deeds.push_back({day, number, node, {file_, node.line}});
    }

    /// `this_year: DAY`: a story that needs the budget of one year is told only when that day lies in this one.
    bool of_this_year(const YamlNode& node) {
        const auto* condition = node.find("this_year");
        if (!condition) return true;
        const auto day = parse_german_date(condition->text);
        if (!day) reader_.complain(*condition, "demo.no_day", {{"given", condition->text}});
        return day && day->year() == today_.year();
    }

    static YamlNode document_deed(const YamlNode& node, const YamlNode& kind) {
        YamlNode deed{.kind = YamlNode::Kind::Map, .line = kind.line};
        YamlNode by = *node.find("by");
        YamlNode document = kind;
        document.key = "document";
        deed.children = {std::move(by), std::move(document)};
        return deed;
    }

    YamlNode filled(const YamlNode& node, const Values& values) {
        YamlNode copy = node;
        if (copy.is_scalar()) copy.text = filled_text(node, values);
        for (auto& child : copy.children) child = filled(child, values);
        return copy;
    }

    std::string filled_text(const YamlNode& node, const Values& values) {
        std::string text = node.text;
        for (auto begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin)) {
            const auto end = text.find('}', begin);
            if (end == std::string::npos) break;
            const auto word = value_of(node, text.substr(begin + 1, end - begin - 1), values);
            text.replace(begin, end - begin + 1, word);
            begin += word.size();
        }
        return text;
    }

    /// A day from today. What lies back lies on no weekend; `neulich` lies in this budget year.
    Date working_day(const Placeholder& wanted) const {
        Date day = plus_days(today_, wanted.distance);
        if (wanted.distance < 0)
            while (is_weekend(day)) day = plus_days(day, -1);
        const Date new_year = today_.year() / std::chrono::January / 1;
        return wanted.name == "neulich" ? std::max(day, new_year) : day;
    }

    static bool is_weekend(Date day) {
        const std::chrono::weekday weekday{std::chrono::sys_days{day}};
        return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    }

    std::string value_of(const YamlNode& node, const std::string& inside, const Values& values) {
        auto wanted = placeholder_in(inside);
        if (wanted.name == "jahr") wanted = {"heute", true, wanted.distance};
        else if (wanted.name == "heute" || wanted.name == "neulich") return to_german(working_day(wanted));
        const auto known = values.find(wanted.name);
        if (known == values.end()) {
            reader_.complain(node, "demo.no_value", {{"given", wanted.name}});
            return {};
        }
        const auto day = parse_german_date(known->second);
        if (!day) return known->second;
        if (wanted.year) return std::to_string(static_cast<int>(day->year()) + wanted.distance);
        return to_german(plus_days(*day, wanted.distance));
    }

    std::string file_;
    const YamlNode* templates_;
    const YamlNode* ways_;
    YamlReader& reader_;
    Date today_;
};

}  // namespace

std::vector<DemoDeed> read_demo_stories(const std::vector<std::filesystem::path>& files, Date begin, Date today) {
    std::vector<LoadError> errors;
    std::vector<DemoDeed> deeds;
    std::size_t number = 0;
    for (const auto& file : files) {
        YamlReader reader{file.string(), errors};
        const auto root = read_yaml(read_file(file), file.string(), errors);
        if (!root || !reader.expect_map(*root, {"cases", "templates", "ways"})) continue;
        Stories stories{file.string(), *root, reader, today};
        if (const auto* cases = root->find("cases"))
            for (const auto& node : cases->children) {
                auto told = stories.told(node, number++);
                if (!told.empty() && told.front().day >= begin) std::ranges::move(told, std::back_inserter(deeds));
            }
    }
    if (!errors.empty()) throw BadFile{errors};
    std::erase_if(deeds, [&](const DemoDeed& deed) { return deed.day > today; });
    std::ranges::stable_sort(deeds, {}, &DemoDeed::day);
    return deeds;
}

}  // namespace foerderlauf
