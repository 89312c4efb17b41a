#pragma once

// The API over a real store in a folder of its own, asked without a socket: requests go to the router as values.

#include "store/folder.hpp"
#include "store/recipients.hpp"
#include "store/sqlite_store.hpp"
#include "casework/case_row.hpp"
#include "web/site.hpp"
#include "workflow/bundle.hpp"

#include <catch2/catch_all.hpp>
#include <nlohmann/json.hpp>

namespace foerderlauf::test {

using Json = nlohmann::json;

inline const Recipient poessneck{"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                                 "Saale-Orla-Kreis", "",         11960};
inline const Recipient ohrdruf{"16067053", "16067053", "160675050053", "Ohrdruf, Stadt", "gemeinde", "Gotha", "", 9991};
inline const Recipient nordhausen{"16062000",   "16062000", "160620000000", "Nordhausen", "landkreis",
                                  "Nordhausen", "",         80762};

struct Asked {
    std::string method, path, body;
    std::map<std::string, std::string> headers = {};
};

class ApiHouse {
public:
    ApiHouse() {
        programmes.add(read_bundle(SOURCE_DIR "/workflows", "thueregovrl"));
        store.run([](Transaction& transaction) {
            for (const auto& body : {poessneck, ohrdruf, nordhausen}) put_recipient(transaction.session(), body);
        });
        const auto rows = std::vector<BudgetLineRow>{{"thueregovrl",
                                                      "16 90",
                                                      "633 01",
                                                      "DEMO",
                                                      true,
                                                      2026,
                                                      Money::cents(1'000'000'000),
                                                      {{2027, Money::cents(500'000'000)}}}};
        REQUIRE(import_budget_lines(store, rows, 0, 0, "test", clock.now()));
        budget_lines.refresh(store);
        account("gemeinde", {{"applicant_clerk", "16075085", ""}});
        account("zeichner", {{"applicant_signatory", "16075085", ""}});
        account("ohrdruf", {{"applicant_clerk", "16067053", ""}, {"applicant_signatory", "16067053", ""}});
        account("nordhausen", {{"applicant_clerk", "16062000", ""}});
        for (const auto* duty : {"formal_review", "technical_review", "decider", "auditor", "budget_officer"})
            account(duty, {{duty, "", ""}});
    }

    Reply ask(const std::string& who, const Asked& asked) {
        auto request = request_of(asked);
        if (!who.empty()) request.headers["authorization"] = "Bearer " + token_of(who);
        return router(request);
    }
    /// A request that says itself who is calling.
    Reply ask_as_it_is(Request request) const { return router(request); }
    Reply get(const std::string& who, const std::string& path) { return ask(who, {"GET", path, ""}); }
    Reply post(const std::string& who, const std::string& path, const std::string& body,
               std::map<std::string, std::string> headers = {}) {
        return ask(who, {"POST", path, body, std::move(headers)});
    }
    Reply upload(const std::string& who, std::int64_t id, const std::string& kind, const std::string& name,
                 const std::string& bytes, const std::string& key = {}) {
        auto request = request_of({"POST", case_path(id) + "/documents", ""});
        request.headers = {{"content-type", "multipart/form-data; boundary=x"},
                           {"authorization", "Bearer " + token_of(who)}};
        if (!key.empty()) request.headers["idempotency-key"] = key;
        request.form.add("kind", kind);
        request.parts.push_back({"file", name, "", bytes});
        return router(request);
    }
    std::string token_of(const std::string& who) {
        if (!tokens.contains(who)) tokens[who] = identity.issue_token(who).value().token;
        return tokens[who];
    }

    static std::string case_path(std::int64_t id) { return "/api/v1/cases/" + std::to_string(id); }
    /// A draft of Pößneck; its id.
    std::int64_t draft(const std::string& form = "{}") {
        const auto reply = post("gemeinde", "/api/v1/cases",
                                R"({"programme":"thueregovrl","recipient":"16075085","form":)" + form + "}");
        REQUIRE(reply.status == 201);
        return Json::parse(reply.body).at("id").get<std::int64_t>();
    }
    /// A complete application, submitted.
    std::int64_t submitted() {
        const auto id = draft(complete);
        for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
            REQUIRE(upload("gemeinde", id, kind, std::string{kind} + ".pdf", std::string{"%PDF-1.7 "} + kind).status ==
                    201);
        const auto reply = post("zeichner", case_path(id) + "/steps/submit", "");
        INFO(reply.body);
        REQUIRE(reply.status == 200);
        return id;
    }
    static Request request_of(const Asked& asked) {
        Request request;
        request.method = asked.method;
        request.path = asked.path.substr(0, asked.path.find('?'));
        request.body = asked.body;
        request.client = "192.0.2.1";
        if (!asked.body.empty()) request.headers["content-type"] = "application/json";
        for (const auto& [name, value] : asked.headers) request.headers[name] = value;
        if (const auto mark = asked.path.find('?'); mark != std::string::npos) {
            std::stringstream pairs{asked.path.substr(mark + 1)};
            for (std::string pair; std::getline(pairs, pair, '&');)
                request.query.add(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
        }
        return request;
    }

    inline static const std::string complete =
        R"({"funding_object":"2c","project_title":"Schnittstelle","project_description":"Eine Schnittstelle.",
        "planned_contract_date":"2027-02-01","planned_start":"2027-02-01","planned_end":"2027-12-31",
        "cost_plan":[{"item":"Software","year":2027,"amount_cents":10000000,"eligible":true}],
        "financing_plan":[{"source":"Haushalt","kind":"own","year":2027,"amount_cents":2000000}],
        "requested_cents":8000000,"input_tax_deductible":false,"not_started":true,"iban":"DE02120300000000202051"})";

    TestFolder folder;
    SimulatedClock clock{berlin_time(Date{std::chrono::year{2026} / 11 / 2}, std::chrono::hours{8}),
                         SimulatedClock::Pace::Standing};
    Programmes programmes;
    InstallationInForce installation{load_installation(SOURCE_DIR "/config")};
    SqliteStore store{lock_on(created(folder.data())), projector_of(programmes), clock.now()};
    BudgetLineRegister budget_lines;
    Identity identity{store, clock};
    DocumentFolder documents{folder.data().documents()};
    RecipientRegister recipients{store};
    Dispatcher dispatcher{
        store, programmes, installation, budget_lines, clock, [](Transaction& transaction, const std::string& key) {
            return RecipientRegister::find(transaction, key);
        }};
    ReportCatalogue reports{SOURCE_DIR "/reports"};
    Site site{store,     programmes, installation, dispatcher, clock, identity,
              documents, recipients, budget_lines, reports,    false, {}};
    Router router{api_routes(site)};

private:
    static DataFolder created(DataFolder data) {
        data.create();
        return data;
    }
    void account(const std::string& name, const std::vector<HeldDuty>& duties) {
        REQUIRE(identity.add_account(Account::system(), name, "Person " + name, ""));
        for (const auto& duty : duties) REQUIRE(identity.give_duty(Account::system(), name, duty));
    }
    std::map<std::string, std::string> tokens;
};

inline Json data(const Reply& reply) { return Json::parse(reply.body); }

}  // namespace foerderlauf::test
