#include "web/api/case_json.hpp"

#include "domain/load.hpp"
#include "web/api/history_json.hpp"
#include "web/api/printing.hpp"
#include "workflow/bundle.hpp"
#include "workflow/load.hpp"

#include <catch2/catch_all.hpp>
#include <nlohmann/json.hpp>

using namespace foerderlauf;
using Json = nlohmann::json;

namespace {

const Definition& egov() {
    static const Definition definition = load_definition(read_bundle(SOURCE_DIR "/workflows", "thueregovrl")).value();
    return definition;
}
const Texts& texts() {
    static const Texts all = load_texts(SOURCE_DIR "/config");
    return all;
}
const Calendar& thuringia() {
    static const Calendar calendar{load_holidays(SOURCE_DIR "/config/holidays.yaml")};
    return calendar;
}

const Date today{std::chrono::year{2026} / 11 / 20};

/// A case at the desk of the budget officer, written by hand: nothing of it was computed.
CaseFile at_the_budget() {
    CaseFile file = empty_case(1042);
    file.programme = "thueregovrl";
    file.version = "sha256:abc";
    file.recipient = {
        "160755013000", "", "160755013000", "Ranis-Ziegenrück", "verwaltungsgemeinschaft", "Saale-Orla-Kreis", "", 0};
    file.represented_by = Recipient{"16075085",         "16075085", "160750085085", "Pößneck, Stadt", "gemeinde",
                                    "Saale-Orla-Kreis", "",         11960};
    file.file_number = "EGOV-2026-0042";
    file.seq = 17;
    file.submitted_on = Date{std::chrono::year{2026} / 9 / 14};
    file.authority_sees = true;
    file.machines = {{1,
                      "application",
                      "budget_check",
                      berlin_time(Date{std::chrono::year{2026} / 10 / 2}, std::chrono::hours{9}),
                      {}},
                     {2,
                      "early-start",
                      "requested",
                      berlin_time(Date{std::chrono::year{2026} / 10 / 3}, std::chrono::hours{9}),
                      {}}};
    file.forms["application"] = {
        {"project_title", FreeText{"Schnittstelle"}},
        {"iban", FreeText{"", true}},
        {"requested_cents", 8'000'000},
        {"cost_plan",
         List{Record{
             {"item", FreeText{"Software"}}, {"year", 2027}, {"amount_cents", 10'000'000}, {"eligible", true}}}}};
    file.forms["notice"] = {{"reasons", FreeText{"Nur für die Behörde"}}};
    file.documents = {{1, "price_basis", "Angebot.pdf", std::string(64, 'a'), 16, 3}};
    file.partners = {
        {"16067053", Money::cents(5000), Partner::State::Confirmed, Date{std::chrono::year{2026} / 9 / 1}}};
    file.deadlines = {{"inaction", 1, Date{std::chrono::year{2026} / 9 / 14}, Date{std::chrono::year{2026} / 12 / 14},
                       "§ 75 VwGO", "", "decider"},
                      {"supply", 1, Date{std::chrono::year{2026} / 9 / 14}, Date{std::chrono::year{2026} / 12 / 1}, "",
                       "lapse", "formal_review"}};
    file.conflicts = {{1, 7, "concern", false}};
    file.officers["technical_review"] = {7, 7};
    return file;
}

struct Shown {
    Json as(std::vector<std::string> duties, std::optional<Date> as_of = {}) {
        const Actor actor{9, 7, std::move(duties)};
        Situation situation;
        situation.today = today;
        situation.calendar = &thuringia();
        situation.balances = &balances;
        return Json::parse(case_json({egov(), file, situation, actor, as_of}, texts()));
    }
    CaseFile file = at_the_budget();
    Balances balances;
};

}  // namespace

