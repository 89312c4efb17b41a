#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace foerderlauf {

/// A command line taken apart: the subcommand, its options and what stands without a name.
struct CommandLine {
    std::string command;                         ///< `serve`, `account`, …; empty for none
    std::vector<std::string> arguments;          ///< in order
    std::map<std::string, std::string> options;  ///< `--as-of DATE` → {"as-of", "DATE"}; flags have an empty value

    bool has(const std::string& option) const { return options.contains(option); }
    std::string option(const std::string& name, const std::string& otherwise = {}) const;
};

/// What a subcommand understands: names of options that take a value, and of those that do not.
struct Usage {
    std::string command;
    std::vector<std::string> with_value;
    std::vector<std::string> flags;
    std::size_t fewest_arguments = 0, most_arguments = 0;
};

/// The subcommands (contract § 2).
const std::vector<Usage>& usages();

/// Refusals `usage.unknown_command` (with the nearest), `usage.unknown_option`, `usage.value_missing`, `usage.arguments`.
Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace foerderlauf
