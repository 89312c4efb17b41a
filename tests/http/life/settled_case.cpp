#include "http/life/settled_case.hpp"

#include <catch2/catch_all.hpp>

namespace foerderlauf::test {

namespace {

json application() {
    auto form = complete_form();
    form["planned_contract_date"] = "2025-02-17";
    form["planned_start"] = "2025-02-17";
    form["planned_end"] = "2025-12-31";
    form["cost_plan"] = {{{"item", "Entwicklung"}, {"year", 2025}, {"amount_cents", 6'000'000}, {"eligible", true}},
                         {{"item", "Einführung"}, {"year", 2025}, {"amount_cents", 4'000'000}, {"eligible", true}}};
    form["financing_plan"] = {
        {{"source", "Haushalt der Stadt"}, {"kind", "own"}, {"year", 2025}, {"amount_cents", 2'000'000}}};
    return form;
}

json input(const std::string& step) {
    auto body = input_of(step, "2025-02-03");
    if (step == "recommend") body["fields"]["slices"] = {{{"year", 2025}, {"amount_cents", 8'000'000}}};
    return body;
}

json payment(const char* item, std::int64_t cents) {
    return {{"item", item}, {"payee", "Systemhaus"}, {"due", "2025-03-10"}, {"amount_cents", cents}};
}

json voucher(const char* number, const char* day, const char* item, std::int64_t cents) {
    return {{"number", number},      {"day", day},  {"payee", "Systemhaus"}, {"reason", "Lieferung"},
            {"amount_cents", cents}, {"item", item}};
}

}  // namespace

SettledCase::SettledCase() {
    const auto created = server.post(
        "gemeinde", "/cases", {{"programme", "thueregovrl"}, {"recipient", "16075085"}, {"form", application()}});
    INFO(created.body);
    REQUIRE(created.status == 201);
    id = created.data().at("id");
    for (const auto* kind : {"price_basis", "council_resolution", "own_share_proof"})
        REQUIRE(server
                    .upload("gemeinde", id, kind, "unterlage.pdf", "application/pdf",
                            "%PDF-1.4\n%äöü\n1 0 obj\n<<>>\nendobj\n%%EOF\n")
                    .status == 201);
    const std::vector<std::pair<std::string, std::string>> way = {
        {"zeichner", "submit"}, {"formal", "accept"},        {"fach", "recommend"}, {"haushalt", "reserve"},
        {"zweit", "cosign"},    {"entscheidung", "approve"}, {"formal", "serve"},   {"zeichner", "waive_remedy"}};
    for (const auto& [account, step] : way) {
        const auto answer = server.step(account, id, step, input(step));
        INFO(step << ": " << answer.body);
        REQUIRE(answer.status == 200);
    }
    server.travel_to("2025-03-03");
    REQUIRE(open("gemeinde", "payment-request").status == 201);
    take("zeichner", "payment-request", "submit",
         {{"due_payments", {payment("Entwicklung", 6'000'000), payment("Einführung", 4'000'000)}},
          {"amount_cents", 8'000'000}});
    take("fach", "payment-request", "certify_factual");
    take("formal", "payment-request", "certify_arithmetic", {{"approved_cents", 8'000'000}});
    take("haushalt", "payment-request", "order");
    take("kasse", "payment-request", "confirm_payment", {{"value_date", "2025-03-03"}});
    server.travel_to("2025-03-17");
    take("zeichner", "payment-request", "report_use", {{"used_cents", 8'000'000}, {"used_on", "2025-03-14"}});
}

json SettledCase::machine(const std::string& name, const std::string& account) {
    json newest;
    const auto whole = now(account);
    for (const auto& machine : whole.at("machines"))
        if (machine.at("machine") == name) newest = machine;
    return newest;
}

Answer SettledCase::open(const std::string& account, const std::string& name) {
    return server.post(account, path() + "/machines/" + name, {{"fields", json::object()}});
}

Answer SettledCase::attempt(const std::string& account, const std::string& name, const std::string& step,
                            const json& fields, const std::string& reason) {
    json body{{"fields", fields}};
    if (!reason.empty()) body["reason"] = reason;
    const auto number = std::to_string(machine(name).at("id").get<std::int64_t>());
    return server.post(account, path() + "/machines/" + number + "/steps/" + step, body);
}

json SettledCase::take(const std::string& account, const std::string& name, const std::string& step, const json& fields,
                       const std::string& reason) {
    const auto answer = attempt(account, name, step, fields, reason);
    INFO(name << ' ' << step << " by " << account << ": " << answer.body);
    REQUIRE(answer.status == 200);
    return answer.data();
}

json SettledCase::proof() {
    return {
        {"purpose_fulfilled_on", "2025-05-30"},
        {"narrative", "Die Schnittstelle ist in Betrieb."},
        {"costs",
         {{{"item", "Entwicklung"}, {"amount_cents", 5'000'000}},
          {{"item", "Einführung"}, {"amount_cents", 4'000'000}}}},
        {"cover", {{{"source", "Haushalt der Stadt"}, {"kind", "own"}, {"amount_cents", 1'800'000}}}},
        {"grant_used_cents", 7'200'000},
        {"vouchers",
         {voucher("1", "2025-03-10", "Entwicklung", 5'000'000), voucher("2", "2025-03-14", "Einführung", 4'000'000)}}};
}

void SettledCase::report_less_than_planned() {
    server.travel_to("2025-06-02");
    REQUIRE(open("gemeinde", "proof-of-use").status == 201);
    take("zeichner", "proof-of-use", "submit", proof());
}

void SettledCase::accept_what_was_reported() {
    take("verwendung", "proof-of-use", "examine",
         {{"depth", "in_depth"}, {"purpose_reached", "reached"}, {"note", "Belege geprüft."}});
    take("entscheidung", "proof-of-use", "accept");
}

}  // namespace foerderlauf::test
