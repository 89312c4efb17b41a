#include "pages/visitors.hpp"

#include "store/second_factors.hpp"

#include <array>
#include <catch2/catch_all.hpp>
#include <liboath/oath.h>
#include <unistd.h>

namespace foerderlauf::test {

namespace {

std::filesystem::path fresh_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "foerderlauf-pages-XXXXXX").string();
    return ::mkdtemp(pattern.data());
}

std::unique_ptr<House> demo_house(const std::filesystem::path& folder, const std::string& today, bool stories) {
    ServerConfig config;
    config.data = folder;
    const DataFolder data{folder};
    data.create();
    auto lock = WriterLock::acquire(data, "test");
    REQUIRE(lock);
    return std::make_unique<House>(Home{SOURCE_DIR}, config, std::move(*lock),
                                   DemoOptions{true, *parse_date(today), SimulatedClock::Pace::Standing, stories});
}

std::vector<Route> routes_of(Site& site) {
    auto routes = page_routes(site);
    for (auto& route : asset_routes(site)) routes.push_back(std::move(route));
    return routes;
}

}  // namespace

PagesInTest::PagesInTest(const std::string& today, bool stories)
    : folder_{fresh_folder()}, house_{demo_house(folder_, today, stories)}, site_{.store = house_->store,
                                                                                  .programmes = house_->programmes,
                                                                                  .installation = house_->installation,
                                                                                  .dispatcher = house_->dispatcher,
                                                                                  .clock = *house_->clock,
                                                                                  .identity = house_->identity,
                                                                                  .documents = house_->documents,
                                                                                  .recipients = house_->recipients,
                                                                                  .budget_lines = house_->budget_lines,
                                                                                  .reports = house_->reports,
                                                                                  .demo = true,
                                                                                  .assets = SOURCE_DIR} {
    site_.reread_settings = [this] { house_->refresh(); };
    site_.page_house = std::make_shared<const PageHouse>(site_, Templates::UnknownKey::Throws);
    router_ = std::make_unique<Router>(routes_of(site_));
}

PagesInTest::~PagesInTest() {
    site_.report_jobs.reset();  // works with the house
    house_.reset();
    std::filesystem::remove_all(folder_);
}

SignedIn PagesInTest::session(const std::string& account) {
    const auto known = sessions_.find(account);
    if (known != sessions_.end() && site_.identity.session(known->second.token)) return known->second;
    const auto who = site_.identity.sign_in(account, "demo", "127.0.0.1", SessionKind::Browser);
    INFO(account);
    REQUIRE(who);
    return sessions_.insert_or_assign(account, *who).first->second;
}

void PagesInTest::travel_to(const std::string& day) {
    dynamic_cast<SimulatedClock&>(*house_->clock).set(berlin_time(*parse_date(day), std::chrono::hours{8}));
}

Request request_to(const std::string& method, const std::string& address) {
    Request request;
    request.method = method;
    const auto mark = address.find('?');
    request.path = address.substr(0, mark);
    request.headers["host"] = "127.0.0.1:8080";
    request.client = "127.0.0.1";
    if (mark == std::string::npos) return request;
    std::string rest = address.substr(mark + 1);
    while (!rest.empty()) {
        const auto end = rest.find('&');
        const auto pair = rest.substr(0, end);
        const auto equals = pair.find('=');
        request.query.add(pair.substr(0, equals), equals == std::string::npos ? "" : pair.substr(equals + 1));
        rest = end == std::string::npos ? "" : rest.substr(end + 1);
    }
    return request;
}

Reply PagesInTest::asked(Request request) {
    request.cookies["language"] = std::string{code_of(language_)};
    auto reply = raw(request);
    if (!look_ || (request.method == "POST" && reply.status < 400)) return reply;
    request.cookies["language"] = "en";
    const auto english = raw(request);
    if (english.content_type.starts_with("text/html")) look_(request.method + " " + request.path, english.body);
    return reply;
}

Reply PagesInTest::raw(Request request) { return (*router_)(request); }

Reply PagesInTest::get(const std::string& account, const std::string& address) {
    auto request = request_to("GET", address);
    if (!account.empty()) request.cookies["sid"] = session(account).token;
    return asked(std::move(request));
}

