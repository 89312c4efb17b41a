// foerderlauf serve: opens the house, serves until told to stop.
#include "casework/timer.hpp"
#include "server/command.hpp"
#include "server/control.hpp"
#include "server/house.hpp"
#include "server/log.hpp"
#include "web/front/server.hpp"
#include "web/pages/error_pages.hpp"
#include "web/site.hpp"

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
    if (options.on && !on_loopback(context.config.listen)) return refuse("serve.demo_only_loopback", {{"listen", context.config.listen}});
    if (!context.line.has("today")) return options;
    if (!options.on) return refuse("serve.today_only_demo");
    const auto day = parse_date(context.line.option("today"));
    if (!day) return refuse("command.date", {{"given", context.line.option("today")}});
    options.today = *day;
    return options;
}

/// The demo's clock never starts before the newest event: the history would run backwards.
Result<void> refuse_early_clock(House& house, const DemoOptions& options) {
    if (!options.today) return {};
    std::optional<Instant> newest;
    house.store.read([&](Snapshot& snapshot) { newest = snapshot.newest_event_at(); });
    if (newest && house.clock->now() < *newest)
        return refuse("serve.today_too_early", {{"today", to_iso(*options.today)}, {"newest", to_iso(berlin_day(*newest))}});
    return {};
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

std::vector<Route> all_routes(Site& site) {
    auto routes = api_routes(site);
    for (auto more : {page_routes(site), asset_routes(site)})
        for (auto& route : more) routes.push_back(std::move(route));
    return routes;
}

void greet(const CommandContext& context, House& house, std::uint16_t port) {
    const auto host = context.config.listen.substr(0, context.config.listen.rfind(':'));
    context.out << context.texts.sentence("serve.listening", {{"address", host + ":" + std::to_string(port)}}) << '\n';
    if (house.demo) {
        context.out << context.texts.sentence("serve.demo_accounts") << '\n';
        for (const auto& account : house.identity.accounts()) context.out << "  " << account.name << "\t" << account.display_name << '\n';
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
        if (!line || !needs_house(line->command)) return CommandAnswer{2, "", context.texts.sentence("usage.arguments", {{"command", ""}}) + "\n"};
        try {
            answer.status = run_in_house({*line, house.home, house.config, context.texts, in, out, err, handed.folder}, house);
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
    if (!options) return context.refused(options.error()) + 1;
    const DataFolder folder{context.config.data};
    folder.create();
    auto lock = WriterLock::acquire(folder, "serve");
    if (!lock) {
        context.refused(lock.error());
        return 3;
    }
    block_signals();
    House house{context.home, context.config, std::move(*lock), *options};
    if (const auto early = refuse_early_clock(house, *options); !early) return context.refused(early.error());

    Log log{context.err};
    Site site{house.store, house.programmes, house.installation, house.dispatcher, *house.clock, house.identity, house.documents,
              house.recipients, house.budget_lines, house.reports, house.demo, house.home.root};
    const Router router{all_routes(site)};
    FrontOptions front_options;
    front_options.listen = context.config.listen;
    front_options.limits.workers = static_cast<unsigned>(context.config.workers);
    front_options.trusted_proxies = context.config.trusted_proxies;
    front_options.tls_ended_by_proxy = context.config.tls_ended_by_proxy;
    EdgeHooks hooks;
    hooks.sentence = [&](const Message& message) { return house.installation.texts.sentence(message); };
    hooks.error_page = [&](const ErrorView& view, const Request& request) { return error_page(site, view, request); };
    hooks.on_fault = [&](const std::string& incident, const std::string& what) { log.line("incident " + incident + ": " + what); };
    Front front{front_options, router, hooks};
    if (const auto started = front.start(); !started) {
        context.refused(started.error());
        return 3;
    }
    Timer timer{house.store, house.dispatcher, *house.clock, [&](const std::string& sentence) { log.line(sentence); }};
    ControlSocket control{folder, commands_for(context, house)};
    greet(context, house, front.port());
    wait_for_signal();
    context.err << context.texts.sentence("serve.stopping") << '\n';
    front.stop();
    return 0;
}

}  // namespace foerderlauf
