#include "server/command_line.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace foerderlauf {

namespace {

const std::vector<std::string> everywhere = {"config", "data"};

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
}

const Usage* usage_of(const std::string& command) {
    const auto& all = usages();
    const auto found = std::ranges::find(all, command, &Usage::command);
    return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> known_options(const Usage& usage) {
    auto names = usage.with_value;
    names.insert(names.end(), usage.flags.begin(), usage.flags.end());
    names.insert(names.end(), everywhere.begin(), everywhere.end());
    return names;
}

/// With the name that may have been meant, where one is near.
tl::unexpected<Refusal> unknown(std::string key, const std::string& given, const std::string& meant) {
    return refuse(meant.empty() ? key : key + ".near", {{"given", given}, {"nearest", meant}});
}

std::vector<std::string> known_commands() {
    std::vector<std::string> names;
    for (const auto& usage : usages()) names.push_back(usage.command);
    return names;
}

}  // namespace

std::string CommandLine::option(const std::string& name, const std::string& otherwise) const {
    const auto found = options.find(name);
    return found == options.end() ? otherwise : found->second;
}

const std::vector<Usage>& usages() {
    static const std::vector<Usage> all = {
        {"serve", {"listen", "today"}, {"demo"}, 0, 0},
        {"check", {}, {}, 1, 100},
        {"publish", {}, {"dry-run"}, 1, 1},
        {"diagram", {"format"}, {}, 1, 2},
        {"verify", {"export", "seal"}, {}, 0, 0},
        {"export", {"case"}, {}, 1, 1},
        {"rebuild", {}, {}, 0, 0},
        {"report", {"out", "programme", "year", "as-of"}, {}, 1, 1},
        {"import", {}, {}, 2, 2},
        {"backup", {}, {}, 1, 1},
        {"restore", {}, {}, 1, 1},
        {"compute", {}, {}, 0, 0},
        {"account", {"name", "person", "recipient", "programme", "mail"}, {"password-stdin", "remove"}, 2, 3},
    };
    return all;
}

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments) {
    CommandLine line;
    if (arguments.empty()) return line;
    line.command = arguments.front();
    if (line.command.starts_with("-")) {  // --version and --help stand alone
        line.options[std::string{trimmed(line.command.substr(
            line.command.find_first_not_of('-') == std::string::npos ? 0 : line.command.find_first_not_of('-')))}] = "";
        line.command.clear();
        return line;
    }
    const auto* usage = usage_of(line.command);
    if (!usage) return unknown("usage.unknown_command", line.command, nearest(line.command, known_commands()));
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const auto& word = arguments[i];
        if (!word.starts_with("--") || word == "--") {
            line.arguments.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const auto name = word.substr(2, equals == std::string::npos ? std::string::npos : equals - 2);
        const bool takes_value = contains(usage->with_value, name) || contains(everywhere, name);
        if (name == "help" || (contains(usage->flags, name) && equals == std::string::npos)) {
            line.options[name] = "";
            continue;
        }
        if (!takes_value) return unknown("usage.unknown_option", word, nearest(name, known_options(*usage)));
        if (equals != std::string::npos) line.options[name] = word.substr(equals + 1);
        else if (i + 1 < arguments.size()) line.options[name] = arguments[++i];
        else return refuse("usage.value_missing", {{"option", word}});
    }
    if (line.has("help")) return line;
    if (line.arguments.size() < usage->fewest_arguments || line.arguments.size() > usage->most_arguments)
        return refuse("usage.arguments", {{"command", line.command}});
    return line;
}

}  // namespace foerderlauf