TEST_CASE("a case is printed exactly as the contract shows it") {
    auto shown = Shown{}.as({"auditor"});
    shown.at("machines").at(0).erase("title");  // words of the workflow file, not of the contract
    shown.at("machines").at(0).erase("state_label");
    shown.at("machines").at(0).erase("public_label");
    shown.at("machines").at(0).erase("owner");
    shown.at("machines").at(0).erase("given");
    const auto golden = Json::parse(R"({
        "id": 1042, "file_number": "EGOV-2026-0042", "programme": "thueregovrl", "version": "sha256:abc",
        "recipient": {"ags": null, "ars": "160755013000", "name": "Ranis-Ziegenrück", "kind": "verwaltungsgemeinschaft", "district": "Saale-Orla-Kreis"},
        "represented_by": {"ags": "16075085", "ars": "160750085085", "name": "Pößneck, Stadt", "kind": "gemeinde", "district": "Saale-Orla-Kreis"},
        "state": "budget_check", "state_label": "Haushaltsprüfung", "public_label": "In Prüfung", "owner": "budget_officer", "owner_since": "2026-10-02",
        "seq": 17, "submitted_on": "2026-09-14", "decided_on": null, "offered_on": null, "served_on": null, "consultations": 0,
        "forms": {"application": {"project_title": "Schnittstelle", "iban": null, "requested_cents": 8000000,
                                  "cost_plan": [{"item": "Software", "year": 2027, "amount_cents": 10000000, "eligible": true}],
                                  "documents": [{"id": 1, "kind": "price_basis", "name": "Angebot.pdf", "size": 16,
                                                 "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]},
                  "notice": {"reasons": "Nur für die Behörde"}},
        "documents": [{"id": 1, "kind": "price_basis", "name": "Angebot.pdf", "size": 16,
                       "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}],
        "partners": [{"recipient": "16067053", "share_cents": 5000, "state": "confirmed", "at": "2026-09-01"}],
        "steps": [], "editable_forms": [],
        "machines": [{"id": 2, "machine": "early-start", "state": "requested", "steps": []}],
        "deadlines": [{"name": "supply", "machine": 1, "start": "2026-09-14", "due": "2026-12-01", "source": null, "then": "fire lapse, remind formal_review", "reminded_on": null},
                      {"name": "inaction", "machine": 1, "start": "2026-09-14", "due": "2026-12-14", "source": "§ 75 VwGO", "then": "remind decider", "reminded_on": null}],
        "officers": [{"duty": "technical_review", "account": 7}],
        "conflicts": [{"number": 1, "person": 7, "kind": "concern", "lifted": false, "own": true}],
        "money": {"requested_cents": 8000000, "eligible_cents": 10000000, "award_cents": 0, "reserved_cents": 0, "committed_cents": 0,
                  "paid_cents": 0, "repaid_cents": 0}
    })");
    CHECK(shown == golden);
}

TEST_CASE("an applicant or partner sees neither the authority's forms nor whose interests conflict") {
    const auto duties = GENERATE(values<std::vector<std::string>>({{}, {"applicant_clerk"}, {"applicant_signatory"}}));
    const auto shown = Shown{}.as(duties);
    CHECK_FALSE(shown.at("forms").contains("notice"));
    CHECK(shown.at("conflicts").empty());
    CHECK(shown.at("public_label") == "In Prüfung");
}

TEST_CASE("a step that is blocked says why, and at most one step is the next sensible thing") {
    Shown shown;
    shown.file.conflicts.clear();
    const auto steps = shown.as({"budget_officer"}).at("steps");
    int primary = 0;
    bool reserve_found = false;
    for (const auto& step : steps) {
        for (const auto* key : {"name", "title", "primary", "allowed", "needs", "blockers"}) CHECK(step.contains(key));
        CHECK(step.at("allowed") == step.at("blockers").empty());
        primary += step.at("primary") ? 1 : 0;
        if (step.at("name") != "reserve") continue;
        reserve_found = true;
        CHECK(step.at("allowed") == false);
        CHECK(step.at("blockers").at(0).at("check") == "every_slice_covered");
        CHECK(step.at("blockers").at(0).at("source") == "§§ 38 und 45 ThürLHO");
    }
    CHECK(reserve_found);
    CHECK(primary <= 1);
}

TEST_CASE("a past day offers nothing to do") {
    const auto shown = Shown{}.as({"budget_officer", "decider"}, today);
    CHECK(shown.at("steps").empty());
    CHECK(shown.at("editable_forms").empty());
    CHECK(shown.at("machines").at(0).at("steps").empty());
    CHECK(shown.at("as_of") == "2026-11-20");
}

TEST_CASE("a history shows names where there are any, and nothing in the place of an erased text") {
    Event event;
    event.seq = 3;
    event.at = berlin_time(today, std::chrono::hours{9});
    event.actor = 5;
    event.duty = "decider";
    event.step = "declare_conflict";
    event.from = event.to = "budget_check";
    event.facts.reason = FreeText{"Nachbarn"};
    event.facts.fields = {{"note", FreeText{"", true}}};
    event.hash = "h";
    event.prev_hash = "p";
    const auto file = at_the_budget();
    const auto printed_as = [&](Disclosure told, const std::string& name) {
        return Json::parse(printed_json({{"items", printed_events(
                                                       {event}, file, [&](const Event&) { return told; },
                                                       [&](AccountId) { return name; })}}))
            .at("items")
            .at(0);
    };
    const auto open = printed_as(Disclosure::Everything, "Herr Berg");
    CHECK(
        open ==
        Json::parse(
            R"({"seq":3,"at":"2026-11-20T08:00:00.000000Z","actor":{"account":5,"name":"Herr Berg"},"duty":"decider","in_place_of":null,"machine":1,
        "machine_name":"application","step":"declare_conflict","from":"budget_check","to":"budget_check","reason":"Nachbarn",
        "erased":true,"facts":{"fields":{"note":null},"reason":"Nachbarn"},"hash":"h","prev_hash":"p"})"));
    const auto closed = printed_as(Disclosure::WithoutReason, "");
    CHECK(closed.at("reason").is_null());
    CHECK_FALSE(closed.at("facts").contains("reason"));
    CHECK(closed.at("facts").contains("fields"));
    CHECK(closed.at("actor").at("name").is_null());
    const auto step_only = printed_as(Disclosure::StepOnly, "Herr Berg");
    CHECK(step_only.at("facts") == Json::object());
    CHECK(step_only.at("reason").is_null());
    CHECK(step_only.at("step") == "declare_conflict");
}
