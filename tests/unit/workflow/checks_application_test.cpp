#include "unit/workflow/checks_ask.hpp"

using namespace foerderlauf;
using namespace foerderlauf::test;

namespace {

struct Draft : Asking {
    Draft() {
        step = "submit";
        file.machines[0].state = "draft";
    }
    Record& application() { return file.forms["application"]; }
};

Partner partner(std::int64_t share, Partner::State state = Partner::State::Confirmed) {
    return {"16065000", Money::cents(share), state, std::nullopt};
}

}  // namespace

TEST_CASE("form_complete names every missing field once, rows by their table") {
    Draft draft;
    draft.application() = {{"project_title", FreeText{"Portal"}}, {"cost_plan", List{Record{{"item", FreeText{"x"}}}}}};
    const auto verdict = draft.ask("form_complete", {{"form", "application"}});
    REQUIRE(said(verdict) == Said{"blocker.form_complete"});
    const auto& labels = list_of(verdict.blockers[0].message.values, "labels");
    CHECK(std::ranges::count(labels, Value{"Ausgabenplan"}) == 1);
    CHECK(std::ranges::count(labels, Value{"Titel des Vorhabens"}) == 0);
    CHECK(std::ranges::count(labels, Value{"IBAN der Kasse"}) == 1);
}

TEST_CASE("form_complete passes when everything required is there") {
    Draft draft;
    for (const auto& field : egov().forms.at("application").fields)
        if (field.required)
            draft.application()[field.name] = field.kind == FieldKind::Rows ? Value{List{cost(100)}} : Value{"x"};
    CHECK(passes(draft.ask("form_complete", {{"form", "application"}})));
}

TEST_CASE("an object is open from its first to its last day") {
    auto [today, open] = GENERATE(table<std::string, bool>(
        {{"2018-12-31", false}, {"2019-01-01", true}, {"2025-03-31", true}, {"2025-04-01", false}}));
    Draft draft;
    draft.situation.today = day(today);
    draft.application()["funding_object"] = "dms";
    CAPTURE(today);
    CHECK(passes(draft.ask("funding_object_open")) == open);
}

TEST_CASE("after the submission its day counts for the object, not today") {
    Draft draft;
    draft.application()["funding_object"] = "dms";
    draft.file.submitted_on = day("2025-03-31");
    CHECK(passes(draft.ask("funding_object_open")));
    draft.file.submitted_on = day("2025-04-01");
    CHECK(said(draft.ask("funding_object_open")) == Said{"blocker.funding_object_open"});
}

TEST_CASE("documents_present asks for each kind by itself") {
    Draft draft;
    draft.file.documents.push_back({1, "price_basis", "a.pdf", "", 1, 1});
    CHECK(said(draft.ask("documents_present", {{"kinds", List{"price_basis", "own_share_proof", "voucher"}}})) ==
          Said{"blocker.documents_present", "blocker.documents_present"});
    CHECK(passes(draft.ask("documents_present", {{"kinds", List{"price_basis"}}})));
}

TEST_CASE("document_with_partners asks only when others take part") {
    Draft draft;
    // The check speaks as documents_present, which is what the clerk has to mend.
    CHECK(passes(draft.ask("document_with_partners", {{"kind", "cooperation_agreement"}})));
    draft.file.partners = {partner(1)};
    draft.situation.balances = &draft.balances;
    const std::string source;
    const Record parameters{{"kind", "cooperation_agreement"}};
    const auto verdict = find_check("document_with_partners")({egov(), draft.file, draft.situation, draft.file.main(),
                                                               *egov().main().step("submit"), draft.actor, draft.input,
                                                               parameters, source});
    CHECK(said(verdict) == Said{"blocker.documents_present"});
    draft.file.documents.push_back({1, "cooperation_agreement", "a.pdf", "", 1, 1});
    CHECK(passes(draft.ask("document_with_partners", parameters)));
}

TEST_CASE("dates_in_order lets a project begin and end on one day") {
    auto [first, second, fine] = GENERATE(table<std::string, std::string, bool>(
        {{"2027-02-01", "2027-02-01", true}, {"2027-02-01", "2027-01-31", false}, {"2027-02-01", "2027-02-02", true}}));
    Draft draft;
    draft.application() = {{"planned_start", first}, {"planned_end", second}};
    CHECK(passes(draft.ask("dates_in_order",
                           {{"first", "application.planned_start"}, {"second", "application.planned_end"}})) == fine);
}