Reply PagesInTest::post(const std::string& account, const std::string& address, const Pairs& fields,
                        std::vector<Part> files) {
    auto request = request_to("POST", address);
    const auto who = session(account);
    request.cookies["sid"] = who.token;
    request.headers["origin"] = "http://127.0.0.1:8080";
    request.headers["sec-fetch-site"] = "same-origin";
    request.form.add("csrf", who.csrf);
    for (const auto& [name, value] : fields) request.form.add(name, value);
    request.parts = std::move(files);
    return asked(std::move(request));
}

Request from_anybody(const std::string& address, const Pairs& fields) {
    auto request = request_to("POST", address);
    for (const auto& [name, value] : fields) request.form.add(name, value);
    request.headers["sec-fetch-site"] = "same-origin";
    return request;
}

std::string shown_by_app(PagesInTest& pages, const std::string& account) {
    const auto id = pages.site().identity.account_named(account)->id;
    std::string secret;
    pages.site().store.read([&](Snapshot& snapshot) { secret = find_second_factor(snapshot.session(), id)->secret; });
    std::array<char, 7> code{};
    const auto now = std::chrono::floor<std::chrono::seconds>(pages.site().clock.now()).time_since_epoch().count();
    REQUIRE(oath_totp_generate(secret.data(), secret.size(), now, 30, 0, 6, code.data()) == OATH_OK);
    return {code.data(), 6};
}

Part pdf(const std::string& name) {
    return {"file", name, "application/pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"};
}

std::string led_to(const Reply& reply) {
    INFO(reply.body);
    REQUIRE(reply.status == 303);
    return *reply.header("Location");
}

std::string filled_in_application(PagesInTest& pages) {
    const auto list = led_to(
        pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    const auto save = [&](const std::string& section, Pairs fields) {
        fields.emplace_back("then", "back");
        const auto reply = pages.post("gemeinde", list + "/" + section, fields);
        CHECK(led_to(reply) == list);
    };
    save("project", {{"funding_object", "2c"},
                     {"project_title", "Schnittstelle Bürgerakte"},
                     {"project_description", "Eine Schnittstelle.\nNachnutzbar."}});
    save("dates",
         {{"planned_contract_date", "1.3.2027"}, {"planned_start", "15.03.2027"}, {"planned_end", "31.12.2027"}});
    save("cost_plan", {{"cost_plan.0.item", "Entwicklung"},
                       {"cost_plan.0.year", "2026"},
                       {"cost_plan.0.amount_cents", "60.000,00"},
                       {"cost_plan.0.eligible", "ja"},
                       {"cost_plan.1.item", "Einführung"},
                       {"cost_plan.1.year", "2027"},
                       {"cost_plan.1.amount_cents", "40000,00"},
                       {"cost_plan.1.eligible", "ja"}});
    save("financing_plan", {{"financing_plan.0.source", "Haushalt"},
                            {"financing_plan.0.kind", "own"},
                            {"financing_plan.0.year", "2026"},
                            {"financing_plan.0.amount_cents", "20.000,00"},
                            {"requested_cents", "80.000,00"}});
    save("declarations",
         {{"input_tax_deductible", "nein"}, {"not_started", "ja"}, {"iban", "DE02 1203 0000 0000 2020 51"}});
    auto path = list.substr(0, list.rfind('/'));
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        CHECK(led_to(pages.post("gemeinde", path + "/documents", {{"kind", kind}, {"back", path}},
                                {pdf("unterlage.pdf")})) == path);
    return path;
}

std::string handed_in_application(PagesInTest& pages) {
    auto path = filled_in_application(pages);
    CHECK(led_to(pages.post("zeichner", path + "/steps/submit", {})) == path);
    return path;
}

std::string machine_in(PagesInTest& pages, const std::string& name, const std::string& state) {
    std::string path;
    pages.house().store.read([&](Snapshot& snapshot) {
        for (const auto id : snapshot.case_ids()) {
            const auto file = snapshot.case_file(id);
            if (!file) continue;
            for (const auto& machine : file->machines)
                if (machine.name == name && machine.state == state)
                    path = "/cases/" + std::to_string(id) + "/machines/" + std::to_string(machine.id);
        }
    });
    INFO(name << ' ' << state);
    REQUIRE(!path.empty());
    return path;
}

}  // namespace foerderlauf::test
