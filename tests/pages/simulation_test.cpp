// Award simulation: what remains if these cases are granted. It says what the real reservation does, binds nobody, and tells nothing
// of cases the reader may not see.
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr auto base = "/budget/simulation";
const std::string at_line = "/budget/simulation?line=16 90/633 01&year=2026";

std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

Pairs chosen(const std::string& path, const std::string& amount, const std::string& what) {
    return {{"line", "16 90/633 01"},
            {"year", "2026"},
            {"case", id_of(path)},
            {"amount-" + id_of(path), amount},
            {"do", what}};
}
Pairs kept_as(const std::string& name, Pairs pairs) {
    pairs.back().second = "keep";
    pairs.emplace_back("name", name);
    return pairs;
}

/// Blocks money of the line in 2026, proposed and released.
void block(PagesInTest& pages, const std::string& amount) {
    led_to(pages.post("finanzen", "/budget/proposals",
                      {{"kind", "block"},
                       {"line", "16 90/633 01"},
                       {"year", "2026"},
                       {"amount", amount},
                       {"reason", "Haushaltssperre"}}));
    led_to(pages.post("haushalt", "/budget/proposals/1", {{"answer", "release"}}));
}

/// What the budget page says is free of the line in 2026.
bool says_free(PagesInTest& pages, const std::string& amount) {
    return pages.get("finanzen", "/budget?year=2026&programme=thueregovrl")
               .body.find("<strong class=\"fl-num\">" + amount) != std::string::npos;
}

/// The amounts in the row of a year: free, given back, chosen and fits, left, chosen and does not fit.
std::vector<std::string> cells(const std::string& body, int year) {
    auto from = body.find("scope=\"row\"><div>" + std::to_string(year) + " ");
    const auto end = body.find("</tr>", from);
    std::vector<std::string> found;
    while ((from = body.find("<td", from)) < end) {
        from = body.find('>', from) + 1;
        found.push_back(body.substr(from, body.find_first_of("<\u00a0", from) - from));
    }
    return found;
}

/// Found complete and recommended: 48,000 € of 2026, 32,000 € of 2027.
void recommended(PagesInTest& pages, const std::string& path) {
    led_to(pages.post("formal", path + "/steps/accept", {}));
    led_to(pages.post("fach", path + "/steps/recommend",
                      {{"eligible_cents", "100.000,00"},
                       {"financing_type", "proportional"},
                       {"rate", "80"},
                       {"award_cents", "80.000,00"},
                       {"slices.0.year", "2026"},
                       {"slices.0.amount_cents", "48.000,00"},
                       {"slices.1.year", "2027"},
                       {"slices.1.amount_cents", "32.000,00"},
                       {"reason", "Erfüllt."}}));
}

}  // namespace

TEST_CASE("the simulation says what is left, and the reservation leaves just that") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);  // 100,000 € of costs, 60,000 of them in 2026; 80,000 asked for
    CHECK(pages.get("finanzen", base).status == 200);
    const auto list = pages.get("finanzen", at_line).body;
    CHECK_THAT(list, ContainsSubstring(path + "\"") && ContainsSubstring("aus dem Antrag gerechnet"));
    const auto body = pages.post("finanzen", base, chosen(path, "80.000,00", "calculate")).body;
    CHECK_THAT(body, ContainsSubstring("bleiben für 2026 9.952.000,00\u00a0€"));  // 10,000,000 − 48,000
    CHECK_THAT(body, ContainsSubstring("4.968.000,00\u00a0€"));                   // commitment appropriation of 2027
    CHECK(says_free(pages, "10.000.000,00"));                                     // nothing was booked

    recommended(pages, path);
    led_to(pages.post("haushalt", path + "/steps/reserve", {}));
    CHECK(says_free(pages, "9.952.000,00"));
    const auto after = pages.post("finanzen", base, chosen(path, "80.000,00", "calculate")).body;
    CHECK_THAT(after,
               ContainsSubstring("bleiben für 2026 9.952.000,00\u00a0€"));  // its own reservation is not counted twice
    CHECK_THAT(after, ContainsSubstring("data-label=\"Für diese Anträge schon vorgemerkt\">48.000,00\u00a0€"));
}

