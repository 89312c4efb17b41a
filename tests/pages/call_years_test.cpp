// What may be called of a grant, said before it is asked for; and what was asked for, said where it is answered.
#include "pages/visitors.hpp"
#include "workflow/call_years.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const Date in_2026 = *parse_date("2026-11-20");

Money euros(std::int64_t amount) { return Money::cents(amount * 100); }

LedgerAccount account(const char* stage, int budget_year, int due_year) {
    LedgerAccount named;
    named.line = "07 05/883 01";
    named.stage = stage;
    named.budget_year = budget_year;
    named.due_year = due_year;
    return named;
}

/// 60.000 € for 2026 and 40.000 € for 2027, of which the ledger holds this.
CaseFile granted(Balances held) {
    CaseFile file;
    file.grant = {{"slices", List{Record{{"year", 2026}, {"amount_cents", 6'000'000}},
                                  Record{{"year", 2027}, {"amount_cents", 4'000'000}}}}};
    file.held = std::move(held);
    return file;
}

using Why = CallYear::Why;

}  // namespace

TEST_CASE("a year says what is granted, called, paid and open, and only this year's own budget can be called") {
    const auto years = call_years(granted({{account("committed", 2026, 2026), euros(30'000)},
                                           {account("called", 2026, 2026), euros(10'000)},
                                           {account("ordered", 2026, 2026), euros(5'000)},
                                           {account("used", 2026, 2026), euros(15'000)},
                                           {account("committed", 2026, 2027), euros(40'000)}}),
                                  in_2026);
    REQUIRE(years.size() == 2);
    CHECK(years[0].granted == euros(60'000));
    CHECK(years[0].underway == euros(15'000));
    CHECK(years[0].paid == euros(15'000));
    CHECK(years[0].open == euros(30'000));
    CHECK(years[0].now == euros(30'000));
    CHECK(years[0].why == Why::Open);
    CHECK(years[1].open == euros(40'000));
    CHECK(years[1].now.is_zero());
    CHECK(years[1].why == Why::Later);
}

TEST_CASE("nothing can be called of a year that is not opened, of one that is over, and of one that is all called") {
    const auto next_year = *parse_date("2027-01-10");
    const auto years = call_years(
        granted({{account("committed", 2026, 2026), euros(2'000)}, {account("committed", 2026, 2027), euros(40'000)}}),
        next_year);
    REQUIRE(years.size() == 2);
    CHECK(years[0].why == Why::Past);
    CHECK(years[1].why == Why::NotOpened);
    CHECK((years[0].now + years[1].now).is_zero());
    CHECK(call_years(granted({{account("paid", 2026, 2026), euros(60'000)}}), in_2026).at(0).why == Why::AllCalled);
    CHECK(call_years(CaseFile{}, in_2026).empty());
}

TEST_CASE("the page of a payment request says what can be called, and a cent more is refused") {
    PagesInTest pages{"2026-11-20", true};
    const auto step = machine_in(pages, "payment-request", "draft") + "/steps/submit";
    const auto body = pages.get("zeichner", step).body;
    CHECK_THAT(body, ContainsSubstring("Was Sie abrufen können") &&
                         ContainsSubstring("§\xC2\xA0"
                                           "45 ThürLHO") &&
                         ContainsSubstring("Bei der Anteilfinanzierung"));
    const std::string before = "data-label=\"Jetzt abrufbar\"><strong>";
    const auto at = body.find(before) + before.size();
    auto now = Money::parse(body.substr(at, body.find("\xC2\xA0", at) - at));
    REQUIRE(now);
    REQUIRE(*now > Money{});
    const auto call = [&](Money amount) {
        return pages.post("zeichner", step,
                          {{"due_payments.0.item", "Beschaffung und Einrichtung"},
                           {"due_payments.0.payee", "Systemhaus"},
                           {"due_payments.0.due", "25.11.2026"},
                           {"due_payments.0.amount_cents", "900.000,00"},
                           {"amount_cents", to_german_number(amount)}});
    };
    const auto more = call(*now + Money::cents(1));
    CHECK(more.status == 409);
    CHECK_THAT(more.body, ContainsSubstring("noch nicht abgerufen") && ContainsSubstring("Was Sie abrufen können"));
    CHECK(call(*now).status == 303);
}

TEST_CASE("the items of the plan stand in a payment request already, without amounts") {
    PagesInTest pages{"2026-11-20", true};
    const auto path = machine_in(pages, "payment-request", "draft");
    const auto body = pages.get("zeichner", path + "/steps/submit").body;
    CHECK_THAT(body, ContainsSubstring(R"(name="due_payments.0.item" value="Beschaffung und Einrichtung")") &&
                         ContainsSubstring(R"(name="due_payments.0.amount_cents" value="")"));
    // Rows that were left as they stood are none.
    const auto nothing = pages.post("zeichner", path + "/steps/submit",
                                    {{"due_payments.0.item", "Beschaffung und Einrichtung"},
                                     {"due_payments.0.payee", ""},
                                     {"due_payments.0.due", ""},
                                     {"due_payments.0.amount_cents", ""},
                                     {"amount_cents", "100,00"}});
    CHECK(nothing.status == 422);
    CHECK_THAT(nothing.body, !ContainsSubstring("Empfänger“ fehlt"));
}

TEST_CASE("a step that calls nothing says nothing of calling") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    CHECK_THAT(pages.get("zeichner", path + "/steps/submit").body, !ContainsSubstring("Was Sie abrufen können"));
}

TEST_CASE("the application that is to be supplied repeats what was asked for, with its section and its day") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/steps/request_supplement",
                      {{"items.0.document", "price_basis"},
                       {"items.0.text", "Bitte ein <zweites> Angebot."},
                       {"items.1.field", "cost_plan"},
                       {"items.1.text", "Welche Position ist die Schulung?"},
                       {"items.2.text", "Bitte rufen Sie uns an."},
                       {"due", "30.11.2026"}}));
    const auto body = pages.get("gemeinde", path + "/edit").body;
    CHECK_THAT(body, ContainsSubstring("Was nachgefordert ist") && ContainsSubstring("Montag, 30.11.2026"));
    CHECK_THAT(body, ContainsSubstring("Bitte ein &lt;zweites&gt; Angebot.") &&
                         ContainsSubstring(path + "/edit/documents\">Zum Abschnitt „Unterlagen“"));
    CHECK_THAT(body, ContainsSubstring("<strong>Ausgabenplan:</strong>") &&
                         ContainsSubstring(path + "/edit/cost_plan\">Zum Abschnitt"));
    CHECK_THAT(body, ContainsSubstring("Bitte rufen Sie uns an."));
    CHECK_THAT(body, ContainsSubstring("Nachgefordert") && !ContainsSubstring(path + "/copy"));
    // What was asked for is over when it is supplied.
    led_to(pages.post("zeichner", path + "/steps/resubmit", {}));
    CHECK_THAT(pages.get("gemeinde", path + "/edit").body, !ContainsSubstring("Was nachgefordert ist"));
}

TEST_CASE("only the parts that were asked for are changed when an application is supplied") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/steps/request_supplement",
                      {{"items.0.field", "project_title"}, {"items.0.text", "Bitte genauer."}, {"due", "30.11.2026"}}));
    const auto other = pages.get("gemeinde", path + "/edit/dates").body;
    CHECK_THAT(other,
               ContainsSubstring("Danach hat die Behörde nicht gefragt") && !ContainsSubstring("Speichern und weiter"));
    const auto refused = pages.post("gemeinde", path + "/edit/dates", {{"planned_start", "20.03.2027"}});
    CHECK(refused.status == 409);
    CHECK_THAT(pages.get("gemeinde", path + "/edit/dates").body, ContainsSubstring("15.03.2027"));
    CHECK(led_to(pages.post("gemeinde", path + "/edit/project",
                            {{"funding_object", "2c"},
                             {"project_title", "Schnittstelle Bürgerakte, Stufe 1"},
                             {"project_description", "Eine Schnittstelle."},
                             {"then", "back"}})) == path + "/edit");
    CHECK_THAT(pages.get("gemeinde", path + "/edit/documents").body, ContainsSubstring("Unterlage hochladen"));
}

TEST_CASE("where something is asked for in general, every part may be changed") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    led_to(pages.post("formal", path + "/steps/request_supplement",
                      {{"items.0.field", "project_title"},
                       {"items.0.text", "Bitte genauer."},
                       {"items.1.text", "Bitte sehen Sie alles noch einmal durch."},
                       {"due", "30.11.2026"}}));
    CHECK_THAT(pages.get("gemeinde", path + "/edit/dates").body, ContainsSubstring("Speichern und weiter"));
}

TEST_CASE("a fresh draft asks for nothing, and nobody else reads what was asked for") {
    PagesInTest pages;
    const auto path = filled_in_application(pages);
    CHECK_THAT(pages.get("gemeinde", path + "/edit").body, !ContainsSubstring("Was nachgefordert ist"));
    CHECK(pages.get("nordhausen", path + "/edit").status == 404);
}
