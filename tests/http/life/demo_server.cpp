#include "http/life/demo_server.hpp"

#include "server/reminding.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <Poco/String.h>
#include <catch2/catch_all.hpp>
#include <unistd.h>

namespace foerderlauf::test {

namespace {

std::filesystem::path fresh_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "foerderlauf-XXXXXX").string();
    return ::mkdtemp(pattern.data());
}

Home source_home() { return {SOURCE_DIR}; }

Answer exchange(std::uint16_t port, const std::string& method, const std::string& path, const std::string& type,
                const std::string& body, const std::map<std::string, std::string>& headers) {
    Poco::Net::HTTPClientSession session{"127.0.0.1", port};
    session.setTimeout(Poco::Timespan{60, 0});
    Poco::Net::HTTPRequest request{method, path, Poco::Net::HTTPMessage::HTTP_1_1};
    for (const auto& [name, value] : headers) request.set(name, value);
    if (!type.empty()) request.setContentType(type);
    if (method != "GET") request.setContentLength64(static_cast<Poco::Int64>(body.size()));
    session.sendRequest(request) << body;
    Poco::Net::HTTPResponse response;
    Answer answer;
    Poco::StreamCopier::copyToString(session.receiveResponse(response), answer.body);
    answer.status = response.getStatus();
    for (const auto& [name, value] : response) answer.headers[Poco::toLower(name)] = value;
    return answer;
}

}  // namespace

DemoServer::DemoServer(const std::string& today, bool stories, LetterSettings letters) : folder_{fresh_folder()} {
    ServerConfig config;
    config.listen = "127.0.0.1:0";
    config.data = folder_;
    config.letters = std::move(letters);
    running_ = std::make_unique<RunningHouse>(
        source_home(), config, DemoOptions{true, *parse_date(today), SimulatedClock::Pace::Standing, stories},
        RunningHouse::Report{});
}

DemoServer::~DemoServer() {
    running_.reset();
    std::filesystem::remove_all(folder_);
}

House& DemoServer::house() { return running_->house(); }
std::uint16_t DemoServer::port() const { return running_->port(); }

void DemoServer::travel_to(const std::string& day) {
    dynamic_cast<SimulatedClock&>(*house().clock).set(berlin_time(*parse_date(day), std::chrono::hours{8}));
    tokens_.clear();  // sessions end with time
    fire_what_is_due(house().store, house().dispatcher, house().clock->today(), reminder_rules(house()));
}

Answer DemoServer::get_plain(const std::string& path) const { return exchange(port(), "GET", path, "", "", {}); }

std::string DemoServer::token_of(const std::string& account) {
    auto& token = tokens_[account];
    if (token.empty()) {
        const auto answer = exchange(port(), "POST", "/api/v1/session", "application/json",
                                     json{{"account", account}, {"password", "demo"}}.dump(), {});
        INFO(account << ": " << answer.body);
        REQUIRE(answer.status == 200);
        token = answer.data().at("token");
    }
    return token;
}

Answer DemoServer::ask(const std::string& account, const std::string& method, const std::string& path, const json& body,
                       const std::map<std::string, std::string>& headers) {
    auto all = headers;
    if (!account.empty()) all["Authorization"] = "Bearer " + token_of(account);
    return exchange(port(), method, "/api/v1" + path, body.is_null() ? "" : "application/json",
                    body.is_null() ? "" : body.dump(), all);
}

Answer DemoServer::step(const std::string& account, std::int64_t id, const std::string& step, const json& body) {
    return post(account, "/cases/" + std::to_string(id) + "/steps/" + step, body);
}

Answer DemoServer::upload(const std::string& account, std::int64_t id, const std::string& kind, const std::string& name,
                          const std::string& type, const std::string& bytes) {
    const std::string boundary = "grenze-7f3a";
    std::string body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n" + kind + "\r\n";
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
            "\"\r\nContent-Type: " + type + "\r\n\r\n";
    body += bytes + "\r\n--" + boundary + "--\r\n";
    return exchange(port(), "POST", "/api/v1/cases/" + std::to_string(id) + "/documents",
                    "multipart/form-data; boundary=" + boundary, body,
                    {{"Authorization", "Bearer " + token_of(account)}});
}

