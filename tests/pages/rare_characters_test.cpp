// Ten thousand characters, emoji, words from right to left and marks that turn text: kept as they were typed, on every way out.
#include "exchange/spreadsheet.hpp"
#include "letters/blocks.hpp"
#include "pages/visitors.hpp"

#include <catch2/catch_all.hpp>
#include <fstream>

using namespace foerderlauf;
using namespace foerderlauf::test;
using Catch::Matchers::ContainsSubstring;

namespace {

// A mark that turns text around (RLO), Hebrew, a woman, a joiner, a girl, and what looks like markup.
const std::string title = "\u202Eשלום \U0001F469\u200D\U0001F467 Portal <b>";
const std::string title_in_html = "\u202Eשלום \U0001F469\u200D\U0001F467 Portal &lt;b&gt;";
const std::string item = "תוכנה \U0001F4BE";

std::string long_text() {
    std::string text;
    for (int i = 0; i < 250; ++i) text += "Ein Satz mit ö, \U0001F4BE und שלום, vierzig Zeichen.\n";
    return text + "Ende";
}

struct Written {
    PagesInTest pages{};
    std::string path = filled_in_application(pages);

    Written() {
        led_to(pages.post("gemeinde", path + "/edit/project",
                          {{"project_title", title}, {"project_description", long_text()}, {"funding_object", "2c"}}));
        led_to(pages.post("gemeinde", path + "/edit/cost_plan",
                          {{"cost_plan.0.item", item},
                           {"cost_plan.0.year", "2027"},
                           {"cost_plan.0.amount_cents", "100.000,00"},
                           {"cost_plan.0.eligible", "ja"}}));
    }
    std::string body(const std::string& account, const std::string& more) {
        const auto reply = pages.get(account, path + more);
        CHECK(reply.status == 200);
        return reply.body;
    }
};

}  // namespace

TEST_CASE("rare characters come back into form, page, preview and history as they were typed") {
    Written written;
    CHECK(long_text().size() > 10'000);
    CHECK_THAT(written.body("gemeinde", "/edit/project"), ContainsSubstring("value=\"" + title_in_html + "\"") &&
                                                              ContainsSubstring("\n" + long_text() + "</textarea>"));
    for (const auto* page : {"", "/preview"})
        CHECK_THAT(written.body("gemeinde", page), ContainsSubstring(title_in_html) && ContainsSubstring(long_text()));
    led_to(written.pages.post("zeichner", written.path + "/steps/submit", {}));
    CHECK_THAT(written.body("formal", ""), ContainsSubstring(title_in_html) && ContainsSubstring(item));
}

TEST_CASE("a sentence with words from right to left keeps them from turning its own words around") {
    Written written;
    const auto draft = led_to(
        written.pages.post("gemeinde", "/cases", {{"recipient", "16075085"}, {"programme", "thueregovrl"}}));
    const auto from = draft.substr(0, draft.rfind('/')) +
                      "/copy?from=" + written.path.substr(written.path.rfind('/') + 1);
    CHECK_THAT(written.pages.get("gemeinde", from).body,
               ContainsSubstring("Aus dem Antrag „\u2068" + title_in_html + "\u2069“. Kreuzen"));
    const Words words{written.pages.site().installation->texts, written.pages.site().clock.today()};
    for (const auto& plain : {std::string{"Übersicht für 5 €"}, std::string{"Łódź \U0001F469"}, std::string{}})
        CHECK_THAT(words.sentence("pages.copy.from", {{"title", plain}}), !ContainsSubstring("\u2068"));
}

TEST_CASE("the letter and the workbook hold the very characters") {
    Written written;
    led_to(written.pages.post("zeichner", written.path + "/steps/submit", {}));
    CHECK_THAT(written.body("gemeinde", "/letters/acknowledgement"),
               ContainsSubstring("„" + title_in_html.substr(3) + "“") && !ContainsSubstring("\u202E"));
    Written draft;
    const auto reply = draft.pages.get("gemeinde", draft.path + "/forms/application/rows/cost_plan.xlsx");
    REQUIRE(reply.file);
    std::ifstream file{reply.file->path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    std::filesystem::remove(reply.file->path);
    const auto sheet = read_spreadsheet(bytes);
    REQUIRE(sheet);
    bool found = false;
    for (const auto& row : *sheet)
        for (const auto& cell : row.cells) found = found || cell.text == item;
    CHECK(found);
}

TEST_CASE("what is no text is refused: control characters, broken UTF-8, a line too many, a character too many") {
    Written written;
    const auto refusal = [&](const std::string& name, const std::string& words) {
        return written.pages.post("gemeinde", written.path + "/edit/project", {{name, words}}).status;
    };
    CHECK(refusal("project_title", "Portal\x07") == 422);
    CHECK(refusal("project_title", "Portal\xC3") == 422);
    CHECK(refusal("project_title", "Portal\nzwei") == 422);
    CHECK(refusal("project_title", std::string(201, 'x')) == 422);
    CHECK(refusal("project_description", std::string(20'001, 'x')) == 422);
    CHECK_THAT(written.body("gemeinde", "/edit/project"), ContainsSubstring("value=\"" + title_in_html + "\""));
}
