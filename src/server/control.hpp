#pragma once

#include "server/command_line.hpp"
#include "store/data_folder.hpp"

#include <functional>
#include <memory>
#include <string>

namespace foerderlauf {

/// What a subcommand answers: its exit status (0 done, 1 refusal, 2 wrong usage, 3 fault), results and diagnostics.
struct CommandAnswer {
    int status = 0;
    std::string out;
    std::string err;
};

/// A command handed over: the words after the program's name, what stood on standard input, and the folder it was called in
/// (paths are meant from there).
struct HandedCommand {
    std::vector<std::string> arguments;
    std::string input;
    std::string folder;
};

using RunCommand = std::function<CommandAnswer(const HandedCommand&)>;

/// The running server's ear for its own command line: a Unix socket in the data folder, mode 0600. One command at a time.
/// Every command has one line of JSON with its length before it, and so has every answer.
class ControlSocket {
public:
    ControlSocket(const DataFolder& folder, RunCommand run);
    ~ControlSocket();  ///< lets the command in work finish
    ControlSocket(const ControlSocket&) = delete;
    ControlSocket& operator=(const ControlSocket&) = delete;

private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

/// Hands a command to the server that holds the folder; nothing when none answers there.
std::optional<CommandAnswer> hand_over(const DataFolder& folder, const HandedCommand& command);

}  // namespace foerderlauf
