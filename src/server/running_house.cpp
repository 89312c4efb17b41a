#include "server/running_house.hpp"

#include "server/health.hpp"
#include "server/reminding.hpp"

#include "web/language.hpp"
#include "web/pages/error_pages.hpp"

namespace foerderlauf {

namespace {

WriterLock locked(const ServerConfig& config) {
    const DataFolder folder{config.data};
    folder.create();
    auto lock = WriterLock::acquire(folder, "serve");
    if (!lock) throw Refused{lock.error(), 3};
    return std::move(*lock);
}

/// The demo's clock never starts before the newest event: the history would run backwards.
void refuse_early_clock(House& house) {
    std::optional<Instant> newest;
    house.store.read([&](Snapshot& snapshot) { newest = snapshot.newest_event_at(); });
    if (!newest || house.clock->now() >= *newest) return;
    const Record values{{"today", to_iso(house.clock->today())}, {"newest", to_iso(berlin_day(*newest))}};
    throw Refused{{Refusal::Kind::BadInput, {"serve.today_too_early", values}}, 1};
}

std::vector<Route> all_routes(Site& site) {
    auto routes = api_routes(site);
    for (auto more : {page_routes(site), asset_routes(site)})
        for (auto& route : more) routes.push_back(std::move(route));
    return routes;
}

FrontOptions front_options(const ServerConfig& config) {
    FrontOptions options;
    options.listen = config.listen;
    options.limits.workers = static_cast<unsigned>(config.workers);
    options.trusted_proxies = config.trusted_proxies;
    options.tls_ended_by_proxy = config.tls_ended_by_proxy;
    return options;
}

RunningHouse::Report spoken(RunningHouse::Report report) {
    return report ? std::move(report) : [](const std::string&) {};
}

/// What letters print as the way to this house: the address from outside, in the demo the one it listens at.
std::string printed_address(const ServerConfig& config, const DemoOptions& demo) {
    if (!config.base_address.empty() || !demo.on) return config.base_address;
    return "http://" + config.listen;
}

LetterRenderer& letters_of(const ServerConfig& config, TypstRenderer& typst, LibreOfficeRenderer& office) {
    if (config.letters.renderer == "libreoffice") return office;
    return typst;
}

std::unique_ptr<LetterSigner> signer_of(const ServerConfig& config, RunningHouse::Report report) {
    if (config.letters.signature.certificate.empty()) return nullptr;
    return std::make_unique<LetterSigner>(config.letters.signature, std::move(report));
}

std::vector<Metric> metrics_of(const FrontCounters& counters) {
    const auto number = [](std::uint64_t value) { return static_cast<std::int64_t>(value); };
    std::vector<Metric> metrics = {
        {"foerderlauf_connections_total", "Connections accepted.", "counter", number(counters.accepted), {}},
        {"foerderlauf_connections_refused_total",
         "Connections closed at once: too many.",
         "counter",
         number(counters.refused),
         {}},
        {"foerderlauf_connections_overdue_total",
         "Connections ended by a deadline.",
         "counter",
         number(counters.overdue),
         {}},
        {"foerderlauf_requests_overloaded_total",
         "Requests answered 503 because the queue was full.",
         "counter",
         number(counters.overloaded),
         {}},
        {"foerderlauf_connections_parked", "Connections that hold no worker.", "gauge", number(counters.parked), {}},
        {"foerderlauf_requests_in_work",
         "Requests with a worker or waiting for one.",
         "gauge",
         number(counters.in_work),
         {}},
    };
    for (std::size_t hundred = 1; hundred < counters.answered.size(); ++hundred)
        metrics.push_back({"foerderlauf_responses_total", "Responses by class of status.", "counter",
                           number(counters.answered[hundred]), "class=\"" + std::to_string(hundred) + "xx\""});
    return metrics;
}

void add_outbox(std::vector<Metric>& metrics, Store& store) {
    OutboxCounts counts;
    store.read([&](Snapshot& snapshot) { counts = count_outbox(snapshot.session()); });
    const auto add = [&](const char* label, std::int64_t value) {
        metrics.push_back({"foerderlauf_outbox_mails", "Mails by what became of them.", "gauge", value,
                           std::string{"state=\""} + label + "\""});
    };
    add("waiting", counts.waiting);
    add("sent", counts.sent);
    add("failed", counts.failed);
    add("dropped", counts.dropped);
}

}  // namespace

RunningHouse::RunningHouse(const Home& home, const ServerConfig& config, const DemoOptions& demo, Report report)
    : house_{home, config, locked(config), demo}, typst_{typst_parts(home.root), spoken(report)},
      office_{libreoffice_parts(home.root), spoken(report)}, letters_{letters_of(config, typst_, office_)},
      signer_{signer_of(config, spoken(report))}, letter_press_{house_.store,
                                                                house_.programmes,
                                                                {letters_, typst_, signer_.get()},
                                                                *house_.clock,
                                                                printed_address(config, demo)},
      site_{house_.store,
            house_.programmes,
            house_.installation,
            house_.dispatcher,
            *house_.clock,
            house_.identity,
            house_.documents,
            house_.recipients,
            house_.budget_lines,
            house_.reports,
            house_.demo,
            home.root,
            {},
            {}} {
    if (demo.today) refuse_early_clock(house_);
    report = spoken(std::move(report));
    site_.base_address = config.base_address;
    site_.letter_press = &letter_press_;
    site_.reread_settings = [this] { house_.refresh(); };
    site_.tell_of_message = message_telling(house_);
    site_.jobs_folder = config.data / "jobs";
    site_.metrics = [this] {
        auto metrics = front_ ? metrics_of(front_->counters()) : std::vector<Metric>{};
        add_outbox(metrics, house_.store);
        return metrics;
    };
    site_.health = [this, mails = !config.mail.host.empty()] { return health_of(house_, mails, letters_health()); };
    router_ = std::make_unique<Router>(all_routes(site_));
    EdgeHooks hooks;
    hooks.sentence = [this](const Message& message, const Request& request) {
        const auto language = request.wants_json() ? language_of_api(request) : language_of_page(request);
        return house_.installation->texts_in(language).sentence(message);
    };
    hooks.error_page = [this](const ErrorView& view, const Request& request) {
        return error_page(site_, view, request);
    };
    hooks.on_fault = [report](const std::string& incident, const std::string& what) {
        report("incident " + incident + ": " + what);
    };
    front_ = std::make_unique<Front>(front_options(config), *router_, hooks);
    if (const auto started = front_->start(); !started) throw Refused{started.error(), 3};
    timer_ = std::make_unique<Timer>(house_.store, house_.dispatcher, *house_.clock,
                                     TimerSettings{reminder_rules(house_), config.seals}, report);
    letter_maker_ = std::make_unique<LetterMaker>(letter_press_, report);
    if (!config.mail.host.empty())
        courier_ = std::make_unique<Courier>(house_.store, *house_.clock, mail_composer(house_),
                                             smtp_sender(config.mail), report);
}

LettersHealth RunningHouse::letters_health() const {
    if (!letters_.installed()) return LettersHealth::OnlyWords;
    const bool usable = !signer_ || signer_->problem(house_.clock->now()).empty();
    return usable ? LettersHealth::Made : LettersHealth::Unsigned;
}

RunningHouse::~RunningHouse() { stop(); }

void RunningHouse::stop() {
    courier_.reset();
    letter_maker_.reset();
    timer_.reset();
    if (front_) front_->stop();
}

}  // namespace foerderlauf