Answer DemoServer::send_file(const std::string& account, const std::string& path, const std::string& name,
                             const std::string& type, const std::string& bytes) {
    const std::string boundary = "grenze-7f3a";
    const std::string body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name +
                             "\"\r\nContent-Type: " + type + "\r\n\r\n" + bytes + "\r\n--" + boundary + "--\r\n";
    return exchange(port(), "POST", "/api/v1" + path, "multipart/form-data; boundary=" + boundary, body,
                    {{"Authorization", "Bearer " + token_of(account)}});
}

namespace {

/// A whole application without what only its programme asks for.
json common_form() {
    return {{"project_title", "Schnittstelle zwischen Dokumenten und Finanzen"},
            {"project_description", "Eine standardisierte Schnittstelle, die andere Kommunen nachnutzen können."},
            {"planned_contract_date", "2027-03-01"},
            {"planned_start", "2027-03-15"},
            {"planned_end", "2027-12-31"},
            {"cost_plan",
             {{{"item", "Entwicklung"}, {"year", 2026}, {"amount_cents", 6000000}, {"eligible", true}},
              {{"item", "Einführung"}, {"year", 2027}, {"amount_cents", 4000000}, {"eligible", true}}}},
            {"financing_plan",
             {{{"source", "Haushalt der Stadt"}, {"kind", "own"}, {"year", 2026}, {"amount_cents", 2000000}}}},
            {"requested_cents", 8000000},
            {"input_tax_deductible", false},
            {"not_started", true},
            {"iban", "DE02120300000000202051"}};
}

/// A cooperation nobody has joined yet: the soft rule of three bodies is departed from with a reason.
json cooperation() {
    return {{"variant", "cooperation"},
            {"cooperation_years", 10},
            {"new_task_area", true},
            {"exception_reason", "Die Nachbarn treten bei, sobald die Schnittstelle steht."}};
}

/// What the programme's object allows for 100,000 euros of costs and 80,000 applied for.
json financing_of(const std::string& programme) {
    if (programme == "thuerfag")
        return {{"financing_type", "fixed"}, {"fixed_reason", "Bemessen nach den Einwohnern."}};
    return {{"financing_type", "proportional"}, {"rate", "80.00"}};
}

}  // namespace

json complete_form(const std::string& programme) {
    auto form = common_form();
    form.update(programme == "thuerfag" ? cooperation() : json{{"funding_object", "2c"}});
    return form;
}

json input_of(const std::string& step, const std::string& today, const std::string& programme) {
    const std::string later = "2026-11-30";
    if (step == "ask_advice") return {{"fields", {{"question", "Ist die Schnittstelle förderfähig?"}}}};
    if (step == "advise") return {{"fields", {{"note", "Ja, nach Nr. 2 Buchst. c."}}}};
    if (step == "request_supplement")
        return {{"fields",
                 {{"items", {{{"document", "price_basis"}, {"text", "Bitte ein zweites Angebot."}}}}, {"due", later}}}};
    if (step == "extend_deadline") return {{"fields", {{"due", "2026-12-15"}}}, {"reason", "Urlaubszeit"}};
    if (step == "recommend") {
        json fields = {
            {"eligible_cents", 10000000},
            {"award_cents", 8000000},
            {"slices", {{{"year", 2026}, {"amount_cents", 5000000}}, {{"year", 2027}, {"amount_cents", 3000000}}}}};
        fields.update(financing_of(programme));
        return {{"fields", fields}, {"reason", "Die Voraussetzungen sind erfüllt."}};
    }
    if (step == "recommend_refusal")
        return {{"fields", {{"reason_code", "not_eligible"}}}, {"reason", "Nicht förderfähig."}};
    if (step == "put_on_waiting_list") return {{"fields", {{"review_on", later}}}, {"reason", "Kein Geld frei."}};
    if (step == "announce_refusal") return {{"fields", {{"due", later}}}, {"reason", "Wir wollen ablehnen."}};
    if (step == "answer_hearing") return {{"fields", {{"text", "Wir sehen es anders."}}}};
    if (step == "serve") return {{"fields", {{"kind", "delivered"}, {"date", today}}}};
    if (step == "record_suit")
        return {{"fields", {{"court", "VG Gera"}, {"reference", "1 K 1/26"}, {"filed_on", today}}}};
    for (const auto* with_reason : {"return", "approve", "reconsider", "refuse", "settle_otherwise"})
        if (step == with_reason) return {{"reason", "So ist es richtig."}};
    return json::object();
}

