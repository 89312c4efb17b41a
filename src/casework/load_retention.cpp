#include "casework/config_file.hpp"
#include "casework/installation.hpp"

namespace foerderlauf {

namespace {

constexpr std::int64_t longest_years = 100;

RetentionRule rule_from(const YamlNode& row, YamlReader& reader) {
    RetentionRule rule;
    const auto years = reader.integer(row, "years");
    if (!years) reader.complain(row, "yaml.missing_key", {{"key", "years"}});
    else if (*years < 1 || *years > longest_years)
        reader.complain(row, "retention.years", {{"given", *years}, {"most", longest_years}});
    else rule.years = static_cast<int>(*years);
    rule.source = reader.required_text(row, "source");
    rule.unverified = reader.flag(row, "unverified");
    return rule;
}

}  // namespace

RetentionRules load_retention(const std::filesystem::path& file) {
    RetentionRules rules;
    read_config_file(file, [&](const YamlNode& root, YamlReader& reader) {
        if (!reader.expect_map(root, {"default", "programmes"})) return;
        const auto* otherwise = root.find("default");
        if (!otherwise) reader.complain(root, "yaml.missing_key", {{"key", "default"}});
        else if (reader.expect_map(*otherwise, {"years", "unverified", "source"}))
            rules.otherwise = rule_from(*otherwise, reader);
        const auto* programmes = root.find("programmes");
        if (programmes && !programmes->is_sequence())
            return reader.complain(*programmes, "yaml.not_a_list", {{"key", "programmes"}});
        for (const auto& row : programmes ? programmes->children : std::vector<YamlNode>{}) {
            if (!reader.expect_map(row, {"programme", "years", "unverified", "source"})) continue;
            const auto programme = reader.required_text(row, "programme");
            if (!rules.by_programme.emplace(programme, rule_from(row, reader)).second)
                reader.complain(row, "retention.programme_twice", {{"programme", programme}});
        }
    });
    return rules;
}

}  // namespace foerderlauf
