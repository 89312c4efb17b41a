#include "server/program.hpp"

#include "domain/load.hpp"
#include "server/command.hpp"
#include "server/control.hpp"
#include "server/house.hpp"

#include <iterator>
#include <map>
#include <ostream>
#include <sstream>

namespace foerderlauf {

namespace {

using Run = int (*)(const CommandContext&);

/// publish, import, account, backup: in the server that holds the data folder, or here when none does.
int run_at_writer(const CommandContext& context) {
    const bool reads_input = context.line.has("password-stdin");
    const HandedCommand handed{{},
                               reads_input ? std::string{std::istreambuf_iterator<char>{context.in}, {}}
                                           : std::string{},
                               context.folder.string()};
    const DataFolder data{context.config.data};
    auto lock = WriterLock::acquire(data, context.line.command);
    if (lock) {
        House house{context.home, context.config, std::move(*lock), {}};
        std::istringstream input{handed.input};
        return run_in_house({context.line, context.home, context.config, context.texts, input, context.out, context.err,
                             context.folder},
                            house);
    }
    auto words = context.line;
    HandedCommand command{{words.command}, handed.input, handed.folder};
    for (const auto& argument : words.arguments) command.arguments.push_back(argument);
    for (const auto& [name, value] : words.options) {
        command.arguments.push_back("--" + name);
        const bool flag = value.empty();
        if (!flag) command.arguments.push_back(value);
    }
    const auto answer = hand_over(data, command);
    if (!answer) return context.refused(lock.error()) == 0 ? 0 : 3;
    context.out << answer->out;
    context.err << answer->err;
    return answer->status;
}

Run find_command(const std::string& name) {
    static const std::map<std::string, Run> commands = {
        {"serve", run_serve},      {"check", run_check},       {"diagram", run_diagram},  {"verify", run_verify},
        {"export", run_export},    {"rebuild", run_rebuild},   {"report", run_report},    {"restore", run_restore},
        {"compute", run_compute},  {"publish", run_at_writer}, {"import", run_at_writer}, {"account", run_at_writer},
        {"backup", run_at_writer},
    };
    const auto found = commands.find(name);
    return found == commands.end() ? nullptr : found->second;
}

int run_command(const CommandLine& line, const Home& home, const Texts& texts, std::istream& in, std::ostream& out,
                std::ostream& err) {
    const auto config = load_server_config(home, line);
    const CommandContext context{line, home, config, texts, in, out, err, std::filesystem::current_path()};
    return find_command(line.command)(context);
}

int print_bad_file(const BadFile& bad, const Texts& texts, std::ostream& err) {
    for (const auto& error : bad.errors()) err << sentence_of(error, texts) << '\n';
    return 1;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err) {
    Texts texts;
    try {
        const auto line = parse_command_line(arguments);
        const Home home = find_home(line.value_or(CommandLine{}));
        texts = load_texts(home.config());
        if (!line) {
            err << texts.sentence(line.error().message) << '\n';
            return 2;
        }
        if (line->has("version")) {
            out << "foerderlauf " << FOERDERLAUF_VERSION << '\n';
            return 0;
        }
        if (line->command.empty() || line->has("help")) {
            out << texts.sentence(line->command.empty() ? "help.all" : "help." + line->command);
            return line->command.empty() && !line->has("help") ? 2 : 0;
        }
        return run_command(*line, home, texts, in, out, err);
    } catch (const BadFile& bad) { return print_bad_file(bad, texts, err); } catch (const std::exception& fault) {
        err << "foerderlauf: " << fault.what() << '\n';
        return 3;
    }
}

}  // namespace foerderlauf
