// What follows the grant, on pages: what a step decides on stands above its form, plan and actual side by side.
#include "exchange/spreadsheet.hpp"
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string case_of_machine(const std::string& path) { return path.substr(0, path.find("/machines")); }

}  // namespace

TEST_CASE("what follows the grant: each page shows what it decides on, to whom it is told") {
    PagesInTest pages{"2026-11-20", true};

    // The signatory finds the plan typed in already.
    const auto draft = machine_in(pages, "proof-of-use", "draft");
    const auto form = pages.get("zeichner", draft + "/steps/submit").body;
    CHECK_THAT(form, ContainsSubstring("name=\"costs.0.item\" value=\"Beschaffung und Einrichtung\"") &&
                         ContainsSubstring("name=\"costs.1.item\" value=\"Einführung und Schulung\""));
    CHECK_THAT(form, ContainsSubstring("name=\"cover.0.source\" value=\"Eigener Haushalt\""));
    CHECK_THAT(form, !ContainsSubstring("Plan und Ist"));

    // The examiner sees the report beside the plan, the decider the settlement too.
    const auto submitted = machine_in(pages, "proof-of-use", "submitted");
    const auto examining = pages.get("verwendung", submitted + "/steps/examine").body;
    CHECK_THAT(examining, ContainsSubstring("Das Vorhaben ist umgesetzt und wird genutzt.") &&
                              ContainsSubstring("Tatsächliche Ausgaben: Plan und Ist") &&
                              ContainsSubstring("Eigener Haushalt, Eigene Mittel") && ContainsSubstring("Belegliste"));
    CHECK_THAT(examining, !ContainsSubstring("Zuwendung nach Neuberechnung"));
    const auto examined = machine_in(pages, "proof-of-use", "examined");
    const auto accepting = pages.get("entscheidung", examined + "/steps/accept").body;
    CHECK_THAT(accepting, ContainsSubstring("Zuwendung nach Neuberechnung") && ContainsSubstring("Zu viel ausgezahlt"));

    // The applicant's side is not told of the examination before the decision.
    const auto inside = pages.get("vg", case_of_machine(examined)).body;
    CHECK_THAT(inside, ContainsSubstring("Das Vorhaben ist umgesetzt und wird genutzt.") &&
                           !ContainsSubstring("Sachbericht und Belege stimmen überein"));
    CHECK_THAT(pages.get("entscheidung", case_of_machine(examined)).body,
               ContainsSubstring("Sachbericht und Belege stimmen überein"));

    // The cashier sees what is claimed and what is still open.
    const auto claimed = machine_in(pages, "repayment", "claimed");
    const auto paying = pages.get("kasse", claimed + "/steps/confirm_payment").body;
    CHECK_THAT(paying, ContainsSubstring("Noch offen") && ContainsSubstring("Hauptforderung") &&
                           ContainsSubstring("Wir haben günstiger beschafft und zahlen zurück."));
}

TEST_CASE("a list of vouchers is read from a file for checking; a wrong file says where, and nothing typed is lost") {
    PagesInTest pages{"2026-11-20", true};
    const auto draft = machine_in(pages, "proof-of-use", "draft");
    const auto submit = draft + "/steps/submit";
    const auto sheet = pages.get("zeichner", submit).body;
    CHECK_THAT(sheet, ContainsSubstring("Belegliste aus Excel- oder CSV-Datei") &&
                          ContainsSubstring("href=\"" + submit + "/belegliste.csv\"") &&
                          ContainsSubstring("href=\"" + submit + "/belegliste.xlsx\""));
    const auto form_to_fill = pages.get("zeichner", submit + "/belegliste.csv");
    CHECK(form_to_fill.status == 200);
    CHECK(pages.get("zeichner", draft + "/steps/drop/belegliste.csv").status == 404);
    CHECK(pages.get("nordhausen", submit + "/belegliste.csv").status == 404);

    const std::string header = "Nr.;Tag;Empfänger;Grund;Betrag;Position\r\n";
    const Pairs typed = {{"narrative", "Bis hierher getippt."},
                         {"vouchers.0.number", "1"},
                         {"vouchers.0.day", "01.06.2025"},
                         {"vouchers.0.payee", "Systemhaus"},
                         {"vouchers.0.reason", "Lieferung"},
                         {"vouchers.0.amount_cents", "7,00"},
                         {"vouchers.0.item", "Beschaffung und Einrichtung"},
                         {"read_file", "vouchers"}};
    const auto read = [&](const std::string& bytes) {
        return pages.post("zeichner", submit, typed, {{"file", "belege.csv", "text/csv", bytes}});
    };
    const auto good = read(header + "1;01.06.2025;Systemhaus;Lieferung;7,00;Beschaffung und Einrichtung\r\n" +
                           "2;2.6.2025;Druckerei;Plakate;1.234,56;Einführung und Schulung\r\n");
    CHECK(good.status == 200);
    CHECK_THAT(good.body, ContainsSubstring("eingereicht ist noch nichts") &&
                              ContainsSubstring("Bis hierher getippt.") &&
                              ContainsSubstring("name=\"vouchers.1.payee\" value=\"Druckerei\"") &&
                              !ContainsSubstring("vouchers.2.payee"));  // the row that stood there is not doubled

    const auto wrong = read(header + "1;31.06.2025;Systemhaus;Lieferung;7,00;Beschaffung und Einrichtung\r\n");
    CHECK(wrong.status == 422);
    CHECK_THAT(wrong.body, ContainsSubstring(", Spalte Tag: „Tag“: Den Tag „31.06.2025“") &&
                               ContainsSubstring("Bis hierher getippt.") &&
                               ContainsSubstring("name=\"vouchers.0.payee\" value=\"Systemhaus\""));
    CHECK(pages.post("zeichner", submit, typed).status == 422);  // no file chosen
}

TEST_CASE("the workbook to fill in has the items of the plan, can be read back, and says which cells are still blank") {
    PagesInTest pages{"2026-11-20", true};
    const auto draft = machine_in(pages, "proof-of-use", "draft");
    const auto submit = draft + "/steps/submit";
    CHECK(pages.get("zeichner", draft + "/steps/drop/belegliste.xlsx").status == 404);
    CHECK(pages.get("nordhausen", submit + "/belegliste.xlsx").status == 404);
    const auto reply = pages.get("zeichner", submit + "/belegliste.xlsx");
    REQUIRE(reply.file);
    std::ifstream file{reply.file->path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    std::filesystem::remove(reply.file->path);

    const auto sheet = read_spreadsheet(bytes);
    REQUIRE(sheet);
    const auto header = std::ranges::find(*sheet, 4, &SheetRow::number);
    REQUIRE(header != sheet->end());
    std::string labels;
    for (const auto& cell : header->cells) labels += cell.text + ";";
    CHECK(labels == "Nr.;Tag;Empfänger;Grund;Betrag;Position;");
    CHECK((header + 1)->cells.front().text == "Beschaffung und Einrichtung");
    CHECK((header + 1)->cells.front().column == 5);

    const auto blank = pages.post("zeichner", submit,
                                  {{"narrative", "Bis hierher getippt."}, {"read_file", "vouchers"}},
                                  {{"file", "belegliste.xlsx", "application/octet-stream", bytes}});
    CHECK(blank.status == 422);
    CHECK_THAT(blank.body, ContainsSubstring("Zelle E5 (Spalte Betrag): ") &&
                               ContainsSubstring("Bis hierher getippt.") && !ContainsSubstring("Zelle F5"));
}