TEST_CASE("what does not fit says why with its source, and is passed over") {
    PagesInTest pages;
    const auto first = handed_in_application(pages);
    const auto second = handed_in_application(pages);
    block(pages, "9.940.000,00");  // 60,000 € are free: the first takes 48,000 of it
    auto both = chosen(first, "80.000,00", "calculate");
    both.insert(both.begin(), {{"case", id_of(second)}, {"amount-" + id_of(second), "80.000,00"}});
    const auto body = pages.post("haushalt", base, both).body;
    CHECK_THAT(body, ContainsSubstring("1 ausgewählter Antrag passt nicht"));
    CHECK_THAT(body, ContainsSubstring("Für 2026 fehlen 36.000,00\u00a0€") && ContainsSubstring("§§\u00a038 und 45"));
    CHECK_THAT(body, ContainsSubstring("bleiben für 2026 12.000,00\u00a0€"));
    CHECK(cells(body, 2026) == std::vector<std::string>{"60.000,00", "nichts", "48.000,00", "12.000,00", "48.000,00"});
    const auto filled = pages.post("haushalt", base, chosen(second, "1,00", "fill")).body;
    CHECK_THAT(filled, ContainsSubstring("value=\"" + id_of(first) + "\" checked") &&
                           !ContainsSubstring("value=\"" + id_of(second) + "\" checked"));
}

TEST_CASE("an amount that cannot be meant is asked back and nothing is calculated") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto& [amount, said] = GENERATE(table<std::string, std::string>({
        {"1.23", "1.23"},
        {"0,00", "über null"},
        {"-5,00", "über null"},
        {"", "1.234,56"},
    }));
    const auto reply = pages.post("finanzen", base, kept_as("Warteliste", chosen(path, amount, "")));
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring(said) && ContainsSubstring("href=\"#amount-" + id_of(path)) &&
                               !ContainsSubstring("bleiben für 2026"));
    CHECK_THAT(pages.get("finanzen", base).body, !ContainsSubstring("Warteliste"));
}

TEST_CASE("only staff with a right to the budget simulates, and the auditor keeps nothing") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto kept = led_to(pages.post("finanzen", base, kept_as("Dezember", chosen(path, "80.000,00", ""))));
    for (const auto* who : {"gemeinde", "formal", "fach", "kasse", "admin"}) {
        CAPTURE(who);
        CHECK(pages.get(who, base).status == 403);
        CHECK(pages.get(who, at_line).status == 403);
        for (const auto* ending : {"", ".csv", ".xlsx"}) CHECK(pages.get(who, kept + ending).status == 403);
        CHECK(pages.post(who, base, chosen(path, "1,00", "calculate")).status == 403);
    }
    for (const auto* who : {"haushalt", "entscheidung", "revision"}) {
        CAPTURE(who);
        CHECK_THAT(pages.get(who, kept).body, ContainsSubstring("Dezember") && !ContainsSubstring("Löschen"));
        CHECK(pages.post(who, kept, {{"do", "delete"}}).status == 403);
    }
    CHECK(pages.post("revision", kept, kept_as("Meine", chosen(path, "1,00", ""))).status == 403);
    CHECK(pages.post("revision", base, chosen(path, "80.000,00", "calculate")).status == 200);
    CHECK(pages.get("finanzen", "/budget/simulation?line=99&year=2026").status == 404);
    CHECK(pages.get("finanzen", "/budget/simulation?line=16 90/633 01&year=2025").status == 404);
    CHECK(pages.get("finanzen", "/budget/simulation/99").status == 404);
}

TEST_CASE("a simulation is kept, changed, copied by somebody else and deleted by whoever kept it") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto kept = led_to(pages.post("finanzen", base, kept_as("Dezember", chosen(path, "80.000,00", ""))));
    CHECK_THAT(pages.get("finanzen", base).body, ContainsSubstring("Dezember"));
    CHECK_THAT(pages.get("haushalt", base).body, !ContainsSubstring("Dezember"));
    CHECK(led_to(pages.post("finanzen", kept, kept_as("Im Dezember", chosen(path, "40.000,00", "")))) == kept);
    CHECK_THAT(pages.get("finanzen", kept).body,
               ContainsSubstring("Im Dezember") && ContainsSubstring("bleiben für 2026 9.976.000,00\u00a0€"));
    CHECK(pages.post("finanzen", base, kept_as("Im Dezember", chosen(path, "1,00", ""))).status == 422);
    CHECK(pages.post("finanzen", base, kept_as(" ", chosen(path, "1,00", ""))).status == 422);
    const auto copied = led_to(pages.post("haushalt", kept, kept_as("Im Dezember", chosen(path, "1,00", ""))));
    CHECK(copied != kept);
    CHECK_THAT(pages.get("finanzen", kept).body, ContainsSubstring("9.976.000,00"));  // as it was
    CHECK(led_to(pages.post("finanzen", kept, {{"do", "delete"}})) == base);
    CHECK(pages.get("finanzen", kept).status == 404);
    CHECK(pages.get("haushalt", copied).status == 200);
}

