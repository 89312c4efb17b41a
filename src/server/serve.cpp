// foerderlauf serve: opens the house, serves until told to stop.
#include "server/command.hpp"
#include "server/control.hpp"
#include "server/log.hpp"
#include "server/running_house.hpp"

#include <csignal>
#include <ostream>
#include <sstream>

namespace foerderlauf {

namespace {

bool on_loopback(const std::string& listen) {
    return listen.starts_with("127.") || listen.starts_with("[::1]") || listen.starts_with("localhost:");
}

Result<DemoOptions> demo_options(const CommandContext& context) {
    DemoOptions options{context.line.has("demo"), std::nullopt};
    if (options.on && !on_loopback(context.config.listen))
        return refuse("serve.demo_only_loopback", {{"listen", context.config.listen}});
    if (!context.line.has("today")) return options;
    if (!options.on) return refuse("serve.today_only_demo");
    const auto day = parse_date(context.line.option("today"));
    if (!day) return refuse("command.date", {{"given", context.line.option("today")}});
    options.today = *day;
    return options;
}

void wait_for_signal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    int caught = 0;
    sigwait(&signals, &caught);
}

/// Threads inherit the mask: only the main thread takes the signals, in sigwait.
void block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

void greet(const CommandContext& context, House& house, std::uint16_t port) {
    const auto host = context.config.listen.substr(0, context.config.listen.rfind(':'));
    context.out << context.texts.sentence("serve.listening", {{"address", host + ":" + std::to_string(port)}}) << '\n';
    if (house.demo) {
        context.out << context.texts.sentence("serve.demo_accounts") << '\n';
        for (const auto& account : house.identity.accounts())
            context.out << "  " << account.name << "\t" << account.display_name << '\n';
    }
    for (const auto& proposal : house.proposals()) context.err << context.texts.sentence(proposal) << '\n';
    context.out << std::flush;
}

RunCommand commands_for(const CommandContext& context, House& house) {
    return [&](const HandedCommand& handed) {
        std::istringstream in{handed.input};
        std::ostringstream out, err;
        CommandAnswer answer;
        const auto line = parse_command_line(handed.arguments);
        if (!line || !needs_house(line->command))
            return CommandAnswer{2, "", context.texts.sentence("usage.arguments", {{"command", ""}}) + "\n"};
        try {
            answer.status = run_in_house({*line, house.home, house.config, context.texts, in, out, err, handed.folder},
                                         house);
        } catch (const BadFile& bad) {
            for (const auto& error : bad.errors()) err << sentence_of(error, context.texts) << '\n';
            answer.status = 1;
        } catch (const std::exception& fault) {
            err << "foerderlauf: " << fault.what() << '\n';
            answer.status = 3;
        }
        answer.out = out.str();
        answer.err = err.str();
        return answer;
    };
}

}  // namespace

int run_serve(const CommandContext& context) {
    const auto options = demo_options(context);
    if (!options) {
        context.refused(options.error());
        return 2;
    }
    block_signals();
    Log log{context.err};
    try {
        RunningHouse running{context.home, context.config, *options, [&](const std::string& line) { log.line(line); }};
        ControlSocket control{DataFolder{context.config.data}, commands_for(context, running.house())};
        greet(context, running.house(), running.port());
        wait_for_signal();
        context.err << context.texts.sentence("serve.stopping") << '\n';
        running.stop();
    } catch (const Refused& refused) {
        context.refused(refused.refusal);
        return refused.status;
    }
    return 0;
}

}  // namespace foerderlauf
