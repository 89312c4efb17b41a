// What surrounds the case of a scenario: the body, its court, the budget, and what other cases hold or were paid.
#include "workflow/scenario_parts.hpp"

namespace foerderlauf {

namespace {

Result<Money> amount_from(std::string_view text) { return Money::parse(text); }

void recipient(const YamlNode& node, YamlReader& reader, Recipient& recipient) {
    if (!reader.expect_map(node, {"ags", "ars", "name", "kind", "district", "association"})) return;
    recipient = {};
    recipient.ags = reader.text(node, "ags");
    recipient.ars = reader.required_text(node, "ars");
    recipient.key = recipient.ags.empty() ? recipient.ars : recipient.ags;
    recipient.name = reader.required_text(node, "name");
    recipient.kind = reader.required_text(node, "kind");
    recipient.district = reader.text(node, "district");
    recipient.association_ars = reader.text(node, "association");
}

void budget(const YamlNode& node, YamlReader& reader, ScenarioSetting& setting) {
    setting.budget.clear();
    for (const auto& row : node.children) {
        if (!reader.expect_map(row, {"line", "year", "amount", "later", "provisional"})) continue;
        ScenarioBudget year{reader.required_text(row, "line"),
                            static_cast<int>(reader.integer(row, "year").value_or(0)),
                            reader.parsed(row, "amount", amount_from).value_or(Money{}),
                            {},
                            reader.flag(row, "provisional")};
        if (const auto* later = row.find("later"); later && reader.expect_map(*later))
            for (const auto& due : later->children)
                if (const auto amount = reader.parsed(*later, due.key, amount_from))
                    year.later[std::stoi(due.key)] = *amount;
        setting.budget.push_back(std::move(year));
    }
}

void places_taken(const YamlNode& node, YamlReader& reader, ScenarioSetting& setting) {
    if (!reader.expect_map(node)) return;
    for (const auto& round : node.children) {
        if (!reader.expect_map(round, {"places", "amount"})) continue;
        setting.places_taken[round.key] = {reader.integer(round, "places").value_or(0),
                                           reader.parsed(round, "amount", amount_from).value_or(Money{})};
    }
}

void paid_cases(const YamlNode& node, YamlReader& reader, ScenarioSetting& setting) {
    if (!reader.expect_map(node)) return;
    setting.paid_cases.clear();
    for (const auto& paid : node.children) setting.paid_cases.push_back({reader.scalar(paid), paid.key});
}

}  // namespace

/// `base_rates: [{from: 1.1.2027, rate: 1.27 %}]`: what the scenarios count interest with; no law, their own example.
void base_rates(const YamlNode& node, YamlReader& reader, ScenarioSetting& setting) {
    setting.base_rates.rows.clear();
    for (const auto& row : node.children) {
        if (!reader.expect_map(row, {"from", "rate"})) continue;
        const auto from = reader.parsed(row, "from", [](std::string_view text) { return parse_german_date(text); });
        const auto rate = reader.parsed(row, "rate", [](std::string_view text) { return Percent::parse(text); });
        if (from && rate) setting.base_rates.rows.push_back({*from, rate->hundredths, {}, false, {}});
    }
}

void read_surroundings(const YamlNode& node, YamlReader& reader, ScenarioSetting& setting) {
    if (const auto* found = node.find("recipient")) recipient(*found, reader, setting.recipient);
    if (const auto* found = node.find("court"); found && reader.expect_map(*found, {"name", "place"})) {
        setting.court_name = reader.text(*found, "name");
        setting.court_place = reader.text(*found, "place");
    }
    if (const auto* found = node.find("budget")) budget(*found, reader, setting);
    if (const auto* found = node.find("places_taken")) places_taken(*found, reader, setting);
    if (const auto* found = node.find("base_rates")) base_rates(*found, reader, setting);
    if (const auto* found = node.find("paid_cases")) paid_cases(*found, reader, setting);
}

}  // namespace foerderlauf