TEST_CASE("an old simulation says what changed since: free money, proposals, cases that are decided") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto other = handed_in_application(pages);
    auto both = chosen(path, "80.000,00", "");
    both.insert(both.begin(), {{"case", id_of(other)}, {"amount-" + id_of(other), "80.000,00"}});
    const auto kept = led_to(pages.post("finanzen", base, kept_as("Alt", both)));
    CHECK_THAT(pages.get("finanzen", kept).body, !ContainsSubstring("Seit dem Sichern"));
    block(pages, "1.000.000,00");
    led_to(pages.post("zeichner", other + "/steps/withdraw", {{"reason", "Kein Bedarf."}}));
    led_to(pages.post("formal", path + "/steps/accept", {}));
    led_to(pages.post("fach", path + "/steps/recommend",
                      {{"eligible_cents", "100.000,00"},
                       {"financing_type", "proportional"},
                       {"rate", "80"},
                       {"award_cents", "50.000,00"},
                       {"slices.0.year", "2026"},
                       {"slices.0.amount_cents", "50.000,00"},
                       {"reason", "Erfüllt."}}));
    const auto body = pages.get("finanzen", kept).body;
    CHECK_THAT(body, ContainsSubstring("waren 10.000.000,00\u00a0€ frei, jetzt sind es 9.000.000,00\u00a0€"));
    CHECK_THAT(body, ContainsSubstring("Vorgeschlagen waren 80.000,00\u00a0€, jetzt sind es 50.000,00\u00a0€"));
    CHECK_THAT(body, ContainsSubstring("wird nicht mehr mitgerechnet. Stand jetzt: Zurückgezogen"));
    CHECK_THAT(body, ContainsSubstring("Wenn dieser Antrag bewilligt wird"));
}

TEST_CASE("a case the reader may not see is never counted, and nothing tells of it") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto kept = led_to(pages.post("finanzen", base, kept_as("Dezember", chosen(path, "80.000,00", ""))));
    led_to(pages.post("entscheidung", path + "/conflicts", {{"kind", "concern"}, {"reason", "Verwandt."}}));
    for (const auto& address : {kept, at_line}) {
        const auto body = pages.get("entscheidung", address).body;
        CHECK_THAT(body, !ContainsSubstring(path + "\"") && !ContainsSubstring("EGOV-2026"));
    }
    CHECK_THAT(pages.get("entscheidung", kept + ".csv").body, !ContainsSubstring("EGOV-2026"));
    CHECK_THAT(pages.post("entscheidung", base, chosen(path, "80.000,00", "calculate")).body,
               ContainsSubstring("Ausgewählt ist noch kein Antrag. Für 2026 sind 10.000.000,00\u00a0€ frei."));
    CHECK_THAT(pages.get("haushalt", kept).body, ContainsSubstring(path + "\""));
}

TEST_CASE("a year that is not opened is thought of with an appropriation; what is bound for it goes first") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    auto next = chosen(path, "80.000,00", "calculate");
    next[1].second = "2027";
    CHECK_THAT(pages.get("finanzen", "/budget/simulation?line=16 90/633 01&year=2027").body,
               ContainsSubstring("Angenommener Ansatz"));
    CHECK_THAT(pages.post("finanzen", base, next).body, ContainsSubstring("Für 2027 fehlen 80.000,00\u00a0€"));
    next.emplace_back("assumed", "100.000,00");
    const auto body = pages.post("finanzen", base, next).body;
    CHECK_THAT(body, ContainsSubstring("bleiben für 2027 20.000,00\u00a0€"));
}