TEST_CASE("plan_balances counts eligible and other costs alike, to the cent") {
    auto [costs, other, own, requested,
          key] = GENERATE(table<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string>({
        {10000, 0, 2000, 8000, ""},
        {10000, 500, 2500, 8000, ""},
        {10000, 500, 2000, 8000, "blocker.plan_balances.cover_missing"},
        {10000, 0, 2001, 8000, "blocker.plan_balances.too_much_cover"},
        {10000, 0, 1999, 8000, "blocker.plan_balances.cover_missing"},
    }));
    Draft draft;
    List rows{cost(costs)};
    if (other > 0) rows.emplace_back(cost(other, false));
    draft.application() = {
        {"cost_plan", rows}, {"financing_plan", List{cover("own", own)}}, {"requested_cents", requested}};
    CAPTURE(costs, other, own, requested);
    const auto verdict = draft.ask("plan_balances", {{"costs", "application.cost_plan"},
                                                     {"cover", "application.financing_plan"},
                                                     {"requested", "application.requested_cents"}});
    CHECK(said(verdict) == (key.empty() ? Said{} : Said{key}));
}

TEST_CASE("request_within_rate rounds the share down") {
    auto [eligible, requested, fine] = GENERATE(table<std::int64_t, std::int64_t, bool>(
        {{10001, 8000, true}, {10001, 8001, false}, {10000, 8000, true}, {10002, 8001, true}, {10002, 8002, false}}));
    Draft draft;
    draft.application() = {{"funding_object", "2c"},
                           {"cost_plan", List{cost(eligible), cost(9999, false)}},
                           {"requested_cents", requested}};
    CAPTURE(eligible, requested);
    const auto verdict = draft.ask("request_within_rate",
                                   {{"costs", "application.cost_plan"}, {"requested", "application.requested_cents"}});
    CHECK(said(verdict) == (fine ? Said{} : Said{"blocker.request_within_rate"}));
}

TEST_CASE("partner_shares leave the applicant something to bear") {
    auto [share, fine] = GENERATE(table<std::int64_t, bool>({{9999, true}, {10000, false}, {10001, false}}));
    Draft draft;
    draft.application() = {{"cost_plan", List{cost(10000)}}};
    draft.file.partners = {partner(share)};
    CHECK(passes(draft.ask("partner_shares", {{"costs", "application.cost_plan"}})) == fine);
}

TEST_CASE("partners_confirmed names each partner who has not confirmed, and how") {
    Draft draft;
    draft.file.partners = {partner(1, Partner::State::Invited), partner(1), partner(1, Partner::State::Declined)};
    CHECK(said(draft.ask("partners_confirmed")) ==
          Said{"blocker.partners_confirmed.invited", "blocker.partners_confirmed.declined"});
    draft.file.partners = {partner(1)};
    CHECK(passes(draft.ask("partners_confirmed")));
}

TEST_CASE("not_begun at submission: declared, and the contract lies ahead") {
    auto [declared, contract, keys] = GENERATE(table<bool, std::string, Said>({
        {true, "2026-11-03", {}},
        {true, "2026-11-02", {"blocker.not_begun.at_submission"}},
        {false, "2026-11-03", {"blocker.not_begun.declared"}},
        {false, "2026-11-01", {"blocker.not_begun.declared", "blocker.not_begun.at_submission"}},
    }));
    Draft draft;
    draft.application() = {{"not_started", declared}, {"planned_contract_date", contract}};
    CAPTURE(declared, contract);
    CHECK(said(draft.ask("not_begun", {{"declared", "application.not_started"},
                                       {"contract_date", "application.planned_contract_date"},
                                       {"at", "submit"}})) == keys);
}

TEST_CASE("not_begun at the decision: an early start approved on or before the day of the contract") {
    auto [state, approved_on,
          fine] = GENERATE(table<std::string, std::string, bool>({{"approved", "2026-10-15", true},
                                                                  {"approved", "2026-10-14", true},
                                                                  {"approved", "2026-10-16", false},
                                                                  {"refused", "2026-10-14", false},
                                                                  {"requested", "2026-10-14", false}}));
    Draft draft;
    draft.step = "approve";
    draft.application() = {{"not_started", true}, {"planned_contract_date", "2026-10-15"}};
    draft.file.machines.push_back({2, "early-start", state, noon(approved_on), {}});
    CAPTURE(state, approved_on);
    const auto verdict = draft.ask("not_begun", {{"declared", "application.not_started"},
                                                 {"contract_date", "application.planned_contract_date"},
                                                 {"at", "decision"},
                                                 {"unless_approved", "early-start"}});
    CHECK(said(verdict) == (fine ? Said{} : Said{"blocker.not_begun.at_decision"}));
}
