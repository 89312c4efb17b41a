#include "http/life/child_cases.hpp"

#include <catch2/catch_all.hpp>

namespace foerderlauf::test {

namespace {

using Way = std::vector<std::pair<std::string, std::string>>;  ///< account and step, one after the other

const std::string in_a_month = "2026-12-02";
const json reason = {{"reason", "So ist es richtig."}};

Way after(Way way, const Way& more) {
    way.insert(way.end(), more.begin(), more.end());
    return way;
}

const std::map<std::string, Way>& ways_of(const std::string& machine) {
    static const Way certified = {
        {"zeichner", "submit"}, {"fach", "certify_factual"}, {"formal", "certify_arithmetic"}};
    static const Way ordered = after(certified, {{"haushalt", "order"}});
    static const Way ready = {
        {"zeichner", "request"}, {"fach", "examine"}, {"haushalt", "reserve"}, {"zweit", "cosign"}};
    static const Way claimed = {{"entscheidung", "announce"}, {"zeichner", "answer"}, {"entscheidung", "claim"}};
    static const std::map<std::string, Way> report = {
        {"draft", {}},
        {"submitted", {{"zeichner", "submit"}}},
        {"objected", {{"zeichner", "submit"}, {"verwendung", "object"}}},
        {"examined", {{"zeichner", "submit"}, {"verwendung", "examine"}}},
        {"accepted", {{"zeichner", "submit"}, {"verwendung", "examine"}, {"entscheidung", "accept"}}},
        {"dropped", {{"zeichner", "drop"}}}};
    static const std::map<std::string, std::map<std::string, Way>> ways = {
        {"early-start",
         {{"draft", {}},
          {"requested", {{"zeichner", "request"}}},
          {"approved", {{"zeichner", "request"}, {"entscheidung", "approve"}}},
          {"refused", {{"zeichner", "request"}, {"entscheidung", "refuse"}}},
          {"dropped", {{"zeichner", "drop"}}}}},
        {"court-case", {{"pending", {}}, {"ended", {{"entscheidung", "record_outcome"}}}}},
        {"payment-request",
         {{"draft", {}},
          {"submitted", {{"zeichner", "submit"}}},
          {"factually_certified", {{"zeichner", "submit"}, {"fach", "certify_factual"}}},
          {"certified", certified},
          {"ordered", ordered},
          {"paid", after(ordered, {{"kasse", "confirm_payment"}})},
          {"used", after(ordered, {{"kasse", "confirm_payment"}, {"zeichner", "report_use"}})},
          {"rejected", {{"zeichner", "submit"}, {"formal", "reject"}}},
          {"dropped", {{"zeichner", "drop"}}}}},
        {"amendment",
         {{"draft", {}},
          {"requested", {{"zeichner", "request"}}},
          {"budget_check", {{"zeichner", "request"}, {"fach", "examine"}}},
          {"cosigning", {{"zeichner", "request"}, {"fach", "examine"}, {"haushalt", "reserve"}}},
          {"decision_ready", ready},
          {"approved", after(ready, {{"entscheidung", "approve"}})},
          {"refused", after(ready, {{"entscheidung", "refuse"}})},
          {"dropped", {{"zeichner", "drop"}}}}},
        {"interim-report", report},
        {"proof-of-use", report},
        {"repayment",
         {{"proposed", {}},
          {"hearing", {{"entscheidung", "announce"}}},
          {"claimed", claimed},
          {"settled", after(claimed, {{"formal", "serve_claim"}, {"kasse", "confirm_payment"}})},
          {"waived", {{"entscheidung", "waive"}}},
          {"written_off", after(claimed, {{"entscheidung", "write_off"}})}}}};
    return ways.at(machine);
}

/// 50,000.00 of payments due, 40,000.00 called for them; or called to another account than the application names.
json call_of_money(bool other_account) {
    json fields = {
        {"due_payments",
         {{{"item", "Entwicklung"}, {"payee", "Systemhaus"}, {"due", "2026-11-30"}, {"amount_cents", 5000000}}}},
        {"amount_cents", 4000000}};
    if (other_account) fields["iban"] = "DE89370400440532013000";
    return {{"fields", fields}};
}

json spent() {
    return {{{"item", "Entwicklung"}, {"amount_cents", 6000000}}, {{"item", "Einführung"}, {"amount_cents", 4000000}}};
}

json voucher(const std::string& number, const std::string& item, std::int64_t cents) {
    return {{"number", number},   {"day", "2026-11-02"},   {"payee", "Systemhaus"},
            {"reason", "Teil 1"}, {"amount_cents", cents}, {"item", item}};
}

json report_input(const std::string& machine, const std::string& step) {
    const bool final_report = machine == "proof-of-use";
    if (step == "submit" && final_report)
        return {{"fields",
                 {{"purpose_fulfilled_on", child_day},
                  {"narrative", "Die Schnittstelle läuft."},
                  {"costs", spent()},
                  {"cover", {{{"source", "Haushalt"}, {"kind", "own"}, {"amount_cents", 2000000}}}},
                  {"grant_used_cents", 8000000},
                  {"vouchers", {voucher("1", "Entwicklung", 6000000), voucher("2", "Einführung", 4000000)}}}}};
    if (step == "submit")
        return {{"fields",
                 {{"up_to", child_day},
                  {"narrative", "Die Entwicklung läuft."},
                  {"costs", spent()},
                  {"grant_used_cents", 4000000}}}};
    if (step == "object")
        return {{"fields", {{"items", {{{"text", "Bitte den Sachbericht ergänzen."}}}}, {"due", in_a_month}}},
                {"reason", "Der Sachbericht ist zu kurz."}};
    if (step == "examine") {
        json fields = {{"note", "Schlüssig."}};
        if (final_report) fields.update({{"depth", "cursory"}, {"purpose_reached", "reached"}});
        return {{"fields", fields}};
    }
    return step == "return" ? reason : json::object();
}

json repayment_input(const std::string& step) {
    if (step == "announce")
        return {{"fields",
                 {{"ground", "not_for_purpose"},
                  {"known_on", child_day},
                  {"remaining_award_cents", 0},
                  {"due", in_a_month}}},
                {"reason", "Es wurde anders verwendet."}};
    if (step == "serve_claim") return {{"fields", {{"kind", "delivered"}, {"date", child_day}}}};
    if (step == "answer") return {{"fields", {{"text", "Das stimmt."}}}};
    if (step == "claim")
        return {{"fields",
                 {{"remaining_award_cents", 0},
                  {"due", in_a_month},
                  {"no_interest_reason", "Der Betrag wird sofort erstattet."}}},
                {"reason", "Es wurde anders verwendet."}};
    if (step == "defer")
        return {{"fields", {{"due", "2027-01-04"}}}, {"reason", "Die Haushaltslage lässt es nicht zu."}};
    if (step == "agree_instalments")
        return {{"fields",
                 {{"instalments",
                   {{{"due", in_a_month}, {"amount_cents", 2000000}},
                    {{"due", "2027-01-04"}, {"amount_cents", 2000000}}}}}},
                {"reason", "Die Haushaltslage lässt es nicht zu."}};
    if (step == "confirm_payment") return {{"fields", {{"value_date", child_day}, {"amount_cents", 4000000}}}};
    return reason;
}

json payment_input(const std::string& step) {
    if (step == "submit") return call_of_money(false);
    if (step == "certify_arithmetic") return {{"fields", {{"approved_cents", 4000000}}}};
    if (step == "confirm_payment") return {{"fields", {{"value_date", child_day}}}};
    if (step == "report_use") return {{"fields", {{"used_cents", 4000000}, {"used_on", child_day}}}};
    return step == "return" || step == "reject" || step == "cancel_order" ? reason : json::object();
}

json amendment_input(const std::string& step) {
    if (step == "request")
        return {
            {"fields",
             {{"kind", "slice_shift"},
              {"explanation", "Der Hersteller liefert erst im nächsten Jahr."},
              {"slices", {{{"year", 2026}, {"amount_cents", 4000000}}, {{"year", 2027}, {"amount_cents", 4000000}}}}}}};
    return step == "drop" || step == "reserve" || step == "cosign" ? json::object() : reason;
}

json early_start_input(const std::string& step) {
    if (step == "request")
        return {{"fields",
                 {{"factual_reason", "Der Anbieter stellt das alte Verfahren ein."}, {"contract_date", "2026-11-20"}}}};
    return step == "drop" ? json::object() : reason;
}

std::int64_t case_for(DemoServer& server, const std::string& machine, const std::string& programme) {
    if (machine == "early-start") return case_in(server, "formal_review", programme);
    if (machine == "court-case") return case_in(server, "grant_served", programme);
    return case_in(server, "running", programme,
                   {{"planned_contract_date", "2026-11-03"}, {"planned_start", "2026-11-02"}});
}

void take(DemoServer& server, const Child& child, const std::string& account, const std::string& step,
          const json& input) {
    const auto taken = server.post(account, child.path() + "/steps/" + step, input);
    INFO("on the way, " << step << " by " << account << ": " << taken.body);
    REQUIRE(taken.status == 200);
}

/// Opens the machine; a suit is recorded, reports and a repayment follow money that was paid.
Child opened(DemoServer& server, const std::string& machine, const std::string& programme) {
    Child child{case_for(server, machine, programme), 2};
    if (machine == "court-case") {
        const auto recorded = server.step("entscheidung", child.case_id, "record_suit",
                                          input_of("record_suit", child_day));
        INFO(recorded.body);
        REQUIRE(recorded.status == 200);
        return child;
    }
    const auto open = [&](const std::string& name, const std::string& account) {
        const auto answer = server.post(account, "/cases/" + std::to_string(child.case_id) + "/machines/" + name,
                                        {{"fields", json::object()}});
        INFO(name << ": " << answer.body);
        REQUIRE(answer.status == 201);
    };
    if (machine == "repayment" || machine == "proof-of-use" || machine == "interim-report") {
        open("payment-request", "gemeinde");
        for (const auto& [account, step] : ways_of("payment-request").at("used"))
            take(server, child, account, step, payment_input(step));
        child.machine = 3;
    }
    open(machine, machine == "repayment" ? "entscheidung" : "gemeinde");
    return child;
}

}  // namespace

json child_input(const std::string& machine, const std::string& step) {
    if (machine == "early-start") return early_start_input(step);
    if (machine == "court-case") return {{"fields", {{"outcome", "dismissed"}, {"date", child_day}}}};
    if (machine == "payment-request") return payment_input(step);
    if (machine == "amendment") return amendment_input(step);
    if (machine == "repayment") return repayment_input(step);
    return report_input(machine, step);
}

Child child_in(DemoServer& server, const std::string& programme, const std::string& machine, const std::string& state,
               const std::string& for_step) {
    const auto child = opened(server, machine, programme);
    const bool other_account = for_step == "confirm_account";
    for (const auto& [account, step] : ways_of(machine).at(state)) {
        if (other_account && step == "order") take(server, child, "zweit", "confirm_account", json::object());
        const bool names_account = other_account && step == "submit";
        take(server, child, account, step, names_account ? call_of_money(true) : child_input(machine, step));
    }
    if (state == "hearing" && for_step == "claim")
        take(server, child, "zeichner", "answer", child_input(machine, "answer"));
    return child;
}

}  // namespace foerderlauf::test