TEST_CASE("what falls due in a year that is over by then draws on no money of the later year") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    recommended(pages, path);
    auto next = chosen(path, "80.000,00", "calculate");
    next[1].second = "2027";
    next.emplace_back("assumed", "100.000,00");
    const auto body = pages.post("finanzen", base, next).body;
    CHECK_THAT(body, ContainsSubstring("2026 <span class=\"fl-muted\">dann vorbei, dafür gibt es kein Geld mehr") &&
                         !ContainsSubstring("für alle ausgewählten fehlen"));
    CHECK(cells(body, 2026) == std::vector<std::string>{"0,00", "nichts", "nichts", "0,00", "48.000,00"});
    CHECK(cells(body, 2027) == std::vector<std::string>{"100.000,00", "nichts", "nichts", "100.000,00", "32.000,00"});
}

TEST_CASE("an assumed appropriation that cannot be meant is asked back for what is wrong with it") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    auto next = chosen(path, "80.000,00", "calculate");
    next[1].second = "2027";
    const auto& [assumed, said] = GENERATE(table<std::string, std::string>({
        {"viel", "1.234,56"},
        {"1.23", "1.23"},
        {"-1", "ab null"},
        {"10.000.000.000.000,00", "zu groß"},
    }));
    next.emplace_back("assumed", assumed);
    const auto reply = pages.post("finanzen", base, next);
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring(said) && ContainsSubstring("href=\"#assumed\"") &&
                               ContainsSubstring("aria-invalid=\"true\" aria-describedby=\"assumed-h assumed-e\"") &&
                               !ContainsSubstring("kann so nicht eröffnet werden"));
}

TEST_CASE("a name of sixty letters is taken, whatever they are, and one more is refused at its field") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    std::string sixty;
    for (int i = 0; i < 60; ++i) sixty += "ü";
    CHECK(pages.post("finanzen", base, kept_as(sixty, chosen(path, "80.000,00", ""))).status == 303);
    const auto reply = pages.post("finanzen", base, kept_as(sixty + "ü", chosen(path, "80.000,00", "")));
    CHECK(reply.status == 422);
    CHECK_THAT(reply.body, ContainsSubstring("höchstens 60 Zeichen") &&
                               ContainsSubstring("aria-invalid=\"true\" aria-describedby=\"name-h name-e\""));
}

TEST_CASE("the Enter key keeps a simulation under the name just typed, and never what the auditor names") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    const auto body = pages.get("finanzen", at_line).body;
    CHECK(body.find("value=\"enter\"") < body.find("value=\"calculate\""));  // the first button is the Enter key's
    auto entered = kept_as("Dezember", chosen(path, "80.000,00", ""));
    entered[4].second = "enter";
    const auto kept = led_to(pages.post("finanzen", base, entered));
    const auto again = pages.post("finanzen", kept, entered);  // nothing new to keep: said, not silent
    CHECK(again.status == 200);
    CHECK_THAT(again.body, ContainsSubstring("Gerechnet, aber noch nicht gesichert."));
    CHECK(pages.post("revision", base, entered).status == 200);
    CHECK_THAT(pages.get("revision", base).body, !ContainsSubstring("Dezember"));
}

TEST_CASE("a kept simulation goes out as a workbook and as CSV, with what does not fit") {
    PagesInTest pages;
    const auto path = handed_in_application(pages);
    block(pages, "9.990.000,00");
    const auto kept = led_to(pages.post("finanzen", base, kept_as("Dezember", chosen(path, "80.000,00", ""))));
    const auto csv = pages.get("revision", kept + ".csv");
    CHECK(csv.status == 200);
    CHECK_THAT(csv.body,
               ContainsSubstring("Aktenzeichen;Körperschaft;Vorhaben;Stand;Zählt;2026;2027;2028;2029;Ergebnis"));
    CHECK_THAT(csv.body, ContainsSubstring(";nein;48.000,00;32.000,00;0,00;0,00;") &&
                             ContainsSubstring("Für 2026 fehlen 38.000,00"));
    const auto book = pages.get("revision", kept + ".xlsx");
    CHECK(book.status == 200);
    CHECK_THAT(*book.header("Content-Disposition"), ContainsSubstring("Bewilligungssimulation_02.11.2026.xlsx"));
    pages.travel_to("2027-02-01");
    CHECK_THAT(pages.get("finanzen", kept).body, ContainsSubstring("Dieses Haushaltsjahr ist vorbei"));
    CHECK(pages.get("finanzen", kept + ".csv").status == 404);
    CHECK(pages.post("finanzen", kept, chosen(path, "80.000,00", "calculate")).status == 404);
}
