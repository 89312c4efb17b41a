// A plan from a spreadsheet: its differences are seen before anything is taken over, and nothing is overwritten silently.
#include "exchange/spreadsheet.hpp"
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>
#include <filesystem>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string seq_of(const std::string& body) {
    const std::string before = "name=\"seen_seq\" value=\"";
    const auto at = body.find(before) + before.size();
    return body.substr(at, body.find('"', at) - at);
}

/// What the page's form with that button would send.
Pairs hidden_fields(const std::string& body, const std::string& button) {
    const auto end = body.find(button);
    REQUIRE(end != std::string::npos);
    auto at = body.rfind("<form", end);
    Pairs pairs;
    const std::string name = "type=\"hidden\" name=\"", value = "\" value=\"";
    while ((at = body.find(name, at)) < end) {
        at += name.size();
        const auto middle = body.find(value, at), stop = body.find('"', middle + value.size());
        const auto field = body.substr(at, middle - at);
        if (field != "csrf")
            pairs.emplace_back(field, body.substr(middle + value.size(), stop - middle - value.size()));
    }
    return pairs;
}

Pairs two_rows(const std::string& seq) {
    return {{"seen_seq", seq},
            {"cost_plan.0.item", "Entwicklung"},
            {"cost_plan.0.year", "2026"},
            {"cost_plan.0.amount_cents", "60.000,00"},
            {"cost_plan.0.eligible", "ja"},
            {"cost_plan.1.item", "Kurse"},
            {"cost_plan.1.year", "2027"},
            {"cost_plan.1.amount_cents", "40.000,00"},
            {"cost_plan.1.eligible", "nein"}};
}

struct Plan {
    PagesInTest pages{};
    std::string path = filled_in_application(pages), sheet = path + "/edit/cost_plan";

    Plan() {
        auto rows = two_rows(seq());
        rows.emplace_back("then", "back");
        led_to(pages.post("gemeinde", sheet, rows));
    }
    std::string seq() { return seq_of(pages.get("gemeinde", sheet).body); }
    Reply take(const Pairs& more, std::vector<Part> files = {}) {
        auto rows = two_rows(seq());
        rows.emplace_back("take_rows", "cost_plan");
        rows.insert(rows.end(), more.begin(), more.end());
        return pages.post("gemeinde", sheet, rows, std::move(files));
    }
};

}  // namespace

TEST_CASE("pasted rows show what they would change, with the sums, and are taken over only when confirmed") {
    Plan plan;
    const auto seq = plan.seq();
    const auto shown = plan.take(
        {{"paste:cost_plan", "Entwicklung\t2026\t65.000,00 €\tja\nLizenzen\t2028\t1.000\tja\n"}});
    CHECK(shown.status == 200);
    CHECK_THAT(shown.body, ContainsSubstring("1 Zeile kommt hinzu") && ContainsSubstring("1 Zeile ändert sich") &&
                               ContainsSubstring("1 Zeile entfällt"));
    CHECK_THAT(shown.body, ContainsSubstring("<del>60.000,00") && ContainsSubstring("<ins>65.000,00"));
    CHECK_THAT(shown.body, ContainsSubstring("100.000,00") && ContainsSubstring("66.000,00"));
    CHECK(plan.seq() == seq);  // nothing is stored

    auto confirmed = hidden_fields(shown.body, "value=\"here\"");
    confirmed.emplace_back("then", "here");
    CHECK(led_to(plan.pages.post("gemeinde", plan.sheet, confirmed)) == plan.sheet);
    const auto now = plan.pages.get("gemeinde", plan.sheet).body;
    CHECK_THAT(now, ContainsSubstring("value=\"65.000,00\"") && ContainsSubstring("value=\"Lizenzen\"") &&
                        !ContainsSubstring("Kurse"));
}

TEST_CASE("who does not take the rows over has what was typed before") {
    Plan plan;
    const auto shown = plan.take({{"paste:cost_plan", "Server\t2026\t1,00\tja"}});
    auto declined = hidden_fields(shown.body, "value=\"rows\"");
    declined.emplace_back("recalculate", "rows");
    const auto back = plan.pages.post("gemeinde", plan.sheet, declined);
    CHECK(back.status == 200);
    CHECK_THAT(back.body, ContainsSubstring("value=\"Kurse\"") && !ContainsSubstring("value=\"Server\""));
}

