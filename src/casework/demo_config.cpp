#include "casework/demo_config.hpp"

#include "casework/config_file.hpp"

#include <algorithm>
#include <set>

namespace foerderlauf {

namespace {

bool is_recipient_key(const std::string& key) { return Ags::parse(key) || Ars::parse(key); }

std::vector<HeldDuty> read_duty(const YamlNode& node, YamlReader& reader) {
    if (!reader.expect_map(node, {"duty", "recipients", "programme"})) return {};
    const auto duty = reader.required_text(node, "duty");
    const auto programme = reader.text(node, "programme");
    const auto recipients = reader.names(node, "recipients");
    if (!duty.empty() && std::ranges::find(known_duties(), duty) == known_duties().end())
        reader.unknown(node, "demo_accounts.unknown_duty", duty, known_duties());
    else if (is_applicant_duty(duty) == recipients.empty())
        reader.complain(node,
                        recipients.empty() ? "demo_accounts.recipients_needed" : "demo_accounts.recipients_not_here",
                        {{"duty", duty}});
    if (recipients.empty()) return {{duty, "", programme}};
    std::vector<HeldDuty> held;
    for (const auto& recipient : recipients) {
        if (!is_recipient_key(recipient)) reader.complain(node, "demo_accounts.recipient", {{"given", recipient}});
        held.push_back({duty, recipient, programme});
    }
    return held;
}

DemoAccount read_account(const YamlNode& node, YamlReader& reader) {
    DemoAccount account;
    if (!reader.expect_map(node, {"name", "display_name", "duties"})) return account;
    account.name = reader.required_text(node, "name");
    account.display_name = reader.required_text(node, "display_name");
    if (!account.name.empty() && !is_name(account.name, Dashes::Refused))
        reader.complain(*node.find("name"), "demo_accounts.name", {{"given", account.name}});
    if (const auto* duties = node.find("duties"); duties && duties->is_sequence())
        for (const auto& duty : duties->children)
            std::ranges::move(read_duty(duty, reader), std::back_inserter(account.duties));
    if (account.duties.empty()) reader.complain(node, "demo_accounts.no_duty", {{"name", account.name}});
    return account;
}

}  // namespace

DemoAccounts load_demo_accounts(const std::filesystem::path& file) {
    DemoAccounts demo;
    std::set<std::string> names;
    read_config_file(file, [&](const YamlNode& root, YamlReader& reader) {
        if (!reader.expect_map(root, {"password", "accounts"})) return;
        demo.password = reader.required_text(root, "password");
        const auto* accounts = root.find("accounts");
        if (!accounts) return reader.complain(root, "yaml.missing_key", {{"key", "accounts"}});
        if (!accounts->is_sequence()) return reader.complain(*accounts, "yaml.not_a_list", {{"key", "accounts"}});
        for (const auto& node : accounts->children) {
            demo.accounts.push_back(read_account(node, reader));
            if (!names.insert(demo.accounts.back().name).second)
                reader.complain(node, "demo_accounts.name_twice", {{"name", demo.accounts.back().name}});
        }
    });
    return demo;
}

}  // namespace foerderlauf
