#pragma once

#include "domain/texts.hpp"
#include "server/config.hpp"

#include <iosfwd>

namespace foerderlauf {

/// What every subcommand gets: its words, the product's files, settings, sentences, and where to write.
struct CommandContext {
    const CommandLine& line;
    const Home& home;
    const ServerConfig& config;
    const Texts& texts;
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::filesystem::path folder;  ///< paths of the command line are meant from here

    std::filesystem::path path(const std::string& given) const { return folder / given; }
    /// Prints the refusal as a sentence (blockers and fields beneath it) and gives exit status 1.
    int refused(const Refusal& refusal) const;
};

// One function per subcommand (contract § 2), each in a file of server/commands/. They give the exit status.
int run_compute(const CommandContext& context);
int run_check(const CommandContext& context);
int run_diagram(const CommandContext& context);
int run_serve(const CommandContext& context);
int run_verify(const CommandContext& context);
int run_export(const CommandContext& context);
int run_rebuild(const CommandContext& context);
int run_report(const CommandContext& context);
int run_restore(const CommandContext& context);

/// publish, import, account and backup change data or need the writer: they run in the server that holds the data folder,
/// or here when none does.
class House;
int run_in_house(const CommandContext& context, House& house);
bool needs_house(const std::string& command);

}  // namespace foerderlauf