std::int64_t case_in(DemoServer& server, const std::string& state, const std::string& programme,
                     const json& otherwise) {
    const std::string today = to_iso(server.house().clock->today());
    auto form = complete_form(programme);
    form.update(otherwise);
    const auto created = server.post("gemeinde", "/cases",
                                     {{"programme", programme}, {"recipient", "16075085"}, {"form", form}});
    INFO("on the way to " << state << ": " << created.body);
    REQUIRE(created.status == 201);
    const std::int64_t id = created.data().at("id");
    const auto take = [&](const std::string& account, const std::string& step) {
        const auto answer = server.step(account, id, step, input_of(step, today, programme));
        INFO("on the way to " << state << ", " << step << " by " << account << ": " << answer.body);
        REQUIRE(answer.status == 200);
    };
    using Way = std::vector<std::pair<std::string, std::string>>;
    const Way submitted = {{"zeichner", "submit"}};
    const Way technical = {{"zeichner", "submit"}, {"formal", "accept"}};
    const Way budget = {{"zeichner", "submit"}, {"formal", "accept"}, {"fach", "recommend"}};
    const Way ready = {{"zeichner", "submit"},
                       {"formal", "accept"},
                       {"fach", "recommend"},
                       {"haushalt", "reserve"},
                       {"zweit", "cosign"}};
    const Way adverse = {{"zeichner", "submit"},
                         {"formal", "accept"},
                         {"fach", "recommend_refusal"},
                         {"entscheidung", "announce_refusal"}};
    const auto then = [](Way way, const Way& more) {
        way.insert(way.end(), more.begin(), more.end());
        return way;
    };
    const Way served = then(ready, {{"entscheidung", "approve"}, {"formal", "serve"}});
    const Way refusal_served = then(adverse,
                                    {{"zeichner", "answer_hearing"}, {"entscheidung", "refuse"}, {"formal", "serve"}});
    const std::map<std::string, Way> ways = {
        {"draft", {}},
        {"consultation", {{"gemeinde", "ask_advice"}}},
        {"formal_review", submitted},
        {"supplement_requested", then(submitted, {{"formal", "request_supplement"}})},
        {"technical_review", technical},
        {"budget_check", budget},
        {"waiting_list", then(budget, {{"haushalt", "put_on_waiting_list"}})},
        {"cosigning", then(budget, {{"haushalt", "reserve"}})},
        {"decision_ready", ready},
        {"hearing", adverse},
        {"granted", then(ready, {{"entscheidung", "approve"}})},
        {"refused", then(adverse, {{"zeichner", "answer_hearing"}, {"entscheidung", "refuse"}})},
        {"grant_served", served},
        {"refusal_served", refusal_served},
        {"running", then(served, {{"zeichner", "waive_remedy"}})},
        {"closed", then(served, {{"zeichner", "waive_remedy"}, {"entscheidung", "close"}})},
        {"closed_refused", then(refusal_served, {{"zeichner", "waive_remedy"}})},
        {"withdrawn", then(submitted, {{"zeichner", "withdraw"}})},
        {"settled_otherwise", then(submitted, {{"entscheidung", "settle_otherwise"}})},
    };
    const auto& way = ways.at(state);
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"}) {
        const auto stored = server.upload("gemeinde", id, kind, "unterlage.pdf", "application/pdf",
                                          "%PDF-1.4\n%äöü\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
        INFO("upload of " << kind << ": " << stored.body);
        REQUIRE(stored.status == 201);
    }
    for (const auto& [account, step] : way) take(account, step);
    const auto now = server.get("revision", "/cases/" + std::to_string(id));
    REQUIRE(now.data().at("state") == state);
    return id;
}

}  // namespace foerderlauf::test