TEST_CASE("rows that somebody changed meanwhile are not overwritten: the confirmation is refused") {
    Plan plan;
    const auto shown = plan.take({{"paste:cost_plan", "Server\t2026\t1,00\tja"}});
    auto others = two_rows(plan.seq());
    others[3].second = "61.000,00";
    led_to(plan.pages.post("zeichner", plan.sheet, others));
    auto confirmed = hidden_fields(shown.body, "value=\"here\"");
    confirmed.emplace_back("then", "here");
    CHECK(plan.pages.post("gemeinde", plan.sheet, confirmed).status == 412);
    CHECK_THAT(plan.pages.get("gemeinde", plan.sheet).body, ContainsSubstring("value=\"61.000,00\""));
}

TEST_CASE("rows may come below those that stand there, and what equals them says so") {
    Plan plan;
    const auto shown = plan.take({{"paste:cost_plan", "Server\t2026\t1,00\tja"}, {"rows_mode:cost_plan", "append"}});
    CHECK_THAT(shown.body, ContainsSubstring("1 Zeile kommt hinzu") &&
                               ContainsSubstring("2 Zeilen bleiben, wie sie sind") && !ContainsSubstring("entfällt"));
}

TEST_CASE("a cell that cannot be read is named with what stands there, and nothing typed is lost") {
    Plan plan;
    const auto wrong = plan.take({{"paste:cost_plan", "Server\tbald\t1,00\tja"}});
    CHECK(wrong.status == 422);
    CHECK_THAT(wrong.body, ContainsSubstring(", Spalte Jahr: ") && ContainsSubstring("„bald“") &&
                               ContainsSubstring("Beispiel") && ContainsSubstring("value=\"Kurse\"") &&
                               ContainsSubstring("Server\tbald"));
    CHECK(plan.take({{"paste:cost_plan", " \n"}}).status == 422);
    CHECK_THAT(plan.take({}, {{"file:cost_plan", "plan.csv", "text/csv", "Position;Jahr\r\n"}}).body,
               ContainsSubstring("In der Kopfzeile fehlt die Spalte „Betrag“"));
}

TEST_CASE("the workbook holds the rows of the case and, read back unchanged, changes nothing") {
    Plan plan;
    const auto rows = plan.path + "/forms/application/rows/cost_plan";
    CHECK(plan.pages.get("nordhausen", rows + ".xlsx").status == 404);
    CHECK(plan.pages.get("gemeinde", plan.path + "/forms/application/rows/project_title.xlsx").status == 404);
    const auto reply = plan.pages.get("gemeinde", rows + ".xlsx");
    REQUIRE(reply.file);
    std::ifstream file{reply.file->path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    std::filesystem::remove(reply.file->path);
    const auto sheet = read_spreadsheet(bytes);
    REQUIRE(sheet);
    const auto first = std::ranges::find(*sheet, 5, &SheetRow::number);
    REQUIRE(first != sheet->end());
    CHECK(first->cells.at(0).text == "Entwicklung");
    CHECK(first->cells.at(2).kind == StoredAs::Number);
    CHECK(first->cells.at(2).text == "60000");

    const auto same = plan.take({}, {{"file:cost_plan", "plan.xlsx", "application/octet-stream", bytes}});
    CHECK(same.status == 200);
    CHECK_THAT(same.body, ContainsSubstring("2 Zeilen bleiben, wie sie sind") && !ContainsSubstring("Übernehmen und"));
    const auto csv = plan.pages.get("gemeinde", rows + ".csv");
    CHECK_THAT(csv.body,
               ContainsSubstring("Position;Jahr;Betrag;Zuwendungsfähig\r\nEntwicklung;2026;60.000,00;ja\r\n"));

    const auto handed_in = handed_in_application(plan.pages);  // nothing can be changed any more
    CHECK(plan.pages.get("gemeinde", handed_in + "/forms/application/rows/cost_plan.xlsx").status == 404);
}
