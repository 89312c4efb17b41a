#include "casework/budget_rules.hpp"

#include "casework/config_file.hpp"
#include "forms/yaml.hpp"

#include <algorithm>
#include <ranges>

namespace foerderlauf {

namespace {

const std::string rules_file = "budget-rules.yaml";
constexpr int most_carry_over_years = 10;

void read_carry_over(const YamlNode& node, BudgetRules& rules, YamlReader& reader) {
    if (!reader.expect_map(node, {"years_after", "source", "unverified"})) return;
    const auto years = reader.integer(node, "years_after");
    if (years && (*years < 1 || *years > most_carry_over_years))
        reader.complain(*node.find("years_after"), "budget_rules.years_after", {{"most", most_carry_over_years}});
    else if (years) rules.carry_over_years = static_cast<int>(*years);
    rules.carry_over_source = reader.required_text(node, "source");
    rules.carry_over_unverified = reader.flag(node, "unverified");
}

void read_virement(const YamlNode& node, BudgetRules& rules, YamlReader& reader) {
    if (!node.is_sequence()) return reader.complain(node, "yaml.not_a_list", {{"key", "virement"}});
    for (const auto& row : node.children) {
        if (!reader.expect_map(row, {"from", "to", "mutual", "source"})) continue;
        VirementNote note;
        note.from = reader.required_text(row, "from");
        note.to = reader.required_text(row, "to");
        note.mutual = reader.flag(row, "mutual");
        note.source = reader.required_text(row, "source");
        if (note.from == note.to) reader.complain(row, "budget_rules.same_line", {{"line", note.from}});
        rules.virement.push_back(std::move(note));
    }
}

void read_sources(const YamlNode& node, BudgetRules& rules, YamlReader& reader) {
    if (!reader.expect_map(node, {"virement", "budget_year"})) return;
    rules.virement_source = reader.required_text(node, "virement");
    rules.budget_year_source = reader.required_text(node, "budget_year");
}

void read_rules(const YamlNode& root, BudgetRules& rules, YamlReader& reader) {
    if (!reader.expect_map(root, {"carry_over", "virement", "sources"})) return;
    if (const auto* carry_over = root.find("carry_over")) read_carry_over(*carry_over, rules, reader);
    if (const auto* sources = root.find("sources")) read_sources(*sources, rules, reader);
    if (const auto* virement = root.find("virement")) read_virement(*virement, rules, reader);
}

}  // namespace

const VirementNote* BudgetRules::virement_note(const std::string& from, const std::string& to) const {
    const auto found = std::ranges::find_if(virement, [&](const VirementNote& note) {
        return (note.from == from && note.to == to) || (note.mutual && note.from == to && note.to == from);
    });
    return found == virement.end() ? nullptr : &*found;
}

BudgetRules load_budget_rules(const std::filesystem::path& file) {
    BudgetRules rules;
    read_config_file(file, [&](const YamlNode& root, YamlReader& reader) { read_rules(root, rules, reader); });
    return rules;
}

BudgetRules budget_rules_in(const std::vector<Event>& record) {
    BudgetRules rules;
    for (const auto& event : record | std::views::reverse) {
        const auto& fields = event.facts.fields;
        if (event.step != "config_imported" || text_of(fields, "file") != rules_file) continue;
        std::vector<LoadError> errors;
        const auto root = read_yaml(text_of(fields, "content"), rules_file, errors);
        YamlReader reader{rules_file, errors};
        if (root) read_rules(*root, rules, reader);
        if (!errors.empty()) throw BadFile{std::move(errors)};  // it was read before it was imported
        break;
    }
    return rules;
}

}  // namespace foerderlauf
